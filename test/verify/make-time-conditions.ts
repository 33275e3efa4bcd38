// Conditions on one date or timestamp: windows, distances, moments, anniversaries.
import { plainLiteral } from './make-literals.ts';
import { missingRule } from './make-comparisons.ts';
import {
  type Against,
  amountText,
  boundText,
  calendar,
  someLength,
  units,
  windowText,
} from './make-windows.ts';
import { type Maker, operand, type Scope, type Typed } from './maker.ts';

export function timeCondition(maker: Maker, scope: Scope, depth: number): string | undefined {
  const { random } = maker;
  const subject = maker.value(scope, 'time', random.chance(70) ? 0 : depth);
  if (subject === undefined) return undefined;
  const against: Against = subject.type.kind === 'date' ? 'date' : 'timestamp';
  return random.weighted<() => string>([
    [20, () => inWindow(maker, subject, against)],
    [6, () => beside(maker, subject, against)],
    [20, () => distance(maker, scope, subject, against)],
    [12, () => moment(maker, scope, subject, against)],
    [8, () => anniversary(maker, subject)],
  ])();
}

function inWindow(maker: Maker, subject: Typed, against: Against): string {
  const negated = maker.random.chance(30);
  const rule = missingRule(maker, negated, [subject]);
  const window = windowText(maker, against);
  const isWorded = window.startsWith('in ');
  const not = negated && isWorded ? 'not ' : '';
  return `${operand(subject)} ${not}${window}${negated && !isWorded ? missingRule(maker, false, [subject]) : rule}`;
}

/** `before this quarter`, `after previous 2 months` */
function beside(maker: Maker, subject: Typed, against: Against): string {
  const { random } = maker;
  const which = random.pick(['this', 'this full', 'previous', 'following'] as const);
  const periods = calendar(maker, against, which).replace(/^in /, '');
  const side = random.pick(['before', 'after']);
  return `${operand(subject)} ${side} ${periods}${missingRule(maker, false, [subject])}`;
}

const comparisons = ['more than', 'less than', 'at least', 'at most'] as const;

function distance(maker: Maker, scope: Scope, subject: Typed, against: Against): string {
  const { random } = maker;
  const counting = random.chance(25);
  const counted = against === 'date' ? (['day'] as const) : (['hour', 'minute', 'day'] as const);
  const { amount, unit } = someLength(maker, against, counting ? counted : undefined);
  const length = units(amountText(maker, amount), unit);
  const direction = random.pick(['ago', 'ago', 'from now', 'after', 'before']);
  const tail = counting ? ` counting ${random.pick(maker.model.calendars).name}` : '';
  const head = `${operand(subject)} ${random.pick(comparisons)} ${length} ${direction}`;
  if (direction === 'ago' || direction === 'from now') {
    return `${head}${tail}${missingRule(maker, false, [subject])}`;
  }
  const found = random.chance(80) ? maker.value(scope, against, random.below(2)) : undefined;
  if (found === undefined) {
    const rule = missingRule(maker, false, [subject]);
    return `${head} now${tail}${counting ? '' : rule}`;
  }
  const rule = missingRule(maker, false, [subject, found]);
  // Outside of the years that a calendar knows, the wrong side of the anchor and a missing distance are not told apart.
  return `${head} ${operand(found)}${tail}${counting ? '' : rule}`;
}

function moment(maker: Maker, scope: Scope, subject: Typed, against: Against): string {
  const { random } = maker;
  const relation = random.pick(['before', 'after', 'on']);
  if (relation === 'on') return onDay(maker, scope, subject, against);
  if (random.chance(25)) {
    const rule = missingRule(maker, false, [subject]);
    return `${operand(subject)} ${relation} now${rule}`;
  }
  const found = random.chance(35) ? maker.value(scope, against, 0) : undefined;
  if (found !== undefined) {
    return `${operand(subject)} ${relation} ${operand(found)}${missingRule(maker, false, [subject, found])}`;
  }
  const bound = boundText(maker, against);
  return `${operand(subject)} ${relation} ${bound}${missingRule(maker, false, [subject])}`;
}

function onDay(maker: Maker, scope: Scope, subject: Typed, against: Against): string {
  const other = against === 'date' ? maker.value(scope, 'date', 0) : undefined;
  if (other !== undefined && maker.random.chance(30)) {
    return `${operand(subject)} on ${operand(other)}${missingRule(maker, false, [subject, other])}`;
  }
  return `${operand(subject)} on ${boundText(maker, 'date')}${missingRule(maker, false, [subject])}`;
}

/** Windows with two ends. */
function anniversary(maker: Maker, subject: Typed): string {
  const { random } = maker;
  const { amount, unit } = someLength(maker, 'date', [
    'day',
    'day',
    'week',
    'month',
    'quarter',
    'year',
  ]);
  const length = units(amount, unit);
  const negated = random.chance(25);
  const not = negated ? 'not ' : '';
  const rule = missingRule(maker, negated, [subject]);
  const positive = missingRule(maker, false, [subject]);
  const head = `anniversary of ${operand(subject)}`;
  switch (random.below(7)) {
    case 0:
      return `${head} ${not}in ${random.pick(['next', 'last'])} ${length}${rule}`;
    case 1: {
      const which = random.pick(['this', 'this full', 'previous', 'following'] as const);
      return `${head} ${not}${calendar(maker, 'date', which)}${rule}`;
    }
    case 2: {
      const end = `${random.pick(['less than', 'at most'])} ${length} ${random.pick(['ago', 'from now'])}`;
      return `${head} ${end}${positive}`;
    }
    case 3:
      return `${head} on today${positive}`;
    case 4:
      return `${head} on ${plainLiteral(maker, { kind: 'date' })}${positive}`;
    default: {
      const [near, far] = [random.below(amount), amount];
      const ends = random.chance(50)
        ? `${near} and ${far} ${unit}s from now`
        : `${far} and ${near} ${unit}s ago`;
      return `${head} between ${ends}${positive}`;
    }
  }
}
