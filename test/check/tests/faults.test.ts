// What is wrong with tests: each fault once, where it is, and nothing that follows from it.
import { describe, expect, it } from 'vitest';
import { diagnoseProject } from '../../../compiler/diagnose/diagnose-project.ts';
import { duckdbDialect } from '../../../dialects/duckdb/dialect.ts';
import { check, faultsOf, model } from './checked.ts';

describe('values', () => {
  it.each([
    ['given contact ada { emial: "x" }', 'SEG2001 emial'],
    ['given contact ada { tier: "god" }', 'SEG2020 "god"'],
    ['given contact ada { tier: gold }', 'SEG4526 gold'],
    ['given contact ada { share: 70 }', 'SEG4012 70'],
    ['given contact ada { score: 1.5 }', 'SEG4511 1.5'],
    ['given contact ada { score: 5 USD }', 'SEG3003 5 USD'],
    ['given contact ada { score: "5" }', 'SEG3001 "5"'],
    ['given contact ada { active: "yes" }', 'SEG3001 "yes"'],
    ['given contact ada { version: "x" }', 'SEG3080 "x"'],
    ['given contact ada { home: geo(91, 0) }', 'SEG3082 91'],
    ['given contact ada { home: "x" }', 'SEG4510 "x"'],
    ['given contact ada { joined_on: now }', 'SEG4517 now'],
    ['given contact ada { joined_on: 3 hours ago }', 'SEG4517 3 hours ago'],
    ['given contact ada { joined_on: 2025-01-01T00:00:00Z }', 'SEG3004 2025-01-01T00:00:00Z'],
    ['given contact ada { joined_on: 2025-02-29 }', 'SEG3024 2025-02-29'],
    ['given contact ada { seen_at: 9000 years ago }', 'SEG4517 9000 years ago'],
    ['given contact ada { seen_at: 1.5 days ago }', 'SEG4517 1.5 days ago'],
    ['given contact ada { email: 3 days ago }', 'SEG4511 3 days ago'],
    ['given contact ada { interests: "run" }', 'SEG4510 "run"'],
    ['given contact ada { interests: ["run", 5] }', 'SEG3001 5'],
    ['given contact ada { lead: 5 }', 'SEG4510 5'],
    ['given contact ada { lead: { scor: 5 } }', 'SEG2001 scor'],
    ['given contact ada { joined_on: missing }', 'SEG4522 missing'],
    ['given contact ada { spent: 5 USD }', 'SEG4509 spent'],
    ['given contact ada { score: 1, score: 2 }', 'SEG2015 score'],
    ['given contact ada { "kind": "guest" }', 'SEG4523 ada'],
    ['given contact ada { "deleted": true }', 'SEG4523 ada'],
    ['given contact ada { orders: { total: 5 EUR } }', 'SEG3002 5 EUR'],
    ['given contact ada { orders: 5 }', 'SEG4510 5'],
    ['given contact ada { orders: 0 * { total: 5 USD } }', 'SEG3019 0'],
    ['given contact ada { orders: missing }', 'SEG4510 missing'],
    ['given contact ada { company: 5 }', 'SEG4510 5'],
    ['given contact ada { company: acme }', 'SEG4505 acme'],
    ['given contact ada { company.industry: "x" }', 'SEG4509 company.industry'],
    ['given contact ada { consents: [sms] }', 'SEG2016 sms'],
    ['given contact ada { consents: { mail: maybe } }', 'SEG4510 maybe'],
    ['given contact ada { tagged: [vip] }', 'SEG4510 vip'],
    ['given company acme { tagged: ["vip"] }', 'SEG2017 tagged'],
    ['given contact ada { lists: [{ name: "x", added: now }] }', 'SEG2001 added'],
    ['given visited v { at: now }', 'SEG4508 v'],
    ['given contacts ada {}', 'SEG2002 contacts'],
  ])('%s', (body, fault) => {
    expect(faultsOf(body)).toEqual([fault]);
  });
});

describe('names', () => {
  it.each([
    ['given contact a {}\ngiven contact a {}', ['SEG4506 a']],
    ['given contact none {}', ['SEG4527 none']],
    ['given contact a like b {}', ['SEG4505 b']],
    ['given company c {}\ngiven contact a like c {}', ['SEG4507 c']],
    ['given contact a like a {}\nexpect out: a', ['SEG4514 a']],
    ['given contact a like b {}\ngiven contact b like a {}\nexpect out: a, b', ['SEG4514 a']],
    ['given company c {}\nexpect out: c', ['SEG4507 c']],
    ['given contact ada {}\nexpect out: ava', ['SEG4505 ava']],
    ['given contact a { company: b }\ngiven contact b {}', ['SEG4507 b']],
    ['given contact a {}\nexpect in: a\nexpect out: a', ['SEG4521 a']],
    [
      'given contact a { orders: o }\ngiven order o { contact: b }\ngiven contact b {}',
      ['SEG4516 o'],
    ],
    ['given contact a { id: "x" }\ngiven contact b { id: "x" }', ['SEG4515 b']],
    ['use nothing', ['SEG4502 nothing']],
    ['expect same as nothing', ['SEG2006 nothing']],
    ['expect same as firms', ['SEG3036 firms']],
    ['cases of contact (score) {\n a: in\n}', ['SEG4524 a: in']],
    ['cases of company (industry) {\n a: "x", in\n}', ['SEG4528 company']],
  ])('%j', (body, faults) => {
    expect(faultsOf(body)).toEqual(faults);
  });
});

