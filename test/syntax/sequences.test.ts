// Event sequences: what each line becomes, and what a faulty one costs.
import { describe, expect, it } from 'vitest';
import { faultsOf, inSegment, parseText, withoutSpans } from './parse-text.ts';

function conditionsOf(source: string): unknown {
  const [segment] = parseText(inSegment(source)).syntax.declarations;
  return segment?.kind === 'segment' ? withoutSpans(segment.where?.conditions) : undefined;
}

/** A sequence of `count` steps, a line each. */
function steps(count: number): string {
  return `did sequence {\na\n${'then b\n'.repeat(count - 1)}}`;
}

describe('sequences', () => {
  it('have a window, steps with names and limits, and absences', () => {
    expect(
      conditionsOf(
        'did not sequence in last 7 days {\nfirst a.b as x\nthen last c within 2 hours where d = x.d\nthen no e within $n days\n}',
      ),
    ).toMatchObject([
      {
        kind: 'sequence',
        negated: true,
        window: { kind: 'rolling', unit: 'day' },
        steps: [
          {
            kind: 'step',
            absent: false,
            pin: 'first',
            collection: { path: { parts: [{ text: 'a' }, { text: 'b' }] }, alias: { text: 'x' } },
          },
          {
            absent: false,
            pin: 'last',
            within: { amount: { value: '2' }, unit: 'hour' },
            collection: { path: { parts: [{ text: 'c' }] }, where: { kind: 'compare' } },
          },
          { absent: true, within: { amount: { kind: 'parameter' }, unit: 'day' } },
        ],
      },
    ]);
  });

  it('may stand on one line', () => {
    expect(conditionsOf('did sequence { a then b where c then no d } and e')).toMatchObject([
      { kind: 'and', operands: [{ steps: [{}, {}, { absent: true }] }, { kind: 'path' }] },
    ]);
  });

  it('keep the words of steps as names', () => {
    expect(
      conditionsOf('did sequence {\nfirst\nthen no\nthen last\nthen within as no\n}'),
    ).toMatchObject([
      {
        steps: [
          { collection: { path: { parts: [{ text: 'first' }] } } },
          { absent: false, collection: { path: { parts: [{ text: 'no' }] } } },
          { collection: { path: { parts: [{ text: 'last' }] } } },
          { collection: { path: { parts: [{ text: 'within' }] }, alias: { text: 'no' } } },
        ],
      },
    ]);
  });
});

describe('faults', () => {
  it.each([
    ['no step', 'did sequence {\n}', ['SEG1040 4:1']],
    ['an absence first', 'did sequence {\nno a\nthen b\n}', ['SEG1040 4:1']],
    ['`then` first', 'did sequence {\nthen a\nthen b\n}', ['SEG1040 4:1']],
    ['`within` first', 'did sequence {\na within 2 hours\nthen b\n}', ['SEG1042 4:3']],
    ['a step without `then`', 'did sequence {\na\nb\nthen c\n}', ['SEG1041 5:1']],
    ['a pinned absence', 'did sequence {\na\nthen no first b\n}', ['SEG1043 5:9']],
    [
      'two faulty steps',
      'did sequence {\na within within\nthen b where\nthen c\n}',
      ['SEG1001 4:10', 'SEG1002 5:13'],
    ],
    [
      'a missing brace before another condition',
      'any of {\ndid sequence {\na\nthen b\ncountry = "PL"\n}\n',
      ['SEG1010 7:1'],
    ],
    ['a missing brace before `did`', 'did sequence {\na\nthen b\ndid c\n', ['SEG1010 6:1']],
    ['a window of its own', 'did sequence {\na in last 3 days\n}', ['SEG1044 4:3']],
    ['a window by another time', 'did sequence in last 3 days by b {\na\n}', ['SEG1001 3:29']],
  ])('%s', (_name, source, expected) => {
    expect(faultsOf(inSegment(source))).toEqual(expected);
  });

  it('offer the missing `then`', () => {
    const [fault] = parseText(inSegment('did sequence {\na\nb\n}')).diagnostics;
    expect(fault?.fixes.map(({ text }) => text)).toEqual(['then ']);
  });

  it('of too many steps are told once, and the levels are given back', () => {
    expect(faultsOf(inSegment(`${steps(190)}\n${steps(190)}`))).toEqual([]);
    expect(faultsOf(inSegment(`${steps(300)}\n${steps(190)}`))).toEqual(['SEG1095 203:1']);
  });
});
