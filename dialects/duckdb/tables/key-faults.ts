// Whether each key is there, and there once. Keys without faults, as most are, are told from others in the quickest way that there is.
import { must } from '../../../compiler/assert.ts';
import type { KeyFaults } from '../../../runtime/warehouse-diff.ts';
import type { Connection } from '../engine/connection.ts';
import { numberOf, optionalText, textOf } from '../engine/row-values.ts';
import { name, text } from '../engine/sql-text.ts';

const doing = 'checking keys';

/** Fewer keys are grouped before anything else has been asked about them. */
const fewKeys = 20_000;

/** `relation` is SQL: a name or a query in parentheses. `keys`: how many there are, as far as that is known. */
export async function keyFaults(
  connection: Connection,
  relation: string,
  keyColumn: string,
  keys = Number.POSITIVE_INFINITY,
): Promise<KeyFaults> {
  if (keys < fewKeys) return await repeatedOrMissing(connection, relation, keyColumn);
  const isSound = await areDistinctNumbers(connection, relation, keyColumn);
  return isSound
    ? { missing: 0, repeated: 0, examples: [] }
    : await repeatedOrMissing(connection, relation, keyColumn);
}

const countable: ReadonlySet<string> = new Set(
  ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT'].flatMap((type) => [type, `U${type}`]),
);

/** Bits that cost nothing however few keys there are, bits for each key, and the most that a thread may hold: 32 MB. */
const [freeBits, bitsPerKey, mostBits] = [2n ** 20n, 16n, 2n ** 28n];

/**
 * True for whole numbers that are all there, each once, and not too far apart: one bit for each number between the least and the greatest
 * takes an eighth of the time that grouping does. False: unknown.
 */
async function areDistinctNumbers(
  connection: Connection,
  relation: string,
  keyColumn: string,
): Promise<boolean> {
  const key = name(keyColumn);
  const described = await connection.rows(`DESCRIBE SELECT ${key} FROM ${relation} AS q`, doing);
  const type = textOf(must(described[0], 'a column'), 'column_type');
  if (!countable.has(type)) return false;
  const [row] = await connection.rows(
    `SELECT count(*) AS n, count(${key}) AS known, CAST(min(${key}) AS VARCHAR) AS least, CAST(max(${key}) AS VARCHAR) AS greatest FROM ${relation} AS q`,
    doing,
  );
  const found = must(row, 'the counts of keys');
  const [n, least, greatest] = [
    numberOf(found, 'n'),
    optionalText(found, 'least'),
    optionalText(found, 'greatest'),
  ];
  if (numberOf(found, 'known') !== n) return false;
  if (least === undefined || greatest === undefined) return true;
  const bits = BigInt(greatest) - BigInt(least) + 1n;
  if (bits > freeBits && (bits > BigInt(n) * bitsPerKey || bits > mostBits)) return false;
  const ends = [least, greatest].map((end) => `CAST(${text(end)} AS ${type})`);
  const [counted] = await connection.rows(
    `SELECT bit_count(bitstring_agg(${key}, ${ends.join(', ')})) AS n FROM ${relation} AS q`,
    doing,
  );
  return numberOf(must(counted, 'a count'), 'n') === n;
}

/** The same, of any keys. */
export async function repeatedOrMissing(
  connection: Connection,
  relation: string,
  keyColumn: string,
): Promise<KeyFaults> {
  const key = name(keyColumn);
  const counted = `(SELECT ${key} AS k, count(*) AS n FROM ${relation} AS q GROUP BY ${key})`;
  const [row] = await connection.rows(
    `SELECT coalesce(sum(n) FILTER (WHERE k IS NULL), 0) AS missing,
  count(*) FILTER (WHERE k IS NOT NULL AND n > 1) AS repeated FROM ${counted}`,
    doing,
  );
  const found = must(row, 'the counts of keys');
  const repeated = numberOf(found, 'repeated');
  const examples =
    repeated === 0
      ? []
      : await connection.rows(
          `SELECT CAST(k AS VARCHAR) AS example FROM ${counted} WHERE k IS NOT NULL AND n > 1 ORDER BY k LIMIT 5`,
          doing,
        );
  return {
    missing: numberOf(found, 'missing'),
    repeated,
    examples: examples.map((one) => textOf(one, 'example')),
  };
}
