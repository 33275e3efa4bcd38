// One fault, one message: what follows from a reported fault is silent, what is independent is reported.
import { describe, expect, it } from 'vitest';
import { checkAlone, faults, faultsOf } from './project.ts';

describe('one fault gives one message', () => {
  it.each([
    ['emial contains "x" and known', 'SEG2001 emial'],
    ['sum(orders.totl in last 30 days where status = "paid") / 2 > 5', 'SEG2001 totl'],
    ['has oders in last 30 days where whatever.it = "is"', 'SEG2001 oders'],
    ['all oders have whatever > 5', 'SEG2001 oders'],
    ['days_since(unknwn) + 5 > 3 USD', 'SEG2001 unknwn'],
    ['in segment nowhere(a: 5)', 'SEG2006 nowhere'],
    ['orders.total > 5', 'SEG3025 orders'],
    ['contry in ["PL", "DE"]', 'SEG2001 contry'],
    ['created_at in last 0 hours', 'SEG3019 0'],
    ['round("x") > "y"', 'SEG3034 "x"'],
  ])('%s', (condition, fault) => {
    expect(faultsOf(condition)).toEqual([fault]);
  });

  it('an unknown object silences the names of its segment', () => {
    const text =
      'segment tested of contakt {\n  where {\n    whatever > 5\n    did anything in last 3 days\n    in list "x"\n  }\n}\n';
    expect(faults(text)).toEqual(['SEG2002 contakt']);
  });

  it('a faulty field silences its uses', () => {
    const text =
      'object a @table("t") {\n  id: id @key\n  x: txt\n  b: c? via c_id\n}\nsegment s of a {\n  where {\n    x = 5\n    b.y > 3\n  }\n}\n';
    expect(faults(text, checkAlone(text))).toEqual(['SEG2004 txt', 'SEG2004 c']);
  });

  it('an object without key or table silences its segments', () => {
    const text =
      'object a {\n  x: int\n}\nsegment s of a {\n  where {\n    x = 5\n    y = 3\n  }\n}\n';
    expect(faults(text, checkAlone(text))).toEqual(['SEG3503 a', 'SEG3504 a', 'SEG2001 y']);
    expect(checkAlone(text).project.segments).toEqual([]);
  });

  it('what a syntax error hides is not called unknown', () => {
    const text =
      'object a @table("t") {\n  id: id @key\n  x int\n}\nsegment s of a {\n  where {\n    x = 5\n    in segment t\n  }\n}\nsegment t off a {\n}\n';
    const codes = checkAlone(text).diagnostics.map(({ code }) => code);
    expect(codes).toHaveLength(2);
    expect(codes.every((code) => code.startsWith('SEG1'))).toBe(true);
  });

  it('a trait that is not supported is told once at the trait and once at each use', () => {
    const text =
      'object a @table("t") {\n  id: id @key\n  stay: duration\n}\ntrait a.r: int? = coalesce(stay, 1)\nsegment s of a {\n  where {\n    r + 1 > 5 USD\n  }\n}\n';
    expect(faults(text, checkAlone(text))).toEqual([
      'SEG4004 duration',
      'SEG4004 stay',
      'SEG4003 r',
    ]);
  });
});

describe('independent faults are all reported', () => {
  it('in one condition and in many', () => {
    expect(faultsOf('has orders in last 0 days where stats = "x" and total > 5')).toEqual([
      'SEG3019 0',
      'SEG2001 stats',
      'SEG3003 total > 5',
    ]);
    const text =
      'segment Bad(x: nothing, y: text) of contakt {\n  titel: "x"\n  refresh: every 1 second\n  where {\n    $z = 5\n    in segment nowhere\n  }\n  except $q\n}\n';
    expect(faults(text)).toEqual([
      'SEG2019 Bad',
      'SEG2004 nothing',
      'SEG2002 contakt',
      'SEG2010 titel',
      'SEG3519 every 1 second',
      'SEG2007 $z',
      'SEG2006 nowhere',
      'SEG2007 $q',
    ]);
  });
});
