// Members that Segform published against those of the tables made by hand, segment by segment.
import type { Connection } from '../../dialects/duckdb/engine/connection.ts';
import { publishedSchema } from '../project/write-project.ts';
import { handSchema } from '../segments/text.ts';
import type { Difference } from './operation.ts';

export interface Comparison {
  readonly different: readonly Difference[];
  /** Of all segments together. */
  readonly members: number;
}

/** Both sides are bags: a member that stands twice on one side only is a difference. */
export async function compareMembers(
  connection: Connection,
  segments: readonly string[],
): Promise<Comparison> {
  const different: Difference[] = [];
  let members = 0;
  for (const segment of segments) {
    const ours = `SELECT id FROM ${publishedSchema}.${segment}`;
    const theirs = `SELECT id FROM ${handSchema}.${segment}`;
    const [row] = await connection.rows(
      `SELECT CAST((SELECT count(*) FROM (${ours})) AS INTEGER) AS size,
  CAST((SELECT count(*) FROM (${ours} EXCEPT ALL ${theirs})) AS INTEGER) AS only,
  CAST((SELECT count(*) FROM (${theirs} EXCEPT ALL ${ours})) AS INTEGER) AS missing`,
      `comparing ${segment}`,
    );
    const [size, only, missing] = ['size', 'only', 'missing'].map((name) => Number(row?.[name]));
    members += size ?? 0;
    if (only !== 0 || missing !== 0) {
      different.push({ segment, only: only ?? 0, missing: missing ?? 0 });
    }
  }
  return { different, members };
}
