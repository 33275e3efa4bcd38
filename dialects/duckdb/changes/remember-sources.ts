// What a commit remembers of the sources for later refreshes: how each was, copies of rows, touched values; and what no segment needs any more.
import type { RefreshCommit, RegisteredSegment } from '../../../runtime/warehouse-state.ts';
import type { Connection } from '../engine/connection.ts';
import { type Cells, insertStatements } from '../engine/insert-rows.ts';
import { runAll } from '../engine/run-all.ts';
import { text } from '../engine/sql-text.ts';
import { internalTable, type Layout, tables } from '../state/state-tables.ts';
import type { Looked } from './look-at-sources.ts';
import { copyName, copyStatements } from './source-copies.ts';
import { forgetStatements, oldestNeeded, stateCells } from './source-states.ts';

/** Runs inside the transaction of the commit. */
export async function rememberSources(
  connection: Connection,
  layout: Layout,
  looked: Looked,
  commit: RefreshCommit,
  registry: readonly RegisteredSegment[],
): Promise<void> {
  const { looks, copies } = looked;
  const { number: refresh } = commit;
  const rows: Cells[] = [];
  const statements: string[] = [];
  for (const [id, { look, request }] of looks) {
    const unknown = look.change.kind === 'unknown';
    const keysChecked = commit.keysChecked.get(request.source.entity);
    rows.push(stateCells(id, look.after, { refresh, unknown, keysChecked }));
    const isGone = look.copy.kind === 'drop' && !copies.has(copyName(id));
    if (!isGone) statements.push(...copyStatements(layout, id, look.copy));
    if (look.touched === undefined) continue;
    statements.push(
      `INSERT INTO ${internalTable(layout, 'touched')} SELECT ${refresh}, ${text(id)}, "column", value FROM ${look.touched}`,
    );
  }
  const oldest = oldestNeeded(registry, refresh);
  const unread = unreadCopies(looked, oldest);
  statements.push(...unread.map((copy) => `DROP TABLE ${internalTable(layout, copy)}`));
  statements.push(
    ...insertStatements(internalTable(layout, 'source_states'), tables.source_states, rows),
  );
  statements.push(...forgetStatements(layout, oldest));
  await runAll(connection, statements, 'remembering rows of the sources');
}

/** Names of the copies of sources that nobody looked at since the refresh `oldest`. */
function unreadCopies({ looks, copies, remembered }: Looked, oldest: number): readonly string[] {
  const needed = [...remembered].filter(([, states]) =>
    states.some(({ refresh }) => refresh >= oldest),
  );
  const kept = new Set([...looks.keys(), ...needed.map(([id]) => id)].map(copyName));
  return [...copies].filter((copy) => !kept.has(copy));
}
