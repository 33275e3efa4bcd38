// What a test depends on, as one hash: equal hashes give equal outcomes. Places in files do not count, so that a line that moves
// changes nothing.
import { createHash } from 'node:crypto';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';

/** Hashes for many tests of one project; the parts that they share are hashed once. */
export function testFingerprints(project: CheckedProject): (test: CheckedTest) => string {
  const model = hashOf(project.model);
  const segments = new Map(
    project.segments.map((segment) => {
      const { definition: _, ...meaning } = segment;
      return [segment.name, { refersTo: segment.refersTo, hash: hashOf(meaning) }] as const;
    }),
  );
  return (test) => {
    const reached = new Set<string>();
    const reach = (name: string): void => {
      if (reached.has(name)) return;
      reached.add(name);
      for (const referred of segments.get(name)?.refersTo ?? []) reach(referred);
    };
    reach(test.segment);
    for (const { expectations } of test.steps) {
      for (const expectation of expectations) {
        if (expectation.kind === 'segments') reach(expectation.segment);
      }
    }
    const meanings = [...reached].toSorted().map((name) => segments.get(name)?.hash ?? '');
    return hashOf([model, meanings, test]);
  };
}

function hashOf(value: unknown): string {
  const text = JSON.stringify(value, (key, member: unknown) =>
    key === 'span' ? undefined : member,
  );
  return createHash('sha256').update(text).digest('hex');
}
