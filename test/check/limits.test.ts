// Projects at the edge of what may be read go through every stage, in bounded time and without a crash.
import { describe, expect, it } from 'vitest';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { checkDialect } from '../../compiler/sql/check-dialect.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { formatFile } from '../../format/format-file.ts';
import { check, segmentOf } from './project.ts';

interface Passed {
  readonly codes: ReadonlySet<string>;
  /** Of processor time. */
  readonly milliseconds: number;
}

/** Through checker, layout and, without errors, plan and SQL of every dialect. */
function pass(text: string): Passed {
  const before = process.cpuUsage();
  const result = check(text);
  formatFile({ path: 'test.seg', text });
  const found = [...result.diagnostics];
  for (const dialect of Object.values(dialectsByName)) {
    found.push(...checkDialect(result.project, dialect));
    if (found.some(({ severity }) => severity === 'error')) continue;
    const segments = result.project.segments.map(({ name }) => name);
    const plan = planRefresh(result.project, { now: '2026-11-26T12:00:00Z', segments });
    for (const name of segments) {
      printSegmentQuery(plan, name, dialect, {
        membership: (segment) => ['segments', segment],
        changes: () => ['segments', 'membership_changes'],
        previous: () => undefined,
      });
    }
  }
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1_000;
  return { codes: new Set(found.map(({ code }) => code)), milliseconds };
}

const many = (count: number, one: (index: number) => string, joint: string): string =>
  Array.from({ length: count }, (_, index) => one(index)).join(joint);

describe('large projects', () => {
  it.each([
    ['40,000 unknown names', many(40_000, (at) => `emial${at} = "x"`, '\n'), ['SEG2001']],
    ['a sum of 390 steps', `spent > ${'1 USD + '.repeat(390)}1 USD`, []],
    ['an `or` of 8,000', many(8_000, (at) => `email = "${at}"`, ' or '), []],
    ['8,000 conditions', many(8_000, (at) => `email = "${at}"`, '\n'), []],
    ['a list of 40,000', `email in [${many(40_000, (at) => `"${at}"`, ', ')}]`, []],
    ['190 blocks', `${'any of {\n'.repeat(190)}email = "x"${'\n}'.repeat(190)}`, []],
    ['190 times `not`', `${'not '.repeat(190)}email = "x" or missing`, []],
    ['90 calls', `${'coalesce('.repeat(90)}email${', "x")'.repeat(90)} = "x"`, []],
    ['a text of 900,000 characters', `email = "${'a'.repeat(900_000)}"`, []],
  ])('%s', (_name, condition, errors) => {
    const { codes, milliseconds } = pass(segmentOf(condition));
    for (const code of errors) expect(codes).toContain(code);
    if (errors.length === 0)
      expect([...codes].filter((code) => /^SEG[1-4]0/.test(code))).toEqual([]);
    expect(milliseconds).toBeLessThan(8_000);
  });

  it('with 3,000 segments that refer to one another in a row', () => {
    const chain = many(
      3_000,
      (at) => `segment s${at} of contact {\n  where {\n    in segment s${at + 1}\n  }\n}`,
      '\n',
    );
    const last = 'segment s3000 of contact {\n  where {\n    email = "x"\n  }\n}\n';
    expect(() => pass(`${chain}\n${last}`)).not.toThrow();
  });

  it('with 2,000 traits that use one another in a row', () => {
    const traits = many(2_000, (at) => `trait contact.t${at}: int = t${at + 1} + 1`, '\n');
    expect(() => pass(`${traits}\ntrait contact.t2000: int = 1\n`)).not.toThrow();
    const used = `${traits}\ntrait contact.t2000: int = 1\n`;
    expect([...pass(`${used}${segmentOf('t0 > 1')}`).codes]).toContain('SEG5004');
    expect([...pass(`${used}${segmentOf('t1500 > 1')}`).codes]).not.toContain('SEG5004');
  });
});
