// Part of compiler/plan: where a value can lie among the constants that conditions compare it with, and what each condition is there.
// The line of known values is cut into pieces: even ones lie between constants, odd ones are constants.
import { assertNever } from '../assert.ts';
import type { Bound, Predicate, Value } from '../lower/ir.ts';
import type { ValueType } from '../check/value-type.ts';
import { compareNumbers } from '../analyze/number-order.ts';
import { type Moment, resolveDate, resolveTimestamp } from './resolve-time.ts';

/** A condition on one value, the subject, whose other operands are constants. */
export type Question = Extract<Predicate, { kind: 'compare' | 'in_set' | 'in_interval' | 'known' }>;

/** A constant, with its place among others of its type. */
export interface Cut {
  readonly value: Value;
  readonly content: string | boolean;
}

export interface ValueLine {
  /** Different ones, the least first. */
  readonly cuts: readonly Cut[];
  /** The piece that a constant of a question is; they are all there. */
  readonly pieceOf: (constant: Value) => number;
}

/** Undefined: not all of the constants are of a type that compares with `type` as the engines order its values. */
export function lineOf(
  type: ValueType,
  questions: readonly Question[],
  moment: Moment,
): ValueLine | undefined {
  const family = familyOf(type);
  if (family === undefined) return undefined;
  const cuts = new Map<string | boolean, Cut>();
  for (const value of questions.flatMap(constantsOf)) {
    const content = contentOf(family, value, moment);
    if (content === undefined) return undefined;
    cuts.set(content, { value, content });
  }
  const sorted = [...cuts.values()].toSorted((left, right) =>
    compareContents(family, left.content, right.content),
  );
  const pieces = new Map(sorted.map(({ content }, at) => [content, 2 * at + 1]));
  return {
    cuts: sorted,
    pieceOf: (constant) => pieces.get(contentOf(family, constant, moment) ?? '') ?? 0,
  };
}

/** Values that are ordered alike, and compared as they are ordered: emails are not, whatever case they are in. */
type Family = 'number' | 'text' | 'bool' | 'date' | 'timestamp';

function familyOf({ kind }: ValueType): Family | undefined {
  return families[kind];
}

const families: Partial<Record<ValueType['kind'], Family>> = {
  int: 'number',
  decimal: 'number',
  percent: 'number',
  money: 'number',
  duration: 'number',
  text: 'text',
  url: 'text',
  enum: 'text',
  id: 'text',
  bool: 'bool',
  date: 'date',
  timestamp: 'timestamp',
};

function contentOf(family: Family, value: Value, moment: Moment): string | boolean | undefined {
  if (value.kind === 'time_point') {
    if (value.as !== family) return undefined;
    return family === 'date'
      ? resolveDate(value.point, moment)
      : resolveTimestamp(value.point, moment);
  }
  if (value.kind !== 'literal' || familyOf(value.type) !== family) return undefined;
  return value.value;
}

function compareContents(family: Family, left: string | boolean, right: string | boolean): number {
  if (typeof left === 'boolean' || typeof right === 'boolean') return Number(left) - Number(right);
  if (family === 'number') return compareNumbers(left, right);
  return compareTexts(left, right);
}

/** By code points, as engines order texts in UTF-8. */
function compareTexts(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)];
  for (const [at, one] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    if (one !== other) return (one.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
  }
  return a.length - b.length;
}

export function subjectOf(question: Question): Value {
  switch (question.kind) {
    case 'compare':
      return question.left;
    case 'in_set':
    case 'in_interval':
      return question.subject;
    case 'known':
      return question.value;
    default:
      return assertNever(question);
  }
}

function constantsOf(question: Question): readonly Value[] {
  switch (question.kind) {
    case 'compare':
      return [question.right];
    case 'in_set':
      return question.items;
    case 'in_interval':
      return [question.start, question.end].flatMap((bound) => (bound ? [bound.value] : []));
    case 'known':
      return [];
    default:
      return assertNever(question);
  }
}

/** What the question is for a missing value. */
export function whenMissing(question: Question): boolean {
  return question.kind === 'known' ? question.negated : question.whenMissing;
}

/** What the question is for a value in that piece of the line. */
export function holdsIn(question: Question, piece: number, line: ValueLine): boolean {
  switch (question.kind) {
    case 'compare':
      return compares(question.operator, piece - line.pieceOf(question.right));
    case 'in_set':
      return question.items.some((item) => line.pieceOf(item) === piece) !== question.negated;
    case 'in_interval': {
      const { start, end } = question;
      const inside = isWithin(start, 1, piece, line) && isWithin(end, -1, piece, line);
      return inside !== question.negated;
    }
    case 'known':
      return !question.negated;
    default:
      return assertNever(question);
  }
}

function isWithin(bound: Bound | undefined, side: 1 | -1, piece: number, line: ValueLine): boolean {
  if (bound === undefined) return true;
  const distance = (piece - line.pieceOf(bound.value)) * side;
  return bound.inclusive ? distance >= 0 : distance > 0;
}

function compares(operator: Extract<Predicate, { kind: 'compare' }>['operator'], distance: number) {
  switch (operator) {
    case '=':
      return distance === 0;
    case '!=':
      return distance !== 0;
    case '<':
      return distance < 0;
    case '<=':
      return distance <= 0;
    case '>':
      return distance > 0;
    case '>=':
      return distance >= 0;
    default:
      return assertNever(operator);
  }
}
