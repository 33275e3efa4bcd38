// Rows written out in statements.
import type { Connection } from './connection.ts';

/** In pieces, since planning one very long statement is slow. `table` is SQL. */
export async function insertRows(
  connection: Connection,
  table: string,
  rows: readonly string[],
  doing: string,
): Promise<void> {
  for (let at = 0; at < rows.length; at += 200) {
    await connection.run(
      `INSERT INTO ${table} VALUES ${rows.slice(at, at + 200).join(', ')}`,
      doing,
    );
  }
}
