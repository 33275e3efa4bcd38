// Part of compiler/lower: constructors that keep predicates in normal form (flat, constants folded, negation in the atoms).
import { assertNever } from '../assert.ts';
import { valuesOfCase } from './case-values.ts';
import type { Predicate, Value } from './ir.ts';
import { isNeverMissing } from './never-missing.ts';

export const always: Predicate = { kind: 'constant', value: true };
export const never: Predicate = { kind: 'constant', value: false };

/** Conjunction without nested conjunctions, constants and repetitions. */
export function allOf(predicates: readonly Predicate[]): Predicate {
  return combine('all', predicates);
}

/** Disjunction without nested disjunctions, constants and repetitions. */
export function anyOf(predicates: readonly Predicate[]): Predicate {
  return combine('any', predicates);
}

function combine(kind: 'all' | 'any', predicates: readonly Predicate[]): Predicate {
  const neutral = kind === 'all';
  const flat: Predicate[] = [];
  for (const predicate of predicates) {
    if (predicate.kind === kind) flat.push(...predicate.predicates);
    else if (predicate.kind !== 'constant') flat.push(predicate);
    else if (predicate.value !== neutral) return predicate;
  }
  const [only] = flat;
  if (only === undefined) return neutral ? always : never;
  return flat.length === 1 ? only : { kind, predicates: flat };
}

const complements = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

type Compare = Extract<Predicate, { kind: 'compare' }>;

/** No rows at all is `= 0`, in whichever way it was said. */
function complementOf({ operator, left, right }: Compare): Compare['operator'] {
  const isCount = left.kind === 'feature' && left.empty === 'count';
  const isZero = right.kind === 'literal' && right.value === '0';
  if (isCount && isZero && (operator === '>' || operator === '=')) {
    return operator === '>' ? '=' : '>';
  }
  return complements[operator];
}

/** The exact complement. */
export function negate(predicate: Predicate): Predicate {
  switch (predicate.kind) {
    case 'constant':
      return { kind: 'constant', value: !predicate.value };
    case 'all':
      return anyOf(predicate.predicates.map(negate));
    case 'any':
      return allOf(predicate.predicates.map(negate));
    case 'compare':
      return {
        ...predicate,
        operator: complementOf(predicate),
        whenMissing: !predicate.whenMissing && operandsOf(predicate).some(canBeMissing),
      };
    case 'in_set':
    case 'in_interval':
    case 'text_match':
    case 'array_has':
    case 'arrays_meet':
    case 'member':
      return {
        ...predicate,
        negated: !predicate.negated,
        whenMissing: !predicate.whenMissing && operandsOf(predicate).some(canBeMissing),
      };
    case 'known':
      return { ...predicate, negated: !predicate.negated };
    default:
      return assertNever(predicate);
  }
}

/** An atom that has a result for missing operands. */
export type Atom = Extract<Predicate, { whenMissing: boolean }>;

/** The atom, with `whenMissing: false` where no operand can be missing, so that equal meanings are equal data. */
export function atom<Kind extends Atom>(predicate: Kind): Kind {
  if (!predicate.whenMissing || operandsOf(predicate).some(canBeMissing)) return predicate;
  return { ...predicate, whenMissing: false };
}

function operandsOf(predicate: Atom): readonly Value[] {
  switch (predicate.kind) {
    case 'compare':
      return [predicate.left, predicate.right];
    case 'in_set':
    case 'array_has':
      return [predicate.subject, ...predicate.items];
    case 'arrays_meet':
      return [predicate.subject, predicate.other];
    case 'text_match':
      return [predicate.subject, ...predicate.patterns];
    case 'in_interval': {
      const bounds = [predicate.start, predicate.end].filter((bound) => bound !== undefined);
      return [predicate.subject, ...bounds.map((bound) => bound.value)];
    }
    case 'member':
      return [{ kind: 'row_key', row: predicate.row }];
    default:
      return assertNever(predicate);
  }
}

/** Whether the value can be missing. Declared columns can: a table may hold less than its model promises. */
export function canBeMissing(value: Value): boolean {
  if (isNeverMissing(value)) return false;
  switch (value.kind) {
    case 'column':
      return value.row.hops.length > 0 || value.read.role !== 'key';
    case 'row_key':
      return value.row.hops.length > 0;
    case 'feature':
      return value.empty === 'missing';
    case 'arithmetic':
      return value.operator === '/' || canBeMissing(value.left) || canBeMissing(value.right);
    case 'negate':
      return canBeMissing(value.operand);
    case 'case':
      return value.otherwise === undefined || valuesOfCase(value).some(canBeMissing);
    case 'of_row':
    case 'open_time':
      return true;
    case 'call':
      return callCanBeMissing(value);
    case 'shift':
      return canBeMissing(value.operand) || canBeMissing(value.amount);
    default:
      return assertNever(value);
  }
}

const alwaysMayBeMissing: ReadonlySet<string> = new Set(['domain', 'power', 'sqrt', 'ln', 'mod']);

function callCanBeMissing({ function: name, args }: Extract<Value, { kind: 'call' }>): boolean {
  if (alwaysMayBeMissing.has(name)) return true;
  // A row may hold the name of a zone that there is not.
  if (name === 'local_date' || name === 'local_time')
    return args.length > 1 || args.some(canBeMissing);
  const isAnyEnough = name === 'coalesce' || name === 'least' || name === 'greatest';
  return isAnyEnough ? args.every(canBeMissing) : args.some(canBeMissing);
}
