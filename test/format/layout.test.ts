// The canonical layout of each construct.
import { describe, expect, it } from 'vitest';
import { formatFile } from '../../format/format-file.ts';
import { formatted, formattedConditions } from './format-text.ts';

const part = (name: string): string => `${name.repeat(30)} = 1`;

describe('conditions', () => {
  it.each([
    ['a=1', 'a = 1'],
    ['  ((a = 1))  ', 'a = 1'],
    ['a = 1, b = 2', 'a = 1\nb = 2'],
    ['a = 1\n\n\n\nb = 2', 'a = 1\n\nb = 2'],
    ['x in last 1 days', 'x in last 1 day'],
    ['x in last 30 day', 'x in last 30 days'],
    ['x more than 1 hours ago or missing', 'x more than 1 hour ago or missing'],
    ['x = a + 7 day', 'x = a + 7 days'],
    ['x = 50_000  USD', 'x = 50_000 USD'],
    ['did x 5 times', 'did x at least 5 times'],
    ['did x at least 1 times', 'did x at least once'],
    ['did x exactly 1 time', 'did x once'],
    ['did x more than 1 times', 'did x more than once'],
    ['did x at least once', 'did x at least once'],
    ['did x exactly 01 times', 'did x exactly 01 time'],
    ['did x in last 3 days more than 2 times', 'did x more than 2 times in last 3 days'],
    ['tagged any of ["a"]', 'tagged "a"'],
    ['tagged any of [a]', 'tagged any of [a]'],
    ['tagged any of ["a" + "b"]', 'tagged any of ["a" + "b"]'],
    ['(a = 1 or b = 2) and c = 3', '(a = 1 or b = 2) and c = 3'],
    ['(a = 1 and b = 2) or c = 3', '(a = 1 and b = 2) or c = 3'],
    ['(did x where a = 1) or c = 3', '(did x where a = 1) or c = 3'],
    ['c = 3 or (did x where a = 1)', 'c = 3 or did x where a = 1'],
    ['(not did x where a = 1) and c = 3', '(not did x where a = 1) and c = 3'],
    ['x = (a - (b - c)) * 2 - (d)', 'x = (a - (b - c)) * 2 - d'],
    ['x = -(a + b)', 'x = -(a + b)'],
    ['a = 1 or b = 2 or (c = 3 and d = 4)', 'any of {\n  a = 1\n  b = 2\n  c = 3 and d = 4\n}'],
    ['count(x where a = 1 or b = 2 or c = 3) > 4', 'count(x where a = 1 or b = 2 or c = 3) > 4'],
    ['has x where a = 1 or b = 2 or c = 3', 'has x where any of {\n  a = 1\n  b = 2\n  c = 3\n}'],
    ['has x where { a = 1 }', 'has x where {\n  a = 1\n}'],
    ['any of {}', 'any of {}'],
    [
      'x = case {when a=1 then "b",when c then(2)\nelse 3 } or missing',
      'x = case {\n  when a = 1 then "b"\n  when c then 2\n  else 3\n} or missing',
    ],
    [
      'x = case { when a = 1 then "b" when c then 2 else 3 }',
      'x = case {\n  when a = 1 then "b"\n  when c then 2\n  else 3\n}',
    ],
    [
      'case { // first\n when a = 1 then b // second\n\n // third\n else 3 \n } = 4',
      'case {\n  // first\n  when a = 1 then b // second\n\n  // third\n  else 3\n} = 4',
    ],
    ['count week( x )>=3', 'count weeks(x) >= 3'],
    ['count consecutive day(a*b of x)=1', 'count consecutive days(a * b of x) = 1'],
    ['did x in last 9 days on 4 day', 'did x on at least 4 days in last 9 days'],
    ['has x on exactly 1 consecutive weeks', 'has x on exactly 1 consecutive week'],
    ['did x for the first  time in this year', 'did x for the first time in this year'],
    [
      'did x on 2 days where a=1 having sum( b )>2',
      'did x on at least 2 days where a = 1 having sum(b) > 2',
    ],
    [
      'has x on 2 days where (did y) having count>2',
      'has x on at least 2 days where (did y) having count > 2',
    ],
    [
      '(did x on 2 days where a = 1 having count > 2) and b = 2',
      'did x on at least 2 days where a = 1 having count > 2 and b = 2',
    ],
    ['2 of{a = 1,b = 2}', 'at least 2 of {\n  a = 1\n  b = 2\n}'],
    ['not more than 1 of { }', 'not more than 1 of {}'],
    ['sum((a+b)*2 of x where c)>1', 'sum((a + b) * 2 of x where c) > 1'],
  ])('%s', (source, expected) => {
    expect(formattedConditions(source)).toBe(expected);
    expect(formattedConditions(expected)).toBe(expected);
  });

  it('breaks a long filter into a block', () => {
    const source = `has orders where ${part('a')} and ${part('b')} and ${part('c')}`;
    const expected = `has orders where {\n  ${part('a')}\n  ${part('b')}\n  ${part('c')}\n}`;
    expect(formattedConditions(source)).toBe(expected);
  });

  it('fills the lines of a long list of short items', () => {
    const items = Array.from({ length: 60 }, (_, at) => String(1000 + at));
    const expected = [
      'x in [',
      `  ${items.slice(0, 15).join(', ')},`,
      `  ${items.slice(15, 30).join(', ')},`,
      `  ${items.slice(30, 45).join(', ')},`,
      `  ${items.slice(45).join(', ')}`,
      ']',
    ].join('\n');
    expect(formattedConditions(`x in [${items.join(',')}]`)).toBe(expected);
    expect(formattedConditions(expected)).toBe(expected);
  });

  it('breaks a long list into lines', () => {
    const items = ['a', 'b', 'c'].map((letter) => `"${letter.repeat(40)}"`);
    const expected = `x in [\n  ${items.join(',\n  ')}\n] or missing`;
    expect(formattedConditions(`x in [${items.join(',')}] or missing`)).toBe(expected);
  });
});

