// `case { when … then … else … }`: one type for all of its values, and whether the result can be missing.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { CaseSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedValue } from '../checked.ts';
import { type Checking, unknownValue } from '../checking.ts';
import { describeType } from '../describe-type.ts';
import type { RowScope } from '../scope.ts';
import { familyOf, mismatchOf, unify } from '../type-rules.ts';
import type { ValueType } from '../value-type.ts';

export function checkCase(syntax: CaseSyntax, scope: RowScope, checking: Checking): CheckedValue {
  const { span } = syntax;
  const branches = syntax.branches.map(({ when, gives }) => ({
    when: checking.condition(when, scope),
    gives: checking.value(gives, scope),
  }));
  const otherwise =
    syntax.otherwise === undefined ? undefined : checking.value(syntax.otherwise.gives, scope);
  const values = branches.map(({ gives }) => gives);
  if (otherwise !== undefined) values.push(otherwise);
  const type = commonType(values, checking);
  if (type === undefined) return unknownValue(span);
  const nullable = otherwise === undefined || values.some((value) => value.nullable);
  return { kind: 'case', branches, otherwise, type, nullable, span };
}

/** The type of all of them; undefined when there is none, which is reported or was. */
function commonType(values: readonly CheckedValue[], checking: Checking): ValueType | undefined {
  if (values.some(({ type }) => type.kind === 'unknown')) return undefined;
  const unfit = values.find(({ type }) => familyOf(type) === 'none');
  if (unfit !== undefined) {
    const args = { problem: `cannot give ${describeType(unfit.type)}` };
    checking.report(catalogue.typing.unlikeCases, unfit.span, args);
    return undefined;
  }
  const named = namedValues(values);
  if (named !== undefined) return { kind: 'enum', values: named };
  const [first, ...rest] = values;
  let type = first?.type;
  for (const value of rest) {
    if (type === undefined) break;
    const next = mismatchOf(type, value.type) === undefined ? unify(type, value.type) : undefined;
    if (next === undefined) reportUnlike(type, value, checking);
    type = next;
  }
  return type;
}

function reportUnlike(type: ValueType, value: CheckedValue, checking: Checking): void {
  const problem = `must give values that are alike, found ${describeType(type)} and ${describeType(value.type)}`;
  checking.report(catalogue.typing.unlikeCases, value.span, { problem });
}

/** When every value is a text written out or of an enum: what the result can be, so that a name beside it is checked. */
function namedValues(values: readonly CheckedValue[]): readonly string[] | undefined {
  const names = new Set<string>();
  for (const value of values) {
    if (value.type.kind === 'enum') for (const name of value.type.values) names.add(name);
    else if (value.kind !== 'literal' || value.type.kind !== 'text') return undefined;
    else names.add(String(value.value));
  }
  return names.size === 0 ? undefined : [...names];
}
