// Part of compiler/boundaries: a generated test → the text of a `test` declaration. The formatter lays it out.
import type { GeneratedCase, GeneratedTest } from './generate-test.ts';
import type { Field } from './write-row.ts';

export interface TestTextOptions {
  /** As it stands behind the segment's name: `(agent: "u1")`, or nothing. */
  readonly args: string;
  /** Names of cases whose outcome was another than was worked out. */
  readonly corrected: ReadonlySet<string>;
  /** What was written of the conditions that no case shows: one line each. */
  readonly gaps: readonly string[];
}

/** In a table, values are short and columns few. */
const longestValue = 84;

export function testText(test: GeneratedTest, options: TestTextOptions): string {
  const { segment, object, now, shared, cases } = test;
  const groups = groupsOf(cases);
  const alone = groups.filter((group) => !isTable(group)).flat();
  const expected = (outcome: 'in' | 'out'): readonly string[] =>
    alone.filter((one) => one.expected === outcome).map(({ name }) => name);
  const lines = [
    `test "boundaries of ${segment}" of ${segment}${options.args} {`,
    `now: ${now}`,
    '',
    ...shared.flatMap(({ entity, name, fields }) => [
      `given ${entity} ${name} ${block(fields)}`,
      '',
    ]),
    ...groups.flatMap((group) =>
      isTable(group)
        ? [...tableLines(object, cases[0]?.name ?? '', group, options), '']
        : group.flatMap((one) => givenLines(object, cases[0]?.name ?? '', one, options)),
    ),
    '',
    ...expectLine('in', expected('in')),
    ...expectLine('out', expected('out')),
    ...(options.gaps.length === 0
      ? []
      : ['', ...options.gaps.map((gap) => `// not covered: ${gap}`)]),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** Cases that differ in the same fields, in the order of the first of each. */
function groupsOf(cases: readonly GeneratedCase[]): readonly (readonly GeneratedCase[])[] {
  const groups = new Map<string, GeneratedCase[]>();
  for (const one of cases) {
    const isShort = one.isLike && one.fields.every(({ text }) => text.length <= longestValue);
    const columns = one.fields.map(({ name }) => name).toSorted();
    const id = isShort && columns.length > 0 && columns.length <= 3 ? columns.join(' ') : one.name;
    const key = isShort ? `table ${id}` : `alone ${one.name}`;
    const group = groups.get(key) ?? [];
    group.push(one);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function isTable(group: readonly GeneratedCase[]): boolean {
  return group.length > 1;
}

function block(fields: readonly Field[]): string {
  if (fields.length === 0) return '{}';
  return `{\n${fields.map(({ name, text }) => `${name}: ${text}`).join('\n')}\n}`;
}

function givenLines(
  object: string,
  like: string,
  one: GeneratedCase,
  { corrected }: TestTextOptions,
): readonly string[] {
  const head = `given ${object} ${one.name}${one.isLike ? ` like ${like}` : ''}`;
  const remark = corrected.has(one.name) ? [`// ${checkRemark(one)}`] : [];
  return [...remark, `${head} ${block(one.fields)}`, ''];
}

function tableLines(
  object: string,
  like: string,
  group: readonly GeneratedCase[],
  { corrected }: TestTextOptions,
): readonly string[] {
  const columns = (group[0]?.fields ?? []).map(({ name }) => name);
  const lines = group.map((one) => {
    const values = columns.map(
      (column) => one.fields.find(({ name }) => name === column)?.text ?? 'missing',
    );
    const remark = corrected.has(one.name) ? ` // ${checkRemark(one)}` : '';
    return `${one.name}: ${[...values, one.expected].join(', ')}${remark}`;
  });
  return [`cases of ${object} like ${like} (${columns.join(', ')}) {`, ...lines, '}'];
}

function checkRemark({ expected }: GeneratedCase): string {
  return `check this one: it was thought to be ${expected === 'in' ? 'out' : 'in'}`;
}

function expectLine(outcome: 'in' | 'out', names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`expect ${outcome}: ${names.join(', ')}`];
}
