// Fixture files: CSV and JSON by the names of fields, typed; faults name the line.
import { describe, expect, it } from 'vitest';
import { readTable } from '../../../compiler/check/tests/fixture-tables.ts';
import { check, rowText, stepsOf } from './checked.ts';

const csv = `id,email,seen_at,share,lead.score,company,interests,home
c1,"a, ""b""@c.d",2025-09-01 12:00:00,70%,4,acme,"[""run"", ""chess""]","52.2, -21"

c2,,2025-09-01,0.25,,,,
`;

const json = `[
  {"id": "c1", "email": "a", "active": false,
   "lead": {"score": 4, "source": null}},
  {"company.id": "acme", "interests": ["x"], "home": [52.2, -21], "seen_at": "2025-09-01T12:00:00Z"}
]`;

function rowsFrom(path: string, text: string): readonly string[] {
  const [step] = stepsOf(`given contact from "${path}"`, 'quiet', [{ path, text }]);
  return (step?.rows ?? []).map((row) => rowText(row).replace(/ kind=customer.*$/, ''));
}

function problemsOf(path: string, text: string): readonly string[] {
  const source = `test "a" of quiet {
  now: 2025-11-01T09:00:00Z
  given contact from "${path}"
  expect in: none
}`;
  return check(source, [{ path, text }]).messages;
}

describe('rows of files', () => {
  it('of CSV', () => {
    expect(rowsFrom('big/people.csv', csv)).toEqual([
      'contact - c1: email=a, "b"@c.d seen_at=2025-09-01T10:00:00.000Z share=0.7 lead.score=4 company_id=acme interests=["run","chess"] lat=52.2 lng=-21 contact_id=c1',
      'contact - c2: seen_at=2025-08-31T22:00:00.000Z share=0.25 contact_id=c2',
    ]);
  });

  it('of JSON, with generated keys', () => {
    expect(rowsFrom('people.json', json)).toEqual([
      'contact - c1: email=a active=false lead.score=4 contact_id=c1',
      'contact - people_2: company_id=acme interests=["x"] lat=52.2 lng=-21 seen_at=2025-09-01T12:00:00.000Z contact_id=people_2',
    ]);
  });

  it('are nothing when nobody loaded them', () => {
    expect(stepsOf('given contact from "people.csv"')[0]?.rows).toEqual([]);
  });
});

describe('faults of files', () => {
  it.each([
    [
      'a.csv',
      'id,scor\nc1,5\n',
      '`a.csv`, line 2: contact has no field `scor`; did you mean `score`?',
    ],
    ['a.csv', 'id,score\nc1,5.5\n', '`a.csv`, line 2: `score` is int, and this is "5.5"'],
    [
      'a.csv',
      'id,tier\n"c\n1",gold\nc2,god\n',
      '`a.csv`, line 4: `tier` is enum("gold", "silver"), and this is "god"; did you mean "gold"?',
    ],
    ['a.csv', 'id,score\nc1\n', '`a.csv`, line 2: 1 values for 2 columns'],
    ['a.csv', 'id,id\n', '`a.csv`, line 1: two columns `id`'],
    [
      'a.csv',
      'id\n"c1\n',
      '`a.csv`, line 2: a quote that does not close, or stands inside of a value',
    ],
    ['a.csv', 'id,spent\nc1,5\n', '`a.csv`, line 2: `spent` cannot be given in a file'],
    ['a.csv', '', '`a.csv`, which has no header'],
    ['a.json', '{', '`a.json`, which is no JSON'],
    ['a.json', '{}', '`a.json`, which is no array of objects'],
    ['a.json', '[\n{"id": "c1"},\n 5]', '`a.json`, line 3: this is no object'],
    [
      'a.json',
      '[{"score": 0.1234567890123456789}]',
      '`a.json`, line 1: `score` is int, and this is 0.12345678901234568',
    ],
    [
      'a.json',
      '[\n\n{"lead": {"score": "x"}}]',
      '`a.json`, line 3: `lead.score` is int, and this is "x"',
    ],
    ['a.txt', 'id', '`a.txt`, which ends neither in `.csv` nor in `.json`'],
  ])('%s: %j', (path, text, message) => {
    expect(problemsOf(path, text)).toEqual([message]);
  });

  it('a key that comes twice, and a field that the segment reads and no row gives', () => {
    expect(problemsOf('a.csv', 'id\nc1\nc1\n')).toEqual([
      'two objects of type contact have the key "c1"',
    ]);
    const source = `test "a" of champions {
  now: 2025-11-01T09:00:00Z
  given order from "a.csv"
  expect in: none
}`;
    expect(check(source, [{ path: 'a.csv', text: 'id,status\no1,paid\n' }]).messages).toEqual([
      'order of `a.csv`, line 2, does not say `total` and `contact`, which the segment reads and the model never leaves out',
    ]);
  });
});

describe('CSV', () => {
  it('with any line ends, a byte order mark, and no last line end', () => {
    const rows = [
      [2, '1', '2'],
      [3, '3', '4'],
    ];
    expect(cells('a,b\n1,2\n3,4')).toEqual(rows);
    expect(cells('\ufeffa,b\r\n1,2\r\n3,4\r\n')).toEqual(rows);
    expect(cells('a,b\r1,2\r3,4\r')).toEqual(rows);
  });

  it('with quotes, commas and line ends in values; what is empty is missing', () => {
    expect(cells('a,b\n"x,""y""\nz",\n,2\n')).toEqual([
      [2, 'x,"y"\nz'],
      [4, '2'],
    ]);
  });
});

/** The rows of a CSV, each with its line. */
function cells(text: string): unknown {
  return readTable('a.csv', text).rows.map(({ line, values }) => [
    line,
    ...values.map(([, value]) => value),
  ]);
}
