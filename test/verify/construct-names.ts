// All constructs that a campaign must exercise, derived from the closed unions of the checker: a new member does not compile until
// it is listed, and what is listed and never generated is counted 0.
import type { HistoryTime, WindowForm } from '../../compiler/check/checked.ts';
import type {
  CheckedCondition,
  CheckedHaving,
  CheckedValue,
  Missing,
} from '../../compiler/check/checked.ts';
import type { CheckedTake } from '../../compiler/check/checked-project.ts';
import { functionNames } from '../../compiler/check/functions.ts';
import type { Relation } from '../../compiler/check/model.ts';
import { populationNames } from '../../compiler/check/population-functions.ts';
import type { ValueType } from '../../compiler/check/value-type.ts';
import type {
  AggregateFunction,
  ComparisonOperator,
  CountSyntax,
} from '../../compiler/syntax/expression-ast.ts';
import type { TimeUnit } from '../../compiler/syntax/literal-ast.ts';

type Kinds<K extends string> = Readonly<Record<K, true>>;
type WithMissing = Extract<CheckedCondition, { missing: Missing }>['kind'];
type Negatable = Extract<CheckedCondition, { negated: boolean }>['kind'];
type Distance = Extract<CheckedCondition, { kind: 'distance' }>;

export const conditionKinds: Kinds<CheckedCondition['kind']> = {
  constant: true,
  all: true,
  any: true,
  none: true,
  not: true,
  count_of: true,
  truth: true,
  exists: true,
  all_have: true,
  sequence: true,
  in_segment: true,
  membership_history: true,
  in_list: true,
  in_sample: true,
  tagged: true,
  consents: true,
  consent_is: true,
  compare: true,
  in_set: true,
  in_range: true,
  text_match: true,
  array_has: true,
  arrays_meet: true,
  is_missing: true,
  in_window: true,
  distance: true,
  moment: true,
  anniversary: true,
};

export const valueKinds: Kinds<CheckedValue['kind']> = {
  literal: true,
  now: true,
  today: true,
  duration: true,
  attribute: true,
  relation_key: true,
  trait: true,
  raw_column: true,
  parameter: true,
  aggregate: true,
  count_periods: true,
  case: true,
  population: true,
  arithmetic: true,
  negate: true,
  call: true,
};

const missing: Kinds<WithMissing> = {
  in_segment: true,
  membership_history: true,
  in_sample: true,
  compare: true,
  in_set: true,
  in_range: true,
  text_match: true,
  array_has: true,
  arrays_meet: true,
  in_window: true,
  distance: true,
  moment: true,
};

const negatable: Kinds<Negatable> = {
  exists: true,
  sequence: true,
  in_segment: true,
  membership_history: true,
  in_list: true,
  in_sample: true,
  consent_is: true,
  in_set: true,
  in_range: true,
  text_match: true,
  array_has: true,
  arrays_meet: true,
  in_window: true,
};

const rules: Kinds<Missing> = { false: true, or_missing: true, and_known: true };
const operators: Kinds<ComparisonOperator> = {
  '=': true,
  '!=': true,
  '<': true,
  '<=': true,
  '>': true,
  '>=': true,
};
const counts: Kinds<CountSyntax['comparison']> = {
  more_than: true,
  less_than: true,
  at_least: true,
  at_most: true,
  exactly: true,
};
const units: Kinds<TimeUnit> = {
  second: true,
  minute: true,
  hour: true,
  day: true,
  week: true,
  month: true,
  quarter: true,
  year: true,
};
const aggregates: Kinds<AggregateFunction> = {
  count: true,
  count_distinct: true,
  sum: true,
  avg: true,
  min: true,
  max: true,
  median: true,
  mode: true,
  first: true,
  last: true,
};
const havings: Kinds<CheckedHaving['function']> = {
  count: true,
  count_distinct: true,
  sum: true,
  avg: true,
  min: true,
  max: true,
  median: true,
};
const directions: Kinds<Distance['direction']> = {
  ago: true,
  from_now: true,
  after: true,
  before: true,
};
const windows: Kinds<WindowForm['kind']> = {
  rolling: true,
  calendar: true,
  between_from_now: true,
  between_ago: true,
  since: true,
  from: true,
};
const relations: Kinds<Relation['kind']> = { to_one: true, to_many: true, through: true };
const takes: Kinds<CheckedTake['of']> = { places: true, rows: true, total: true };
const histories: Kinds<HistoryTime['kind']> = { during: true, ago: true, at: true, on: true };
/** False: no attribute is of the type. */
const attributes: Readonly<Record<ValueType['kind'], boolean>> = {
  text: true,
  email: true,
  url: true,
  id: true,
  int: true,
  decimal: true,
  percent: true,
  money: true,
  bool: true,
  date: true,
  timestamp: true,
  enum: true,
  version: true,
  geo: true,
  array: true,
  json: false,
  duration: false,
  raw: false,
  unknown: false,
};

