// Part of compiler/sql: what a condition on values of the object's collections is for an object that has no rows there.
import { assertNever } from '../assert.ts';
import type { Predicate, Row, Value } from '../lower/ir.ts';
import { strictCalls } from '../plan/strict-calls.ts';
import { zeroPasses } from './emit-predicate.ts';

/** What the condition is when its features have no rows; undefined when that is not plain to see, or when it looks elsewhere. */
export function withoutRows(predicate: Predicate): boolean | undefined {
  switch (predicate.kind) {
    case 'compare': {
      const { left, right, operator, whenMissing } = predicate;
      if (!isConstant(right)) return undefined;
      if (isMissingAlone(left)) return whenMissing;
      const isNumber = left.kind === 'feature' && isObjectRow(left.row) && right.kind === 'literal';
      return isNumber ? zeroPasses(operator, Number(right.value)) : undefined;
    }
    case 'in_set': {
      const { subject, items, whenMissing } = predicate;
      return items.every(isConstant) && isMissingAlone(subject) ? whenMissing : undefined;
    }
    case 'in_interval': {
      const bounds = [predicate.start, predicate.end];
      const isFixed = bounds.every((bound) => bound === undefined || isConstant(bound.value));
      return isFixed && isMissingAlone(predicate.subject) ? predicate.whenMissing : undefined;
    }
    case 'text_match': {
      const { subject, patterns, whenMissing } = predicate;
      return patterns.every(isConstant) && isMissingAlone(subject) ? whenMissing : undefined;
    }
    case 'known':
      return isMissingAlone(predicate.value) ? predicate.negated : undefined;
    case 'constant':
    case 'all':
    case 'any':
    case 'array_has':
    case 'arrays_meet':
    case 'member':
      return undefined;
    default:
      return assertNever(predicate);
  }
}

/** A value over nothing but features of the object and constants, that is missing when the features have no rows. */
function isMissingAlone(value: Value): boolean {
  switch (value.kind) {
    case 'feature':
      return value.empty === 'missing' && isObjectRow(value.row);
    case 'negate':
      return isMissingAlone(value.operand);
    case 'arithmetic':
      return areMissingAlone([value.left, value.right]);
    case 'shift':
      return areMissingAlone([value.operand, value.amount]);
    case 'call':
      return strictCalls.has(value.function) && areMissingAlone(value.args);
    case 'literal':
    case 'column':
    case 'row_key':
    case 'case':
    case 'of_row':
    case 'count_true':
    case 'time_point':
    case 'open_time':
      return false;
    default:
      return assertNever(value);
  }
}

function areMissingAlone(values: readonly Value[]): boolean {
  return (
    values.some(isMissingAlone) &&
    values.every((value) => isConstant(value) || isMissingAlone(value))
  );
}

function isConstant({ kind }: Value): boolean {
  return kind === 'literal' || kind === 'time_point';
}

/** The object that is decided. */
export function isObjectRow({ up, hops }: Row): boolean {
  return up === 0 && hops.length === 0;
}
