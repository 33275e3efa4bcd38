// Test support: random histories: segments, how the tables change, and step after step what happens.
import * as fc from 'fast-check';
import type { Fault } from './data.ts';
import type { Edit } from './definitions.ts';
import type { History, Step } from './history.ts';
import { type DataChange, people } from './rows.ts';
import { tableNames } from './tracking.ts';

const small = fc.nat({ max: 60 });

const happenings = [
  ...(['person', 'person', 'firm', 'order', 'order', 'order', 'friendship', 'visit'] as const),
  ...(['visit', 'visit', 'tag', 'list', 'consent', 'touch', 'touch', 'touch', 'touch'] as const),
  ...(['move', 'move', 'bump', 'bury', 'delete', 'again', 'double', 'empty', 'person'] as const),
];

const numbers = { who: small, first: small, second: small, third: small, stamp: small };

const dataChange: fc.Arbitrary<DataChange> = fc.record({
  what: fc.constantFrom(...happenings),
  ...numbers,
});

const edit: fc.Arbitrary<Edit> = fc.record({
  what: fc.constantFrom(
    ...(['add', 'change', 'change', 'rename', 'remove', 'pause', 'guard', 'guard'] as const),
  ),
  which: fc.nat({ max: 9999 }),
  number: small,
});

const faults: readonly { readonly weight: number; readonly arbitrary: fc.Arbitrary<Fault> }[] = [
  { weight: 90, arbitrary: fc.constant('none') },
  { weight: 6, arbitrary: fc.constant('orders') },
  { weight: 4, arbitrary: fc.constantFrom('twice', 'missing', 'gone') },
];

const step: fc.Arbitrary<Step> = fc.record({
  move: small,
  data: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    // One change alone is what shows best that nothing else was looked at.
    { weight: 3, arbitrary: fc.array(dataChange, { minLength: 1, maxLength: 3, size: 'max' }) },
    { weight: 3, arbitrary: fc.array(dataChange, { minLength: 4, maxLength: 14, size: 'max' }) },
  ),
  edits: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(edit, { minLength: 1, maxLength: 2 }) },
  ),
  track: fc.oneof(
    { weight: 15, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.tuple(small, small) },
  ),
  fault: fc.oneof(...faults),
  heals: fc.boolean(),
  only: fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.nat({ max: 65_535 }) },
  ),
  again: fc.nat({ max: 7 }).map((choice) => choice === 7),
});

function person(who: number): fc.Arbitrary<DataChange> {
  const what = 'person' as const;
  return fc.record({ what: fc.constant(what), ...numbers, who: fc.constant(who) });
}

/** The first step fills the tables: everybody, and much of the rest. */
const filling: fc.Arbitrary<readonly DataChange[]> = fc
  .tuple(
    fc.tuple(...people.map((_key, who) => person(who))),
    fc.array(dataChange, { minLength: 20, maxLength: 50, size: 'max' }),
  )
  .map(([everybody, more]) => [...everybody, ...more]);

/** Histories of so many refreshes. */
export function histories(refreshes: number): fc.Arbitrary<History> {
  return fc.record({
    variant: fc.array(small, { minLength: tableNames.length, maxLength: tableNames.length }),
    segments: fc.array(edit, { minLength: 8, maxLength: 16, size: 'max' }),
    steps: fc
      .tuple(filling, fc.array(step, { minLength: refreshes, maxLength: refreshes }))
      .map(([data, [first, ...rest]]) =>
        first === undefined ? [] : [{ ...first, data }, ...rest],
      ),
    fresh: fc.nat({ max: 7 }).map((choice) => choice === 7),
  });
}
