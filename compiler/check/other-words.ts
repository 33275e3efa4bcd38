// Serves resolve-path.ts: names that are no attributes, but words for something the language says in another way.
import type { Fix } from '../diagnostics/diagnostic.ts';
import type { NameSyntax } from '../syntax/literal-ast.ts';
import type { EntityInfo, ModelTable } from './model-table.ts';

interface OtherWords {
  readonly help: string;
  readonly fixes: readonly Fix[];
}

const aggregates: ReadonlySet<string> = new Set(['count', 'sum', 'avg', 'min', 'max', 'total']);

/** What an unknown name of `entity` stands for; undefined when it is just unknown. */
export function inOtherWords(
  { text, span }: NameSyntax,
  entity: EntityInfo,
  table: ModelTable,
): OtherWords | undefined {
  const help = helpFor(text, entity, table);
  if (help !== undefined) return { help, fixes: [] };
  if (!/[A-Z]/.test(text) || entity.members.has(text.toLowerCase())) return undefined;
  const quoted = `"${text}"`;
  return {
    help: `Names are written in small letters. As a text it is ${quoted}.`,
    fixes: [{ title: `write ${quoted}`, span, text: quoted, certain: false }],
  };
}

function helpFor(name: string, entity: EntityInfo, table: ModelTable): string | undefined {
  const has = (kind: EntityInfo['kind']): boolean =>
    [...table.entities.values()].some(
      (one) => one.kind === kind && one.owner?.object === entity.id,
    );
  if (/^tags?$/.test(name) && has('tags')) {
    return 'Tags are asked with `tagged "vip"` or `not tagged "vip"`.';
  }
  if (/^lists?$/.test(name) && has('lists')) return 'Lists are asked with `in list "newsletter"`.';
  if (name === 'yesterday')
    return 'It is `today - 1 day`; the whole of it as a window: `in last 1 full days`.';
  if (name === 'tomorrow')
    return 'It is `today + 1 day`; the whole of it as a window: `in next 1 full days`.';
  if (name === 'age') return 'Write `age(birth_date)`: whole years up to today.';
  if (!aggregates.has(name)) return undefined;
  return 'An aggregate stands before its rows, as in `count(orders)` and `sum(orders.total)`.';
}
