// The order in which a refresh decides segments, and which of them together, as far as the project tells.
import { describe, expect, it } from 'vitest';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { batchesOf } from '../../runtime/refresh/compute/batches.ts';
import { noon, projectOf } from '../sql/memory-warehouse.ts';
import { model } from '../sql/small-shop.ts';

/** `wave: names`, with the reason of what is decided alone. */
function batches(segments: string, names?: readonly string[]): readonly string[] {
  const project = projectOf(`${model}\n${segments}\n`);
  const plan = planRefresh(project, { now: noon, segments: names });
  return batchesOf(plan, project.segments).map(({ wave, object, segments: members, alone }) =>
    [
      `${wave}: ${object}`,
      ...members.map(({ name }) => name),
      ...(alone === undefined ? [] : [`(${alone})`]),
    ].join(' '),
  );
}

describe('batchesOf', () => {
  it('puts segments of one object together, and tells why others are alone', () => {
    expect(
      batches(`
segment a of contact { where { vip } }
segment b of company { where { seats > 3 } }
segment c of contact { where { score > 3 } }
segment d of contact { publish: [email], where { score > 4 } }
segment e of contact { status: paused, where { score > 5 } }
`),
    ).toEqual([
      '1: contact a c',
      '1: company b (only_one)',
      '1: contact d (publishes_columns)',
      '1: contact e (paused)',
    ]);
  });

  it('decides references about the object itself in one batch, others in a later wave', () => {
    expect(
      batches(`
segment a of contact { where { vip } }
segment b of contact { where { in segment a, score > 3 } }
segment c of contact { where { in segment f, score > 4 } }
segment f of contact { publish: [email], where { score > 5 } }
segment g of company { where { has contacts where { in segment a } } }
segment h of company { where { seats > 3 } }
`),
    ).toEqual([
      '1: contact a b',
      '1: contact f (publishes_columns)',
      '1: company h (only_one)',
      '2: contact c (only_one)',
      '2: company g (only_one)',
    ]);
  });

  it('has drafts alone that were asked for', () => {
    expect(
      batches(
        `
segment a of contact { status: draft, where { vip } }
segment b of contact { where { in segment a } }
segment c of contact { where { score > 2 } }
`,
        ['a', 'b', 'c'],
      ),
    ).toEqual(['1: contact b c', '1: contact a (draft)']);
  });
});