describe('sequences', () => {
  it.each([
    [
      'did  not sequence in last 7 day{first a as b,then last c within 1 hours where d=1 then no e within 24 hours}',
      'did not sequence in last 7 days {\n  first a as b\n  then last c within 1 hour where d = 1\n  then no e within 24 hours\n}',
    ],
    [
      `did sequence {\na\nthen b where ${'long'.repeat(15)} = 1 and ${'long'.repeat(10)} = 2\n}`,
      `did sequence {\n  a\n  then b where {\n    ${'long'.repeat(15)} = 1\n    ${'long'.repeat(10)} = 2\n  }\n}`,
    ],
  ])('%s', (source, expected) => {
    expect(formattedConditions(source)).toBe(expected);
  });
});

describe('comments', () => {
  it.each([
    ['// above\na = 1', '// above\na = 1'],
    ['a = 1 // behind', 'a = 1 // behind'],
    ['a = 1, // behind\nb = 2', 'a = 1 // behind\nb = 2'],
    ['a = 1\n// last', 'a = 1\n// last'],
    ['a = 1\n\n// alone\n\nb = 2', 'a = 1\n\n// alone\n\nb = 2'],
    ['any of { // first\na = 1 }', 'any of {\n  // first\n  a = 1\n}'],
    ['(\n  a = 1 // inside\n  or b=2\n)', '(\n  a = 1 // inside\n  or b=2\n)'],
    [
      'did sequence {  // all\n   // step\n   x, // first\n\n\nthen no y // second\n// end\n }',
      'did sequence {\n  // all\n  // step\n  x // first\n\n  then no y // second\n  // end\n}',
    ],
  ])('%s', (source, expected) => {
    expect(formattedConditions(source)).toBe(expected);
  });
});

const model = `// about
project  acme{timezone:"UTC", currency:USD}


enum e["a","b"] // values
object o @table("t")@changes(by:at){id:id@key
  v:json?{a:int?}
  w:json{a:int?}?
  c : o? via c_id,d:o[]via o . c }
lists of o via o_id @table("l"){ name:text }
trait o.t:int=count( d )+1
trait o.u:int=2
consent c of o via o_id @table("c"){policy:opt_out,state:text(granted,denied)@granted("y")}
segment s(x:int=5)of o{
  except in list "l" // never
  where{v.a=$x}
  // says what
  title:"T"
  guard:not empty
  refresh:every 1 hours
  publish:[id,c.id]
  take top 5   by t
}
`;

const laidOut = `// about
project acme {
  timezone: "UTC"
  currency: USD
}

enum e ["a", "b"] // values

object o @table("t") @changes(by: at) {
  id: id @key
  v: json? { a: int? }
  w: json? { a: int? }
  c: o? via c_id
  d: o[] via o.c
}

lists of o via o_id @table("l") {
  name: text
}

trait o.t: int = count(d) + 1
trait o.u: int = 2

consent c of o via o_id @table("c") {
  policy: opt_out
  state: text(granted, denied) @granted("y")
}

segment s(x: int = 5) of o {
  // says what
  title: "T"
  guard: not empty
  refresh: every 1 hour
  publish: [id, c.id]

  where {
    v.a = $x
  }
  except in list "l" // never
  take top 5 by t
}
`;

function inSegment(parts: string): string {
  return `segment s of t {\n  ${parts}\n}\n`;
}

describe('take', () => {
  it.each([
    ['take  top 5   by a', 'take top 5 by a'],
    ['take bottom 1_000 by -a', 'take bottom 1_000 by -a'],
    ['take top 11 .. 20 by a+b per c ,d.e', 'take top 11..20 by a + b per c, d.e'],
    ['take top 10%..$p of total by (a) with  ties', 'take top 10%..$p of total by a with ties'],
    ['take top $n by sum( x.y ) per z with ties', 'take top $n by sum(x.y) per z with ties'],
    ['take top 5 by a per b, except c', 'except c\n  take top 5 by a per b'],
    ['take top 5 by a per b, c, title: "x"', 'title: "x"\n  take top 5 by a per b, c'],
  ])('%s', (source, expected) => {
    expect(formatted(inSegment(source))).toBe(inSegment(expected));
    expect(formatted(inSegment(expected))).toBe(inSegment(expected));
  });
});

describe('declarations', () => {
  it('have one layout', () => {
    expect(formatted(model)).toBe(laidOut);
    expect(formatted(laidOut)).toBe(laidOut);
    expect(formatted(model.replaceAll('\n', '\r\n'))).toBe(laidOut);
  });

  it('may be none', () => {
    expect(formatted('')).toBe('');
    expect(formatted('\n\n')).toBe('');
    expect(formatted('\n// only this  \n')).toBe('// only this\n');
    expect(formatted('segment a of b {\n\n}')).toBe('segment a of b {}\n');
    expect(formatted('segment a of b {\n// c\n}')).toBe('segment a of b {\n  // c\n}\n');
  });

  it('with faults are left alone and reported', () => {
    const result = formatFile({ path: 'a.seg', text: 'segment a of b {' });
    expect(result.text).toBeUndefined();
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['SEG1010']);
  });
});
