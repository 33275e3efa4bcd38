// `count weeks(…)`, `count consecutive days(…)` and `on at least 3 days`: the periods that rows fall in, and `having`.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { CountPeriodsSyntax, HavingSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedCollection, CheckedHaving, CheckedValue, PeriodUnit } from '../checked.ts';
import { type Checking, unknownValue } from '../checking.ts';
import { checkRowCollection, type OpenCollection } from '../collections.ts';
import { requireComparable } from '../comparing.ts';
import { requireConstant } from '../constants.ts';
import { describeType } from '../describe-type.ts';
import type { RowScope } from '../scope.ts';
import { isTime } from '../type-rules.ts';
import { defaultTime, unitFits } from '../windows.ts';
import { aggregateType, words } from './aggregate.ts';

/** Which periods are counted. */
export interface PeriodsSyntax extends Pick<
  CountPeriodsSyntax,
  'unit' | 'consecutive' | 'time' | 'span'
> {
  readonly having: HavingSyntax | undefined;
}

export function checkCountPeriods(
  syntax: CountPeriodsSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedValue {
  const { unit, consecutive, collection, span } = syntax;
  const verb = `count ${consecutive ? 'consecutive ' : ''}${unit}s`;
  const open = checkRowCollection(collection, scope, verb, checking);
  const counted = checkPeriods({ ...syntax, having: collection.having }, open, checking);
  return counted ?? unknownValue(span);
}

/** The periods of rows that are checked already; undefined when something was reported. */
export function checkPeriods(
  syntax: PeriodsSyntax,
  open: OpenCollection,
  checking: Checking,
): CheckedValue | undefined {
  const { unit, consecutive, span } = syntax;
  const { checked: collection } = open;
  const isPeriod = unit !== 'second' && unit !== 'minute';
  if (!isPeriod) checking.report(catalogue.periods.noPeriod, span, { unit });
  const time = timeOf(syntax, open, checking);
  const fits = time === undefined || !isPeriod || unitFits(unit, time.type, span, checking);
  const having =
    syntax.having === undefined ? undefined : checkHaving(syntax.having, open, checking);
  const isSound = isPeriod && fits && (syntax.having === undefined || having !== undefined);
  if (collection === undefined || time === undefined || !isSound) return undefined;
  return countOf({ collection, time, unit, consecutive, having }, span);
}

interface Counted {
  readonly collection: CheckedCollection;
  readonly time: CheckedValue;
  readonly unit: PeriodUnit;
  readonly consecutive: boolean;
  readonly having: CheckedHaving | undefined;
}

function countOf(counted: Counted, span: PeriodsSyntax['span']): CheckedValue {
  return { kind: 'count_periods', ...counted, type: { kind: 'int' }, nullable: false, span };
}

/** The time that puts a row into a period: as written, or the one its window speaks of, or the row's own. */
function timeOf(
  { time: written, span }: PeriodsSyntax,
  { checked: collection, rows }: OpenCollection,
  checking: Checking,
): CheckedValue | undefined {
  if (written === undefined) {
    if (collection === undefined) return undefined;
    return collection.window?.time ?? defaultTime(rows, span, checking);
  }
  const time = checking.value(written, rows);
  if (time.type.kind === 'unknown') return undefined;
  if (isTime(time.type)) return time;
  checking.report(catalogue.typing.notATime, time.span, { found: describeType(time.type) });
  return undefined;
}

function checkHaving(
  syntax: HavingSyntax,
  { checked: collection, rows }: OpenCollection,
  checking: Checking,
): CheckedHaving | undefined {
  const { function: name, operator, span } = syntax;
  const amount = checking.value(syntax.amount, rows);
  if (name === 'first' || name === 'last' || name === 'mode') {
    const help = 'Compare `count`, `count distinct(…)`, `sum(…)`, `avg(…)`, `min(…)` or `max(…)`.';
    checking.report(catalogue.periods.badHaving, span, { name: words[name], help });
    return undefined;
  }
  if ((name === 'count') !== (syntax.value === undefined)) {
    const args = { name: words[name], help: havingHelp(words[name]) };
    checking.report(catalogue.periods.badHaving, span, args);
    return undefined;
  }
  const value = syntax.value === undefined ? undefined : checking.value(syntax.value, rows);
  const type =
    value === undefined ? { kind: 'int' as const } : aggregateType(name, value, checking);
  if (type === undefined || collection === undefined) return undefined;
  const base = { kind: 'aggregate', collection, order: undefined, nullable: true } as const;
  const left: CheckedValue = { ...base, function: name, value, type, span: syntax.span };
  const fits = requireComparable(left, amount, span, checking, operator);
  if (!fits || !requireConstant(amount, 'amount after `having`', checking)) return undefined;
  return { function: name, value, operator, amount };
}

function havingHelp(name: string): string {
  return name === 'count'
    ? 'A count of rows takes nothing: write `having count >= 3`, or `count distinct(…)` for different values.'
    : `Say what to take from each row: \`having ${name}(total) …\`.`;
}
