// What a failing test says: who, what was expected, and the conditions that decided with what they looked at.
import { describe, expect, it } from 'vitest';
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import { indexSources } from '../../compiler/diagnostics/render.ts';
import { githubAnnotations, junitXml, plainFailures } from '../../cli/test/report-formats.ts';
import { testReportText } from '../../cli/test/report-text.ts';
import { reportTests, type TestReport } from '../../cli/test/test-report.ts';
import { plain } from '../../cli/output/colours.ts';
import {
  cell,
  comparing,
  expecting,
  id,
  int,
  outcomesOf,
  projectOf,
  row,
  step,
  testOf,
  text,
  timestamp,
} from './checked-by-hand.ts';

const source = `
object contact @table("crm.contacts") {
  id: id @key
  country: text?
  points: int?
  seen_at: timestamp?
  company: company? via company_id
  orders: order[] via order.contact
}
object company @table("crm.companies") { id: id @key, size: int?, contacts: contact[] via contact.company }
object order @table("shop.orders") {
  id: id @key
  placed_at: timestamp @time
  status: text
  total: money(USD)
  contact: contact via contact_id
}
tags of contact via contact_id @table("crm.tags") { name: text @column("tag") }
segment quiet of contact {
  where {
    count(orders where status = "paid") > 1
    seen_at more than 40 days ago or missing
  }
  except tagged "staff"
}
segment big of company { where { size > 100 } }
segment of_big of contact { where { company in segment big } }
segment sticky of contact {
  enter { points > 8 }
  leave { points < 5 }
}
segment either of contact {
  where {
    any of {
      points >= 50
      did order at least 2 times in last 30 days
    }
  }
}
`.replace('did order at least 2 times', 'has at least 2 orders');
const project = projectOf(source);
const sources = indexSources([{ path: 'project.seg', text: source }]);
const now = '2025-11-01T09:00:00.000Z';

const order = (contact: string, status: string, at: string) =>
  row(
    'order',
    `${contact} ${status} ${at}`,
    cell('contact_id', id, contact),
    cell('status', text, status),
    cell('placed_at', timestamp, `${at}T00:00:00.000Z`),
    cell('total', { kind: 'money', currency: 'USD' }, '10'),
  );

async function report(...tests: readonly CheckedTest[]): Promise<TestReport> {
  return reportTests(tests, await outcomesOf(project, tests), sources);
}

/** Each failure with what decided. */
async function said(test: CheckedTest): Promise<readonly string[]> {
  const { tests } = await report(test);
  return tests.flatMap((one) =>
    plainFailures(one).flatMap(({ message, lines }) => [message, ...lines]),
  );
}

describe('a failure says what decided', () => {
  it('the one condition that is false, with its value', async () => {
    const rows = [
      row('contact', 'ada', cell('seen_at', timestamp, '2025-10-20T09:00:00.000Z')),
      order('ada', 'paid', '2025-10-01'),
      order('ada', 'paid', '2025-10-02'),
      order('ada', 'open', '2025-10-03'),
    ];
    expect(await said(testOf('quiet', [step(now, rows, [expecting('in', 'ada')])]))).toEqual([
      '`ada` should be in, but is out',
      'project.seg:22 seen_at more than 40 days ago or missing is false: seen_at is 2025-10-20 09:00:00Z, 12 days ago; asked for: before 2025-09-22 09:00:00Z',
    ]);
  });

  it('how a count came about', async () => {
    const rows = [
      row('contact', 'ada'),
      order('ada', 'paid', '2025-10-01'),
      order('ada', 'open', '2025-10-03'),
    ];
    expect(await said(testOf('quiet', [step(now, rows, [expecting('in', 'ada')])]))).toEqual([
      '`ada` should be in, but is out',
      'project.seg:21 count(orders where status = "paid") > 1 is false: 2 orders, 1 with status = "paid"',
    ]);
  });

  it('for one who is in: what let it in', async () => {
    const rows = [row('contact', 'ada', cell('points', int, '50'))];
    expect(await said(testOf('either', [step(now, rows, [expecting('out', 'ada')])]))).toEqual([
      '`ada` should be out, but is in',
      'project.seg:35 points >= 50 is true: points is 50',
    ]);
    expect(await said(testOf('either', [step(now, rows, [expecting('in')])]))).toEqual([
      'nobody should be in, but `ada` is',
      'project.seg:35 points >= 50 is true: points is 50',
    ]);
  });

  it('every alternative, when none holds', async () => {
    const rows = [
      row('contact', 'ada', cell('points', int, '49')),
      order('ada', 'paid', '2025-10-25'),
      order('ada', 'paid', '2025-09-01'),
    ];
    expect(await said(testOf('either', [step(now, rows, [expecting('in', 'ada')])]))).toEqual([
      '`ada` should be in, but is out',
      'project.seg:35 points >= 50 is false: points is 49',
      'project.seg:36 has at least 2 orders in last 30 days is false: 2 orders, 1 in last 30 days',
    ]);
  });

  it('lines of another segment, and a related object that is missing', async () => {
    const rows = [
      row('company', 'acme', cell('size', int, '50')),
      row('contact', 'ada', cell('company_id', id, 'acme')),
      row('contact', 'bob'),
    ];
    expect(
      await said(testOf('of_big', [step(now, rows, [expecting('in', 'ada', 'bob')])])),
    ).toEqual([
      '`ada` should be in, but is out',
      'project.seg:26 size > 100 is false: size is 50',
      '`bob` should be in, but is out',
      'project.seg:27 company in segment big is false: company is missing',
    ]);
  });

  it('members that stay, and what a tag takes out', async () => {
    const history = [
      { segment: 'sticky', key: 'ada', change: 'entered', at: '2025-10-01T00:00:00.000Z' },
    ] as const;
    const rows = [row('contact', 'ada', cell('points', int, '7'))];
    expect(
      await said(testOf('sticky', [step(now, rows, [expecting('entered', 'ada')], history)])),
    ).toEqual([
      '`ada` should have entered, but was in before',
      'project.seg:29 a member after the last refresh is true',
      'project.seg:30 points < 5 is false: points is 7',
    ]);
    const tagged = [
      row('contact', 'ada'),
      row('contact.tags', undefined, cell('contact_id', id, 'ada'), cell('tag', text, 'staff')),
      order('ada', 'paid', '2025-10-01'),
      order('ada', 'paid', '2025-10-02'),
    ];
    expect(await said(testOf('quiet', [step(now, tagged, [expecting('in', 'ada')])]))).toEqual([
      '`ada` should be in, but is out',
      'project.seg:24 tagged "staff" is true: 1 tag: "staff"',
    ]);
  });

  it('what is not there', async () => {
    expect(await said(testOf('either', [step(now, [], [expecting('in', 'ada')])]))).toEqual([
      '`ada` should be in, but does not exist',
    ]);
  });

  it('who breaks a rule about two segments', async () => {
    const rows = [
      row('contact', 'ada', cell('points', int, '60')),
      row('contact', 'bob', cell('points', int, '9')),
    ];
    expect(
      await said(
        testOf('either', [
          step(now, rows, [comparing('same_as', 'sticky'), comparing('disjoint_from', 'sticky')]),
        ]),
      ),
    ).toEqual([
      'either and sticky should have the same members, but `bob` is in only one of them',
      'project.seg:35 points >= 50 is false: points is 9',
      'project.seg:36 has at least 2 orders in last 30 days is false: 0 orders',
      'either and sticky should have no member in common, but `ada` is in both',
      'project.seg:35 points >= 50 is true: points is 60',
    ]);
  });
});

