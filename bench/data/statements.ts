// SQL that makes the data, and SQL that appends what arrives later. Everything happens inside DuckDB.
import { drawsOf, oneOf } from './draws.ts';
import { dataEnd, type DataSizes } from './sizes.ts';
import { type GeneratedTable, generatedTables, instant } from './tables.ts';
import { plans } from './vocabulary.ts';

/** For an empty database, whose catalogue has that name. Rows stand in the order of their numbers, whatever the threads. */
export function generationStatements(sizes: DataSizes, database: string): readonly string[] {
  const tables = generatedTables(sizes, 1);
  const most = Math.max(...tables.map(({ rows }) => rows));
  const numbers = `"${database}".main.numbers`;
  return [
    // Stored numbers, since those that `range` makes are worked on by one thread only.
    `CREATE TABLE ${numbers} AS SELECT i FROM range(${most}) AS r(i)`,
    ...['crm', 'shop', 'web'].map((schema) => `CREATE SCHEMA "${database}".${schema}`),
    ...tables.map(
      (table) =>
        `CREATE TABLE "${database}".${table.name} AS SELECT ${columnList(table)} FROM ${numbers} WHERE i < ${table.rows}${table.where === undefined ? '' : ` AND ${table.where}`}`,
    ),
    `DROP TABLE ${numbers}`,
  ];
}

/** What happens after `dataEnd`. */
export interface Meanwhile {
  readonly minutes: number;
  /** How many times as many rows arrive as in so many minutes of the past. */
  readonly burst: number;
}

/** New rows arrive, and contacts change, one in ten per day. */
export function advanceStatements(
  sizes: DataSizes,
  { minutes, burst }: Meanwhile,
  database: string,
): readonly string[] {
  const length = minutes * 60_000;
  const growing = generatedTables(sizes, burst).flatMap((table) => {
    const { span, rows, name, where } = table;
    if (span === undefined) return [];
    const until = rows + Math.max(1, Math.floor((rows * length * burst) / span));
    const numbers = `range(${rows}, ${until}) AS r(i)`;
    const kept = where === undefined ? '' : ` WHERE ${where}`;
    return [`INSERT INTO "${database}".${name} SELECT ${columnList(table)} FROM ${numbers}${kept}`];
  });
  return [changeContacts(sizes, minutes, database), ...growing];
}

function changeContacts(sizes: DataSizes, minutes: number, database: string): string {
  const everyOther = Math.max(1, Math.round((10 * 1_440) / minutes));
  const draws = drawsOf(6, sizes.seed, 'CAST(hash(id) >> 40 AS BIGINT)');
  const changedAt = instant(
    sizes,
    `${dataEnd * 1_000} + 1 + ${draws.whole(2, minutes * 60_000_000 - 1)}`,
  );
  return `UPDATE "${database}".crm.contacts SET score = CAST(${draws.whole(0, 100)} AS INTEGER),
  plan = ${oneOf(plans, draws.low(1, plans.length))}, last_seen_at = ${changedAt}, updated_at = ${changedAt}
WHERE hash(id) % ${everyOther} = 0`;
}

function columnList({ columns }: GeneratedTable): string {
  return Object.entries(columns)
    .map(([name, expression]) => `${expression} AS ${name}`)
    .join(', ');
}
