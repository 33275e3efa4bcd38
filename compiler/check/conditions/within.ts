// `location within 25 km of geo(52.23, 21.01)` → the distance compared with a number of kilometres.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { suggestion } from '../../diagnostics/did-you-mean.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type { WithinSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedCondition, CheckedValue } from '../checked.ts';
import { type Checking, unknownCondition } from '../checking.ts';
import { describeType } from '../describe-type.ts';
import { checkMissing } from '../missing-rule.ts';
import type { RowScope } from '../scope.ts';

/** Kilometres in one of each. */
const kilometres: ReadonlyMap<string, string> = new Map([
  ['km', '1'],
  ['m', '0.001'],
  ['mi', '1.609344'],
]);

export function checkWithin(
  syntax: WithinSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { negated, span } = syntax;
  const subject = checking.value(syntax.subject, scope);
  const of = checking.value(syntax.of, scope);
  const amount = checking.value(syntax.amount, scope);
  const factor = kilometresOf(syntax, checking);
  const arePlaces = [subject, of].map((value) => isPlace(value, checking));
  if (factor === undefined || arePlaces.includes(false) || amount.type.kind === 'unknown') {
    return unknownCondition(span);
  }
  const distance: CheckedValue = {
    kind: 'call',
    function: 'distance_km',
    args: [subject, of],
    type: { kind: 'decimal' },
    nullable: subject.nullable || of.nullable,
    span,
  };
  const missing = checkMissing({ rule: syntax.missing, negated, span }, [subject, of], checking);
  const right = times(amount, factor);
  return { kind: 'compare', operator: negated ? '>' : '<=', left: distance, right, missing, span };
}

function kilometresOf({ unit }: WithinSyntax, checking: Checking): CheckedValue | undefined {
  const factor = kilometres.get(unit.text);
  const { span } = unit;
  if (factor !== undefined) {
    return { kind: 'literal', value: factor, type: { kind: 'decimal' }, nullable: false, span };
  }
  const help = suggestion(unit.text, kilometres.keys());
  const fixes = renameFixes(unit.text, kilometres.keys(), span);
  checking.report(
    catalogue.typing.badDistance,
    span,
    { found: unit.text, suggestion: help },
    { fixes },
  );
  return undefined;
}

function times(amount: CheckedValue, factor: CheckedValue): CheckedValue {
  if (factor.kind === 'literal' && factor.value === '1') return amount;
  return {
    kind: 'arithmetic',
    operator: '*',
    left: amount,
    right: factor,
    type: { kind: 'decimal' },
    nullable: false,
    span: amount.span,
  };
}

function isPlace(value: CheckedValue, checking: Checking): boolean {
  if (value.type.kind === 'geo' || value.type.kind === 'unknown') return value.type.kind === 'geo';
  checking.report(catalogue.typing.notAPlace, value.span, { found: describeType(value.type) });
  return false;
}
