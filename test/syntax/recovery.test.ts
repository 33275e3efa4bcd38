// Every independent fault in one go, none twice, and what can be kept is kept.
import { describe, expect, it } from 'vitest';
import { faultsOf, inSegment, parseText } from './parse-text.ts';

const broken = `segment a of contact {
  where {
    lifetime_value > > 800 USD
    last_visit_at more 40 days ago
    did site_visited in last month
    consents to email_marketing
  }
}

segment b of contact {
  where {
    country = "PL"
    count(orders in last 30 days > 4
    email is known
  }
}

segment c of contact {
  where {
    did logged_in at least 3 times in last 7 days
  }
`;

describe('a file with five faults', () => {
  it('gives five diagnostics at their places', () => {
    expect(faultsOf(broken)).toEqual([
      'SEG1001 3:22',
      'SEG1016 4:19',
      'SEG1019 5:25',
      'SEG1009 13:34',
      'SEG1010 21:4',
    ]);
  });

  it('keeps the sound conditions beside broken ones', () => {
    const kinds = parseText(broken).syntax.declarations.map((one) =>
      one.kind === 'segment' ? one.where?.conditions.map(({ kind }) => kind) : undefined,
    );
    expect(kinds).toEqual([
      ['broken', 'broken', 'broken', 'consents'],
      ['compare', 'broken', 'is_missing'],
      ['did'],
    ]);
  });

  it('offers both readings of a window without a number', () => {
    const fault = parseText(broken).diagnostics.find(({ code }) => code === 'SEG1019');
    expect(
      fault?.fixes.map(({ span, text }) => [broken.slice(span.start, span.end), text]),
    ).toEqual([
      ['last month', 'last 30 days'],
      ['last month', 'previous month'],
    ]);
  });
});

describe('faults', () => {
  it.each([
    [
      'a missing brace before `except`',
      'segment a of b {\n where {\n a = 1\n except tagged "x"\n}\n',
      ['SEG1010 4:2'],
    ],
    [
      'a missing brace before a declaration',
      'segment a of b {\n where {\n a = 1\n\nsegment c of b {}\n',
      ['SEG1010 3:7'],
    ],
    ['a brace too many', 'segment a of b {\n}\n}\nsegment c of b {}\n', ['SEG1011 3:1']],
    [
      'a stray brace and what it leaves outside',
      inSegment('a = 1\n}\nb = 1\nc = 2'),
      ['SEG1107 5:1'],
    ],
    ['a header', 'segment a b {\n where {\n > 1\n }\n}\nsegment c of b {}\n', ['SEG1001 1:11']],
    [
      'an unknown declaration',
      'segmnt a of b {\n where {\n > 1\n }\n}\nsegment c of b {}\n',
      ['SEG1013 1:1'],
    ],
    [
      'fields, each on its line',
      'object a {\n id id\n b: text via\n c: int\n}\n',
      ['SEG1001 2:5', 'SEG1002 3:13'],
    ],
    ['a text inside a broken line', inSegment('x = "a\ny = 1 z'), ['SEG1004 3:5', 'SEG1001 4:7']],
    [
      'nested blocks',
      inSegment('any of {\n a = \n b = 1\n c c\n}\nd d'),
      ['SEG1002 4:6', 'SEG1001 6:4', 'SEG1001 8:3'],
    ],
    ['one line with several', inSegment('a == 1 && b == 2'), ['SEG1007 3:3']],
    [
      'a setting',
      'segment a of b {\n title "x"\n owner: "y"\n guard: size at\n}\n',
      ['SEG1001 2:8', 'SEG1002 4:16'],
    ],
  ])('in %s', (_name, text, expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });

  it('name what they hide, so that its uses are not called unknown', () => {
    const text = 'segment a b {}\nobject c {\n id: id @key\n mail emial\n}\ntrait d.e int = 5\n';
    expect(parseText(text).syntax.faulty.map((name) => name.text)).toEqual(['a', 'mail', 'e']);
  });

  it('leave no condition of a line whose rest is wrong', () => {
    const [segment] = parseText(inSegment('a = 1 b = 2')).syntax.declarations;
    expect(segment).toMatchObject({ where: { conditions: [{ kind: 'broken' }] } });
  });

  it('keep the operands of mixed `and` and `or`, and offer the parentheses', () => {
    const text = inSegment('a and b or c and d');
    const { syntax, diagnostics } = parseText(text);
    expect(diagnostics.map(({ code }) => code)).toEqual(['SEG1021']);
    expect(diagnostics[0]?.fixes[0]?.text).toBe('(a and b) or (c and d)');
    expect(syntax.declarations[0]).toMatchObject({
      where: { conditions: [{ kind: 'or', operands: [{ kind: 'and' }, { kind: 'and' }] }] },
    });
  });
});

describe('declarations that do not begin at the left edge', () => {
  it.each([
    'tags of t via t_id @table("tags") { name: text }',
    'lists of t via t_id @table("lists") { name: text }',
    'trait t.one: int = 1',
  ])('%s', (text) => {
    const { syntax, diagnostics } = parseText(`object t @table("t") { id: id @key }\n  ${text}\n`);
    expect(diagnostics).toEqual([]);
    expect(syntax.declarations).toHaveLength(2);
  });
});
