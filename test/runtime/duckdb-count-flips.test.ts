// Counting what entered and left each bit of a word, for numbers of rows around which one sum counts fewer bits.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../dialects/duckdb/engine/connection.ts';
import { numberOf } from '../../dialects/duckdb/engine/row-values.ts';
import { countFlips } from '../../dialects/duckdb/staging/count-flips.ts';
import { openMemoryConnection } from './memory-connection.ts';

let connection: Connection;

beforeEach(async () => {
  connection = await openMemoryConnection();
});

afterEach(async () => {
  await connection.close();
});

const all = 2n ** 60n - 1n;
const bits = Array.from({ length: 60 }, (_, bit) => bit);

/** A relation with so many rows; both words are SQL over `i`. */
function words(rows: number, now: string, before: string): string {
  return `(SELECT ${now} AS now_bits, ${before} AS before_bits FROM range(${rows}) AS r(i))`;
}

/** SQL: a word that differs from row to row. */
function random(salt: number): string {
  return `CAST(hash(i + ${salt}) & ${all} AS BIGINT)`;
}

describe('counting flips', () => {
  it.each([
    1, 2, 3, 4, 7, 8, 15, 16, 63, 64, 1023, 1024, 4095, 4096, 32_767, 32_768, 1_048_575, 1_048_576,
  ])('counts %i rows of which each has all bits', async (rows) => {
    const entered = { relation: words(rows, String(all), '0'), rows, canLose: true };
    const expected = bits.map(() => ({ entered: rows, left: 0 }));
    expect(await countFlips(connection, entered, bits)).toEqual(expected);
    expect(await countFlips(connection, { ...entered, canLose: false }, bits)).toEqual(expected);
    const left = { relation: words(rows, '0', String(all)), rows, canLose: true };
    expect(await countFlips(connection, left, bits)).toEqual(
      bits.map(() => ({ entered: 0, left: rows })),
    );
  });

  it.each([5, 700, 3000, 20_000, 50_000])('counts %i rows bit by bit', async (rows) => {
    const relation = words(rows, random(0), random(1_000_000));
    const asked = [59, 0, 17, 30, 29];
    const found = await countFlips(connection, { relation, rows, canLose: true }, asked);
    const expected = [];
    for (const bit of asked) {
      const is = (word: string): string => `((${word} >> ${bit}) & 1) = 1`;
      const [row] = await connection.rows(
        `SELECT count(*) FILTER (WHERE ${is('now_bits')} AND NOT ${is('before_bits')}) AS entered, count(*) FILTER (WHERE ${is('before_bits')} AND NOT ${is('now_bits')}) AS gone FROM ${relation} AS f`,
        'a test',
      );
      expected.push({ entered: numberOf(row ?? {}, 'entered'), left: numberOf(row ?? {}, 'gone') });
    }
    expect(found).toEqual(expected);
    expect(found.every(({ entered, left }) => entered + left > 0)).toBe(true);
  });

  it.each([0, 3, 2000])('counts %i rows where there could have been more', async (rows) => {
    const relation = words(rows, String(all), '0');
    const expected = bits.map(() => ({ entered: rows, left: 0 }));
    const flips = { relation, rows: 5000, canLose: false };
    expect(await countFlips(connection, flips, bits)).toEqual(expected);
  });

  it('asks nothing when no object differs', async () => {
    const none = { relation: 'no relation', rows: 0, canLose: true };
    expect(await countFlips(connection, none, [3, 7])).toEqual([
      { entered: 0, left: 0 },
      { entered: 0, left: 0 },
    ]);
  });
});
