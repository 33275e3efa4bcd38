// The reference interpreter: values by their kind. docs/language.md, "Attributes"; topics with rules of their own are in their files.
import { assertNever } from '../../compiler/assert.ts';
import type { CheckedValue } from '../../compiler/check/checked.ts';
import { aggregate } from './aggregates.ts';
import { calculate, negateAmount } from './amount.ts';
import { localDay, move } from './calendar-time.ts';
import type { Row } from './database.ts';
import { amountOf, bool, type Datum, type MaybeDatum, number, text, timeOf } from './datum.ts';
import { type Environment, type Interpreter, ofRow } from './environment.ts';
import { callFunction } from './functions.ts';
import { countPeriods } from './periods.ts';
import { populationValue } from './populations.ts';
import { fromStored } from './stored-values.ts';

type Kind<K extends CheckedValue['kind']> = Extract<CheckedValue, { kind: K }>;

export function valueOf(
  interpreter: Interpreter,
  value: CheckedValue,
  environment: Environment,
): MaybeDatum {
  switch (value.kind) {
    case 'literal':
      return literal(value);
    case 'now':
      return interpreter.now;
    case 'today':
      return localDay(interpreter.now, interpreter.zone);
    case 'duration':
      return { kind: 'duration', amount: value.amount, unit: value.unit };
    case 'attribute': {
      const row = interpreter.reach(value.row, environment);
      return row === undefined ? undefined : interpreter.database.attribute(row, value.attribute);
    }
    case 'relation_key':
      return relationKey(interpreter, value, environment);
    case 'trait':
      return trait(interpreter, value, environment);
    case 'raw_column':
      return fromStored(environment.rows[0]?.cells[value.column], value.type, undefined);
    case 'parameter':
      return parameter(value, environment);
    case 'aggregate':
      return aggregate(interpreter, value, environment);
    case 'case':
      return chosen(interpreter, value, environment);
    case 'count_periods':
      return countPeriods(interpreter, value, environment);
    case 'population':
      return populationValue(interpreter, value, environment);
    case 'arithmetic':
      return arithmetic(interpreter, value, environment);
    case 'negate': {
      const operand = interpreter.value(value.operand, environment);
      return operand === undefined ? undefined : number(negateAmount(amountOf(operand)));
    }
    case 'call':
      return callFunction(interpreter, value, environment);
    default:
      return assertNever(value);
  }
}

function literal({ value, type }: Kind<'literal'>): MaybeDatum {
  if (typeof value === 'boolean') return bool(value);
  return fromStored(value, type, undefined);
}

/** The key that the relation's column holds, whether or not there is such a row: "a to-one relation holds that key". */
function relationKey(
  interpreter: Interpreter,
  { row: reference, relation }: Kind<'relation_key'>,
  environment: Environment,
): MaybeDatum {
  const row = interpreter.reach(reference, environment);
  const key = row === undefined ? undefined : interpreter.database.heldKey(row, relation);
  return key === undefined ? undefined : text(key);
}

/** "Missing values" 7: missing when the related row does not exist. */
function trait(
  interpreter: Interpreter,
  value: Kind<'trait'>,
  environment: Environment,
): MaybeDatum {
  const row = interpreter.reach(value.row, environment);
  if (row === undefined) return undefined;
  const declared = interpreter.model.traits[`${value.row.entity}.${value.trait}`];
  if (declared === undefined) throw new Error(`no trait ${value.row.entity}.${value.trait}`);
  const known = traitsOf(interpreter, row);
  const name = `${declared.object}.${declared.name}`;
  if (!known.has(name)) known.set(name, interpreter.value(declared.value, ofRow(row)));
  return known.get(name);
}

const traits = new WeakMap<Interpreter, WeakMap<Row, Map<string, MaybeDatum>>>();

/** What is known already: traits of traits would otherwise be computed over and over. */
function traitsOf(interpreter: Interpreter, row: Row): Map<string, MaybeDatum> {
  const byRow = traits.get(interpreter) ?? new WeakMap<Row, Map<string, MaybeDatum>>();
  traits.set(interpreter, byRow);
  const known = byRow.get(row) ?? new Map<string, MaybeDatum>();
  byRow.set(row, known);
  return known;
}

function parameter({ name }: Kind<'parameter'>, { parameters }: Environment): MaybeDatum {
  if (!parameters.has(name)) throw new Error(`no parameter ${name}`);
  return parameters.get(name);
}

/** The first branch whose condition holds. */
function chosen(
  interpreter: Interpreter,
  { branches, otherwise }: Kind<'case'>,
  environment: Environment,
): MaybeDatum {
  const branch = branches.find(({ when }) => interpreter.holds(when, environment));
  const gives = branch === undefined ? otherwise : branch.gives;
  return gives === undefined ? undefined : interpreter.value(gives, environment);
}

/** Missing when one side is. Times move by durations; all else are numbers. */
function arithmetic(
  interpreter: Interpreter,
  { operator, left, right }: Kind<'arithmetic'>,
  environment: Environment,
): MaybeDatum {
  const a = interpreter.value(left, environment);
  const b = interpreter.value(right, environment);
  if (a === undefined || b === undefined) return undefined;
  if (a.kind === 'duration') return moved(interpreter, b, a, 1);
  if (b.kind === 'duration') return moved(interpreter, a, b, operator === '-' ? -1 : 1);
  const result = calculate(operator, amountOf(a), amountOf(b));
  return result === undefined ? undefined : number(result);
}

function moved(
  { zone }: Interpreter,
  time: Datum,
  { amount, unit }: Extract<Datum, { kind: 'duration' }>,
  sign: 1 | -1,
): MaybeDatum {
  return move(timeOf(time), sign * amount, unit, zone);
}