function keysOf(record: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.keys(record).filter((key) => record[key] === true);
}

function named(prefix: string, record: Readonly<Record<string, boolean>>): readonly string[] {
  return keysOf(record).map((key) => `${prefix} ${key}`);
}

function pairs(
  left: Readonly<Record<string, boolean>>,
  right: readonly string[],
): readonly string[] {
  return keysOf(left).flatMap((one) => right.map((other) => `${one} ${other}`));
}

const subjects = ['of a date', 'of a timestamp'];

/** A rule for missing rows needs a row that can be missing; the others are all possible. */
export const constructNames: readonly string[] = [
  ...named('condition', conditionKinds),
  ...named('value', valueKinds),
  ...pairs(
    missing,
    keysOf(rules).map((rule) => `missing: ${rule}`),
  ).map((name) => `condition ${name}`),
  ...named('not', negatable),
  ...named('compare', operators),
  ...['+', '-', '*', '/'].map((operator) => `arithmetic ${operator}`),
  ...named('rows', counts),
  ...named('count_of', counts),
  ...pairs(windows, subjects).map((name) => `window ${name}`),
  ...['rolling last', 'rolling next', 'rolling full', 'this', 'this full', 'previous', 'following']
    .concat(['until', 'through', 'before', 'after', 'of memberships'])
    .map((name) => `window ${name}`),
  ...named('window unit', units),
  ...named('distance unit', units),
  ...pairs(counts, keysOf(directions))
    .filter((name) => !name.startsWith('exactly'))
    .map((name) => `distance ${name}`),
  ...['hour', 'minute', 'day', 'days of dates'].map((unit) => `distance counting ${unit}`),
  ...['before', 'after', 'on'].map((relation) => `moment ${relation}`),
  ...['in_window', 'distance', 'moment'].map((kind) => `anniversary ${kind}`),
  ...functionNames.map((name) => `function ${name}`),
  ...['zone written out', 'zone of the row', 'calendar'].map((name) => `function with ${name}`),
  ...named('aggregate', aggregates),
  'aggregate of an expression',
  ...named('having', havings),
  ...['hour', 'day', 'week', 'month', 'quarter', 'year'].map((unit) => `periods ${unit}`),
  'periods consecutive',
  ...populationNames.map((name) => `population ${name}`),
  'population in groups',
  'population among',
  ...named('take', takes),
  ...['top', 'bottom', 'range', 'in groups', 'with ties'].map((name) => `take ${name}`),
  ...['contains', 'starts_with', 'ends_with', 'matches', 'ignoring case', 'any of'].map(
    (name) => `text ${name}`,
  ),
  ...['array_has', 'arrays_meet', 'tagged', 'in_list'].flatMap((kind) => [
    `${kind} any`,
    `${kind} all`,
  ]),
  'in_list added',
  ...['was_in', 'entered', 'left'].map((event) => `history ${event}`),
  ...named('history', histories),
  'history ever',
  ...['first', 'last', 'absent', 'within', 'where', 'window'].map((name) => `sequence ${name}`),
  ...['granted', 'denied', 'unknown', 'opt_in', 'opt_out'].map((name) => `consent ${name}`),
  ...named('relation', relations),
  'relation to itself',
  ...pairs(attributes, ['required', 'nullable']).map((name) => `attribute ${name}`),
  ...['in JSON', '@zone', '@blank_is_missing', 'of a related row'].map(
    (name) => `attribute ${name}`,
  ),
  'collection of an outer row',
  ...[
    'hysteresis',
    'except',
    'draft',
    'paused',
    'parameters',
    'arguments',
    '@where',
    '@deleted',
  ].map((name) => `segment ${name}`),
  ...['monday', 'sunday', 'saturday'].map((day) => `weeks start on ${day}`),
];
