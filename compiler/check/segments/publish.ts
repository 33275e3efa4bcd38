// `publish: [email, company.name]` → columns of the published relation, beside the key and `entered_at`.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { SettingSyntax } from '../../syntax/ast.ts';
import type { PathSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedValue } from '../checked.ts';
import type { SegmentSettings } from '../checked-project.ts';
import type { Checking } from '../checking.ts';
import { describeType } from '../describe-type.ts';
import type { RowScope } from '../scope.ts';
import { familyOf } from '../type-rules.ts';

type Published = SegmentSettings['publish'];

export function publishSetting(
  setting: SettingSyntax | undefined,
  scope: RowScope,
  checking: Checking,
): Published {
  if (setting === undefined) return [];
  const { value } = setting;
  if (value.kind !== 'paths') {
    const isEmpty = value.kind === 'strings' && value.items.length === 0;
    const args = {
      name: 'publish',
      expected: 'a list of attributes, as in `[email, company.name]`',
    };
    if (!isEmpty) checking.report(catalogue.declarations.settingValue, value.span, args);
    return [];
  }
  const columns = new Map<string, CheckedValue>();
  for (const path of value.items) {
    const name = columnName(path);
    const problem = nameProblem(name, columns, scope);
    if (problem === undefined) {
      const published = publishedValue(path, scope, checking);
      if (published !== undefined) columns.set(name, published);
    } else {
      checking.report(catalogue.declarations.cannotPublish, path.span, { problem });
    }
  }
  return [...columns].map(([name, published]) => ({ name, value: published }));
}

function columnName(path: PathSyntax): string {
  return path.parts.map(({ text }) => text).join('_');
}

/** The key and the time of entry have columns of their own; warehouses do not tell names apart by case. */
function nameProblem(
  name: string,
  columns: ReadonlyMap<string, CheckedValue>,
  scope: RowScope,
): string | undefined {
  const lowered = name.toLowerCase();
  const key = scope.entity?.key;
  if (lowered === 'entered_at') return 'the column `entered_at` is always published';
  if (key !== undefined && (lowered === key.column.toLowerCase() || name === key.name)) {
    return `the key \`${key.name}\` is always published, as column \`${key.column}\``;
  }
  const taken = [...columns.keys()].some((column) => column.toLowerCase() === lowered);
  return taken ? `a column \`${name}\` is already published` : undefined;
}

function publishedValue(
  path: PathSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedValue | undefined {
  const value = checking.value(path, scope);
  if (value.type.kind === 'unknown') return undefined;
  if (familyOf(value.type) !== 'none') return value;
  const problem = `a value of type ${describeType(value.type)} cannot be published`;
  checking.report(catalogue.declarations.cannotPublish, path.span, { problem });
  return undefined;
}