describe('forms of a report', () => {
  const rows = [row('contact', 'ada', cell('points', int, '49'))];
  const failing = {
    ...testOf('either', [step(now, rows, [expecting('in', 'ada')])]),
    name: 'a, "b" & <c>\n100%',
  };
  const passing = testOf('either', [step(now, rows, [expecting('out', 'ada')])]);
  const broken = testOf('either', [step(now, [...rows, ...rows], [expecting('out', 'ada')])]);

  it('text shows the expectation and the conditions in code frames', async () => {
    expect(testReportText(await report(passing, failing), sources, plain, false)).toBe(`\
FAIL "a, \\"b\\" & <c>\\n100%" of either tests.seg:1

error: \`ada\` should be in, but is out
  --> tests.seg: expected here
  ::: project.seg:35:7
   |
35 |       points >= 50
   |       ------------ false: points is 49
  ::: project.seg:36:7
   |
36 |       has at least 2 orders in last 30 days
   |       ------------------------------------- false: 0 orders

2 tests: 1 passed, 1 failed
`);
  });

  it('JUnit has a case for each test, with every sign escaped', async () => {
    expect(junitXml(await report(passing, failing, broken))).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="segform" tests="3" failures="1" errors="1" time="0.000">
  <testsuite name="tests.seg" tests="3" failures="1" errors="1" time="0.000">
    <testcase name="of either" classname="either" file="tests.seg" line="1" time="0.000"/>
    <testcase name="a, &quot;b&quot; &amp; &lt;c&gt;&#10;100%" classname="either" file="tests.seg" line="1" time="0.000">
      <failure message="\`ada\` should be in, but is out" type="failure">\`ada\` should be in, but is out
tests.seg:1:1
project.seg:35 points &gt;= 50 is false: points is 49
project.seg:36 has at least 2 orders in last 30 days is false: 0 orders</failure>
    </testcase>
    <testcase name="of either" classname="either" file="tests.seg" line="1" time="0.000">
      <error message="error[SEG7102]: the test has more than one \`contact\` with the key \`ada\`" type="error">error[SEG7102]: the test has more than one \`contact\` with the key \`ada\`
A key is unique in a warehouse, and a refresh refuses tables where it is not. Give the objects other keys.</error>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it('GitHub gets an annotation for each failure', async () => {
    expect(githubAnnotations(await report(passing, failing), 'shop/')).toBe(
      '::error file=shop/tests.seg,line=1,col=1,title=either%3A a%2C "b" & <c>%0A100%25::`ada` should be in, but is out%0Aproject.seg:35 points >= 50 is false: points is 49%0Aproject.seg:36 has at least 2 orders in last 30 days is false: 0 orders\n2 tests: 1 passed, 1 failed\n',
    );
  });
});