describe('steps', () => {
  it.each([
    ['then at 2025-11-01T09:00:00Z {\n}', ['SEG4512 at 2025-11-01T09:00:00Z']],
    [
      'then 1 day later {\n}\nthen at 2025-11-01T10:00:00Z {\n}',
      ['SEG4512 at 2025-11-01T10:00:00Z'],
    ],
    ['then at "x" {\n}', ['SEG4517 at "x"']],
    ['then 1 day later {\n remove contact a\n}', ['SEG4505 a']],
    ['given contact a {}\nthen 1 day later {\n remove company a\n}', ['SEG4507 a']],
    ['given contact a {}\nthen 1 day later {\n given company a {}\n}', ['SEG4507 a']],
    ['given contact a {}\nthen 1 day later {\n given contact a like a {}\n}', ['SEG4506 a']],
    [
      'given contact a {}\nthen 1 day later {\n given contact a {}\n remove contact a\n}',
      ['SEG4506 a'],
    ],
    ['now: 2025-11-02', ['SEG2015 now: 2025-11-02']],
  ])('%j', (body, faults) => {
    expect(faultsOf(body)).toEqual(faults);
  });
});

describe('memberships of earlier refreshes', () => {
  it.each([
    ['entered firms 3 days ago', ['SEG3036 firms']],
    ['entered nothing 3 days ago', ['SEG2006 nothing']],
    ['entered quiet now', ['SEG4513 entered quiet now']],
    ['left quiet 3 days ago', ['SEG4513 left quiet 3 days ago']],
    ['entered quiet "x"', ['SEG4510 "x"']],
    ['entered quiet 3 days ago, entered quiet 2 days ago', ['SEG4513 entered quiet 2 days ago']],
  ])('%s', (changes, faults) => {
    expect(faultsOf(`given contact a { history: [${changes}] }`)).toEqual(faults);
  });

  it('are not said in a later step', () => {
    const body = 'then 1 day later {\n given contact a { history: [entered quiet 3 days ago] }\n}';
    expect(faultsOf(body)).toEqual(['SEG4513 history: [entered quiet 3 days ago]']);
  });
});

describe('whole tests', () => {
  it.each([
    ['test "a" of quite {\n now: 2025-11-01\n expect in: none\n}', ['SEG2006 quite']],
    ['test "a" of quiet {\n expect in: none\n}', ['SEG4500 "a"']],
    ['test "a" of quiet {\n now: 3 days ago\n expect in: none\n}', ['SEG4517 3 days ago']],
    ['test "a" of quiet {\n now: 2025-11-01\n}', ['SEG4520 "a"']],
    ['test "a" of paid_by(who: "x") {\n now: 2025-11-01\n expect in: none\n}', ['SEG3038 paid_by']],
    [
      'test "a" of paid_by(who: acme, least: 1) {\n now: 2025-11-01\n given company acme {}\n expect in: none\n}',
      ['SEG3001 acme'],
    ],
    ['fixtures a {\n use a\n}', ['SEG4503 a', 'SEG4504 a']],
    ['fixtures a {\n given contact x { emial: "x" }\n}', ['SEG4504 a', 'SEG2001 emial']],
  ])('%j', (text, faults) => {
    expect(check(text).faults).toEqual(faults);
  });

  it('with a fault are left out; the others stay', () => {
    const { tests, faults } = check(testOf('x', 'scor') + testOf('y', 'score'));
    expect(faults).toEqual(['SEG2001 scor']);
    expect(tests.map(({ name }) => name)).toEqual(['y']);
  });

  it('are left out when a segment they speak of has a fault', () => {
    const text = `segment broken of contact {
  where {
    scor > 5
  }
}
test "a" of broken {
  now: 2025-11-01
  expect in: none
}
test "b" of quiet {
  now: 2025-11-01
  expect same as broken
}`;
    const { tests, faults } = check(text);
    expect(faults).toEqual(['SEG2001 scor']);
    expect(tests).toEqual([]);
  });

  it('a syntax error hides what it may hide, and is the only fault', () => {
    const text = `test "a" of quiet {
  now: 2025-11-01
  given contact ada { seen_at 3 days ago }
  given contact { seen_at: 3 days ago }
  expect in: ada, bob
}`;
    expect(check(text).faults).toEqual(['SEG1001 3', 'SEG1001 {']);
  });

  it('never change what segments are', () => {
    const faulty = 'test "a" of quiet {\n now: 2025-11-01\n given contact a { scor: 5 }\n}\n';
    expect(projectOf(faulty)).toBe(projectOf(''));
  });
});

describe('comments that suppress', () => {
  it('work on warnings of tests', () => {
    const text = `// segform-ignore SEG4504: shared with another project
fixtures spare {
  given contact a {}
}`;
    const files = [
      { path: 'model.seg', text: model },
      { path: 'tests.seg', text },
    ];
    const { diagnostics, suppressed } = diagnoseProject(files, duckdbDialect);
    expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(suppressed).toBe(1);
  });
});

function testOf(title: string, field: string): string {
  return `test "${title}" of quiet {\n now: 2025-11-01\n given contact a { ${field}: 5 }\n expect out: a\n}\n`;
}

function projectOf(text: string): string {
  const files = [
    { path: 'model.seg', text: model },
    { path: 'tests.seg', text },
  ];
  return JSON.stringify(diagnoseProject(files, duckdbDialect).project);
}
