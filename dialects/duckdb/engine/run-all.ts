// Many statements in few runs: going to the engine and back takes longer than a small statement.
import type { Connection } from './connection.ts';

/** Parsing one very long text is slow. */
const mostTogether = 100;

/** In order, until one fails: which of them did is not told. No statement may depend on an answer. */
export async function runAll(
  connection: Connection,
  statements: readonly string[],
  doing: string,
): Promise<void> {
  for (let at = 0; at < statements.length; at += mostTogether) {
    await connection.run(statements.slice(at, at + mostTogether).join(';\n'), doing);
  }
}
