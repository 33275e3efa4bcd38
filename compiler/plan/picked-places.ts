// Part of compiler/plan: values of the rows that a first or last one is picked of → numbers in the same order, as few as the conditions on
// it tell apart. With the same time, the row with the greatest number is picked.
import { must } from '../assert.ts';
import { canonicalJson } from '../lower/canonical.ts';
import { rankPlaces } from '../lower/call-name.ts';
import type { OrderedReducer, Predicate, Value } from '../lower/ir.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import type { Moment } from './resolve-time.ts';
import { holdsIn, lineOf, type Question, type ValueLine, whenMissing } from './value-line.ts';

/** Comparing every row with so many constants takes about as long as finding the value of the picked row in a pass of its own. */
const mostCuts = 12;

type OfRow = Extract<OrderedReducer, { kind: 'first' | 'last' }>;

export interface Places {
  /** The number of a row, from 0 up to `count`, without it. */
  readonly place: Value;
  readonly count: number;
  /** By question, as canonical text: the places where it holds. */
  readonly holding: ReadonlyMap<string, readonly number[]>;
}

/** Undefined: not all questions are about constants in the order of the values, or about too many. */
export function placesOf(
  reducer: OfRow,
  questions: readonly Question[],
  moment: Moment,
): Places | undefined {
  const line = lineOf(valueTypeOf(reducer.value), questions, moment);
  if (line === undefined || line.cuts.length > mostCuts) return undefined;
  const runs = runsOf(reducer.kind, questions, line);
  if (runs.length > rankPlaces) return undefined;
  return {
    place: placeOf(reducer, runs, line),
    count: runs.length,
    holding: new Map(
      questions.map((question, at) => [
        canonicalJson(question),
        runs.flatMap(({ answers }, place) => (answers[at] === true ? [place] : [])),
      ]),
    ),
  };
}

/** Values that stand together in the order, and that all questions have the same answers for. */
interface Run {
  /** Of each question. */
  readonly answers: readonly boolean[];
  /** Known values, the least preferred first; none: missing ones only. */
  readonly pieces: readonly number[];
}

/** The least preferred first: missing values, whatever is picked, and then the known ones in their order or against it. */
function runsOf(kind: OfRow['kind'], questions: readonly Question[], line: ValueLine): Run[] {
  const upwards = Array.from({ length: 2 * line.cuts.length + 1 }, (_none, piece) => piece);
  const known = kind === 'last' ? upwards : upwards.toReversed();
  const runs: Run[] = [{ answers: questions.map(whenMissing), pieces: [] }];
  for (const piece of known) {
    const answers = questions.map((question) => holdsIn(question, piece, line));
    const last = must(runs.at(-1), 'a run');
    const isSame = last.answers.every((answer, at) => answer === answers[at]);
    if (isSame) runs[runs.length - 1] = { answers, pieces: [...last.pieces, piece] };
    else runs.push({ answers, pieces: [piece] });
  }
  return runs;
}

/** The runs are asked from the most preferred on, so that each must only be told from those before it. */
function placeOf({ kind, value }: OfRow, runs: readonly Run[], line: ValueLine): Value {
  const branches = runs
    .map(({ pieces }, place) => ({ pieces, gives: whole(place) }))
    .slice(1)
    .toReversed()
    .map(({ pieces, gives }) => ({ when: reaches(kind, value, pieces, line), gives }));
  const least = whole(0);
  if (branches.length === 0) return least;
  return { kind: 'case', branches, otherwise: least, type: { kind: 'int' } };
}

/** A whole number as a value. */
export function whole(number: number): Value {
  return { kind: 'literal', type: { kind: 'int' }, value: String(number) };
}

/** The value is in the first of the pieces or is preferred to it. */
function reaches(
  kind: OfRow['kind'],
  value: Value,
  pieces: readonly number[],
  { cuts }: ValueLine,
): Predicate {
  const first = must(pieces[0], 'a piece');
  const isLast = kind === 'last';
  const isCut = first % 2 === 1;
  // Between constants, it is beyond the one that is preferred less: the one before the piece, or after it.
  const at = isCut ? (first - 1) / 2 : isLast ? first / 2 - 1 : first / 2;
  const cut = cuts[at];
  if (cut === undefined) return { kind: 'known', value, negated: false };
  const beyond = isLast ? '>' : '<';
  const operator = !isCut ? beyond : pieces.length === 1 ? '=' : (`${beyond}=` as const);
  return { kind: 'compare', operator, left: value, right: cut.value, whenMissing: false };
}
