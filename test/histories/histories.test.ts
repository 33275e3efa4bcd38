// Random histories through the real runtime. `npm run histories -- --histories N --seed S` runs more of them.
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import type { Edit } from './definitions.ts';
import { type DataChange, people } from './rows.ts';
import { type History, runHistory, type Step } from './run-history.ts';

const histories = Number(process.env['SEGFORM_HISTORIES'] ?? '50');
const seed = Number(process.env['SEGFORM_SEED'] ?? '20260401');

/** Milliseconds. */
const shrinkFor = 20_000;

const small = fc.nat({ max: 60 });

const dataChange: fc.Arbitrary<DataChange> = fc.record({
  what: fc.constantFrom(
    ...(['person', 'person', 'firm', 'order', 'order', 'visit', 'visit'] as const),
    ...(['tag', 'consent', 'delete', 'delete', 'double', 'empty'] as const),
  ),
  who: small,
  first: small,
  second: small,
  third: small,
});

const edit: fc.Arbitrary<Edit> = fc.record({
  what: fc.constantFrom(
    ...(['add', 'change', 'change', 'rename', 'remove', 'pause', 'guard', 'guard'] as const),
  ),
  which: small,
  number: small,
});

const step: fc.Arbitrary<Step> = fc.record({
  move: small,
  data: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 4, arbitrary: fc.array(dataChange, { minLength: 2, maxLength: 20, size: 'max' }) },
  ),
  edits: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(edit, { maxLength: 2 }) },
  ),
  fault: fc.constantFrom(
    ...(['none', 'none', 'none', 'none', 'none', 'none', 'twice', 'missing', 'gone'] as const),
  ),
  again: fc.constantFrom(true, false, false, false),
});

function person(who: number): fc.Arbitrary<DataChange> {
  const what = 'person' as const;
  return fc.record({
    what: fc.constant(what),
    who: fc.constant(who),
    first: small,
    second: small,
    third: small,
  });
}

/** The first step fills the tables: everybody, and much of the rest. */
const filling: fc.Arbitrary<readonly DataChange[]> = fc
  .tuple(
    fc.tuple(...people.map((_key, who) => person(who))),
    fc.array(dataChange, { minLength: 15, maxLength: 40, size: 'max' }),
  )
  .map(([everybody, more]) => [...everybody, ...more]);

const history: fc.Arbitrary<History> = fc.record({
  segments: fc.array(edit, { minLength: 3, maxLength: 6, size: 'max' }),
  steps: fc
    .tuple(filling, fc.array(step, { minLength: 6, maxLength: 6 }))
    .map(([data, [first, ...rest]]) => (first === undefined ? [] : [{ ...first, data }, ...rest])),
});

describe('histories of refreshes', () => {
  let fresh: MemoryWarehouse;
  beforeAll(async () => {
    fresh = await MemoryWarehouse.open('SET threads = 1');
  });
  afterAll(() => {
    fresh.close();
  });

  it(
    `keep every law (seed ${String(seed)})`,
    async () => {
      let changes = 0;
      let run = 0;
      let failedAt: number | undefined;
      await fc.assert(
        fc.asyncProperty(history, async (one) => {
          // Shrinking goes on for a while, then takes what it has.
          if (failedAt !== undefined && performance.now() - failedAt > shrinkFor) return;
          run += 1;
          try {
            changes += await runHistory(one, { fresh: run % 4 === 0 ? fresh : undefined });
          } catch (error) {
            failedAt ??= performance.now();
            throw error;
          }
        }),
        { numRuns: histories, seed, endOnFailure: false },
      );
      process.stderr.write(`${String(run)} histories, ${String(changes)} changes published\n`);
      expect(changes).toBeGreaterThan(histories * 10);
    },
    120_000 + histories * 5_000,
  );
});
