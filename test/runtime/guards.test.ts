// Guards against numbers: which hold, which do not apply.
import { describe, expect, it } from 'vitest';
import type { Guard } from '../../compiler/check/checked-project.ts';
import { type GuardFacts, judgeGuards } from '../../runtime/refresh/judge/guards.ts';

const facts: GuardFacts = { sizeBefore: 100, size: 90, entered: 5, left: 15, overridden: false };

function judged(guard: Guard, more: Partial<GuardFacts> = {}): readonly string[] {
  return judgeGuards([guard], { ...facts, ...more }).map(
    ({ guard: text, status, observed }) => `${text}: ${status} ${observed ?? '-'}`,
  );
}

describe('guards', () => {
  it('measures change as a share of the last size', () => {
    const guard: Guard = { kind: 'size_change', atMost: 0.2 };
    expect(judged(guard)).toEqual(['size_change at most 20%: passed 0.2']);
    expect(judged(guard, { left: 16 })).toEqual(['size_change at most 20%: broken 0.21']);
    expect(judged(guard, { left: 16, overridden: true })).toEqual([
      'size_change at most 20%: overridden 0.21',
    ]);
    expect(judged(guard, { sizeBefore: undefined })).toEqual([
      'size_change at most 20%: not_applicable -',
    ]);
    expect(judged(guard, { sizeBefore: 0 })).toEqual(['size_change at most 20%: not_applicable -']);
  });

  it('measures size also at the first refresh', () => {
    expect(judged({ kind: 'not_empty' }, { size: 0, sizeBefore: undefined })).toEqual([
      'not empty: broken 0',
    ]);
    expect(judged({ kind: 'size', atLeast: 91, atMost: 100 })).toEqual([
      'size at least 91: broken 90',
      'size at most 100: passed 90',
    ]);
  });

  it('measures leavers and enterers as numbers or shares', () => {
    expect(judged({ kind: 'leavers', atMost: 14, share: false })).toEqual([
      'leavers at most 14: broken 15',
    ]);
    expect(judged({ kind: 'leavers', atMost: 0.15, share: true })).toEqual([
      'leavers at most 15%: passed 0.15',
    ]);
    expect(
      judged({ kind: 'enterers', atMost: 4, share: false }, { sizeBefore: undefined }),
    ).toEqual(['enterers at most 4: not_applicable -']);
  });
});
