// Tables made of the rows of a query.
import { must } from '../../../compiler/assert.ts';
import type { Connection } from './connection.ts';
import { numberOf } from './row-values.ts';

/** How many rows the table got: the engine tells it of the statement, so that nobody counts them. `table` and `query` are SQL. */
export async function keepRows(
  connection: Connection,
  table: string,
  query: string,
  doing: string,
): Promise<number> {
  const [row] = await connection.rows(`CREATE OR REPLACE TABLE ${table} AS ${query}`, doing);
  return numberOf(must(row, 'the number of rows'), 'Count');
}
