// `case`: its type, whether it can be missing, and what is said when its values are not alike.
import { describe, expect, it } from 'vitest';
import { check, conditionOf, faults, faultsOf, traitOf, valueOf } from './project.ts';

describe('the type of a case', () => {
  it.each([
    ['case { when active then 1, else 2 }', '= 1', { kind: 'int' }],
    ['case { when active then 1, else 0.5 }', '= 1', { kind: 'decimal' }],
    ['case { when active then 1, else 50% }', '= 1', { kind: 'decimal' }],
    ['case { when active then name, else "x" }', '= "y"', { kind: 'text' }],
    ['case { when active then name, else email }', '= "y"', { kind: 'text' }],
    ['case { when active then 5 USD }', '= 1 USD', { kind: 'money', currency: 'USD' }],
    ['case { when active then now, else created_at }', '= now', { kind: 'timestamp' }],
    [
      'case { when active then "a", when name = "x" then "b", else "a" }',
      '= "a"',
      { kind: 'enum', values: ['a', 'b'] },
    ],
  ])('%s', (value, comparison, type) => {
    expect(valueOf(value, comparison).type).toEqual(type);
  });

  it('holds the values of an enum and those written out', () => {
    const value = 'case { when total > 1 USD then status, else "none" }';
    const values = ['pending', 'paid', 'refunded', 'none'];
    expect(valueOf(value, '= "none"', 'order').type).toEqual({ kind: 'enum', values });
  });

  it('fits a declared enum that has all of its values', () => {
    const value = 'case { when active then "a", else "b" }';
    expect(traitOf('enum("b", "a", "c")', value).type.kind).toBe('enum');
    const text = `trait contact.tested: enum("a") = ${value}\n`;
    expect(faults(text)).toEqual([`SEG3501 ${value}`]);
  });
});

describe('a case that can be missing', () => {
  it('is one without else, or with a value that can be', () => {
    expect(valueOf('case { when active then 1 }', '= 1').nullable).toBe(true);
    expect(valueOf('case { when active then 1, else 2 }', '= 1').nullable).toBe(false);
    expect(valueOf('case { when active then lead.score, else 2 }', '= 1').nullable).toBe(true);
  });

  it('says what a negation does with it', () => {
    const partial = 'case { when active then 1 } != 2';
    expect(faultsOf(partial)).toEqual([`SEG3011 ${partial}`]);
    expect(faultsOf(`${partial} or missing`)).toEqual([]);
    expect(faultsOf('case { when active then 1, else 3 } != 2')).toEqual([]);
    const nullable = 'case { when active then country, else "x" } != "PL"';
    expect(faultsOf(nullable)).toEqual([`SEG3011 ${nullable}`]);
    // A trait that promises a value has to say so.
    const trait = 'trait contact.tested: int = case { when active then 1 }\n';
    expect(faults(trait)).toEqual(['SEG3502 int']);
  });
});

describe('faults of a case', () => {
  it('are independent of each other', () => {
    const text = 'case { when nmae = "x" then emial, when active = 5 then cuntry, else 5 } = 5';
    expect(faultsOf(text)).toEqual([
      'SEG2001 nmae',
      'SEG2001 emial',
      'SEG3001 active = 5',
      'SEG2001 cuntry',
    ]);
  });

  it('are not followed by others', () => {
    const text =
      'trait contact.t: int? = case { when activ then 1 }\nsegment s of contact { where { t = 1 } }\n';
    expect(faults(text)).toEqual(['SEG2001 activ']);
    expect(faultsOf('case { when active than 1, else 2 } = 2')).toEqual(['SEG1001 than']);
  });

  it('include what @where cannot hold', () => {
    const object =
      'object thing @table("t.things") @where(case { when a = 1 then 1 } = 1) {\n  id: id @key\n}\n';
    expect(faults(object)).toEqual(['SEG3040 case { when a = 1 then 1 }']);
  });
});

it('a bool case is a condition', () => {
  expect(conditionOf('case { when active then false, else true }').kind).toBe('truth');
});

it('the words of a case are names elsewhere', () => {
  const text = `object visit @table("t.visits") {
  id: id @key
  when: int
  then: int
  else: int
  case: int
}
segment s of visit { where { when = 1, then = 2, else = case, case { when when = 1 then then, else else } = 3 } }
`;
  expect(faults(text, check(text))).toEqual([]);
});
