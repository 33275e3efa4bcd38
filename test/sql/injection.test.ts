// Text of the user arrives in the warehouse as the text it was, in both dialects, and never as SQL.
import { array, assert, asyncProperty, constantFrom, oneof, string } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { MemoryWarehouse, planOf, sqlOf } from './memory-warehouse.ts';
import { contacts, tables } from './small-shop.ts';

const attacks = [
  "'",
  "''",
  "' OR 1=1 --",
  "\\' OR 1=1 --",
  '\\',
  "\\\\'; DROP TABLE crm.contacts; --",
  '"; --',
  "x'; SELECT 1; /*",
  '$$ $1 ? :a @b',
  'line\nbreak\r\ttab',
  '\u2028\u00a0😀 ż',
  '%_^',
  '{{ }} ${x}',
];

/** The text as a literal of the language. */
function literal(text: string): string {
  const escaped = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === '"' || character === '\\') return `\\${character}`;
    if (code >= 32 && code < 127) return character;
    return character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('');
  });
  return `"${escaped.join('')}"`;
}

/** The string literals of a Snowflake text, decoded by its rules, and what is left of the text. */
function snowflakeLiterals(sql: string): { literals: readonly string[]; rest: string } {
  const literals: string[] = [];
  const rest = sql.replaceAll(/'((?:\\[^]|''|[^'\\])*)'/g, (_whole, inside: string) => {
    literals.push(
      inside.replaceAll(/''|\\([^])/g, (pair, escaped?: string) => escaped ?? pair[0] ?? ''),
    );
    return '?';
  });
  return { literals, rest };
}

describe('text in queries', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables);
    await warehouse.run("INSERT INTO crm.contacts (contact_id, country) VALUES (1, 'x')");
  });
  afterAll(() => {
    warehouse.close();
  });

  async function expectRoundTrip(text: string): Promise<void> {
    const source = contacts(`country = ${literal(text)}`, `not email contains ${literal(text)}`);
    const sql = sqlOf(source, duckdbDialect);
    expect(await warehouse.statementCount(sql)).toBe(1);
    const units = Array.from(text, (one) => `chr(${String(one.codePointAt(0))})`);
    const built = ["''", ...units].join(' || ');
    await warehouse.run(`UPDATE crm.contacts SET country = ${built}`);
    const members = await warehouse.membersOfAll(planOf(source));
    expect(members.get('s')).toEqual(['1']);
  }

  it.each(attacks)('%j comes back from DuckDB', async (text) => {
    await expectRoundTrip(text);
  });

  it.each(attacks)('%j stays inside its literal in Snowflake', (text) => {
    const sql = sqlOf(contacts(`country = ${literal(text)}`), snowflakeDialect);
    const { literals, rest } = snowflakeLiterals(sql);
    expect(literals).toEqual(['person', text]);
    expect(rest).not.toMatch(/[';]|--|\/\*/);
  });

  it('random text does, too', async () => {
    const character = oneof(
      constantFrom("'", '\\', '"', ';', '-', '\n'),
      string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    );
    const text = array(character, { maxLength: 12 }).map((all) => all.join('').normalize('NFC'));
    await assert(
      asyncProperty(
        text.filter((one) => !one.includes('\0')),
        async (one) => {
          await expectRoundTrip(one);
          const sql = sqlOf(contacts(`country = ${literal(one)}`), snowflakeDialect);
          expect(snowflakeLiterals(sql).literals.at(-1)).toBe(one);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('names of tables, columns and keys in JSON stay names', async () => {
    const odd = `object thing @table("crm.odd"" table") {
  id: id @key @column("i;d--")
  data: json? { value: int? @json("a\\"'b") } @column("da\\"ta")
}
segment s of thing { where { data.value = 7 } }
`;
    await warehouse.run(
      'CREATE OR REPLACE TABLE crm."odd"""" table" ("i;d--" INTEGER, "da""ta" JSON)',
    );
    await warehouse.run(`INSERT INTO crm."odd"""" table" VALUES (1, '{"a\\"''b": 7}'), (2, '{}')`);
    const sql = sqlOf(odd.replace('odd"" table', 'odd\\"\\" table'), duckdbDialect);
    expect(await warehouse.statementCount(sql)).toBe(1);
    expect(await warehouse.rows(sql)).toEqual([[1]]);
    const { rest } = snowflakeLiterals(
      sqlOf(odd.replace('odd"" table', 'odd\\"\\" table'), snowflakeDialect),
    );
    expect(rest).toContain(`"DA""TA":"a""'b"::VARCHAR`);
  });

  it('a key * in JSON is that key, not all of them', async () => {
    const starred = `object thing @table("crm.starred") {
  id: id @key
  data: json? { a: int? @json("*"), b: int? @json("*./~.x") }
}
segment s of thing { where { data.a = 7 or data.b = 7 } }
`;
    await warehouse.run('CREATE OR REPLACE TABLE crm.starred (id INTEGER, data JSON)');
    await warehouse.run(
      `INSERT INTO crm.starred VALUES (1, '{"*": 7}'), (2, '{"other": 7}'), (3, '{"*": {"/~": {"x": 7}}}')`,
    );
    const rows = await warehouse.rows(sqlOf(starred, duckdbDialect));
    expect(new Set(rows.map(([id]) => id))).toEqual(new Set([1, 3]));
  });
});
