// Conditions on related rows: `did`, `has`, `all … have`, first times, periods, lists, tags and consents.
import { havingText } from './make-aggregates.ts';
import { placesOf } from './make-places.ts';
import { amountText, boundText, someLength, units, windowText } from './make-windows.ts';
import type { CollectionText, Maker, Scope } from './maker.ts';
import { listNames } from './random-model.ts';
import { textLiteral } from './text-pool.ts';

function rows(
  maker: Maker,
  scope: Scope,
  depth: number,
  timed: boolean,
): CollectionText | undefined {
  return maker.collection(scope, timed ? { depth: depth - 1, timed } : { depth: depth - 1 });
}

function isEvent({ entity }: CollectionText): boolean {
  return entity.kind === 'event';
}

export function exists(maker: Maker, scope: Scope, depth: number): string | undefined {
  const { random } = maker;
  const found = rows(maker, scope, depth, false);
  if (found === undefined) return undefined;
  const { path, alias, window, where } = found;
  const count = random.chance(45) ? countText(maker) : '';
  const negated = random.chance(25);
  if (isEvent(found)) {
    const times = count === '' ? '' : ` ${timesText(count)}`;
    return `did ${negated ? 'not ' : ''}${path}${alias}${times}${window}${where}`;
  }
  const no = negated && count === '' ? 'no ' : '';
  const plain = `has ${no}${count === '' ? '' : `${count} `}${path}${alias}${window}${where}`;
  return negated && count !== '' ? `not (${plain})` : plain;
}

function timesText(count: string): string {
  return count.endsWith('once') ? count : `${count} times`;
}

function countText(maker: Maker): string {
  const { random } = maker;
  const how = random.pick(['more than', 'less than', 'at least', 'at most', 'exactly']);
  const least = how === 'at least' || how === 'less than' ? 1 : 0;
  return `${how} ${amountText(maker, random.between(least, 3))}`;
}

export function allHave(maker: Maker, scope: Scope, depth: number): string | undefined {
  const { random } = maker;
  const found = rows(maker, scope, depth, false);
  if (found === undefined) return undefined;
  const { path, alias, window, where } = found;
  const predicate = maker.condition(found.scope, Math.max(0, depth - 2));
  const said = random.chance(60) ? `{\n${predicate}\n}` : `(${predicate})`;
  return `all ${path}${alias}${window}${where} have ${said}`;
}

export function firstTime(maker: Maker, scope: Scope, depth: number): string | undefined {
  const { random } = maker;
  const found = maker.collection(scope, { depth: depth - 1, timed: true, window: 'always' });
  if (found === undefined || found.window === '') return undefined;
  const { path, alias, window, where } = found;
  const not = random.chance(25) ? (isEvent(found) ? 'not ' : 'no ') : '';
  const verb = isEvent(found) ? 'did' : 'has';
  return `${verb} ${not}${path}${alias} for the first time${window}${where}`;
}

/** `did logged_in on at least 4 days in last 7 full days` */
export function onPeriods(maker: Maker, scope: Scope, depth: number): string | undefined {
  const { random } = maker;
  const found = rows(maker, scope, depth, true);
  if (found === undefined) return undefined;
  const { path, alias, window, where, entity } = found;
  const isDate = window.includes(' by ') || entity.time?.type === 'date';
  const all = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
  const unit = random.pick(isDate ? all.slice(1) : all);
  const consecutive = random.chance(35) ? 'consecutive ' : '';
  const on = ` on ${countText(maker)} ${consecutive}${unit}s`;
  const having = random.chance(50) ? havingText(maker, found) : '';
  const not = random.chance(20) ? (isEvent(found) ? 'not ' : 'no ') : '';
  return `${isEvent(found) ? 'did' : 'has'} ${not}${path}${alias}${on}${window}${where}${having}`;
}

/** The prefix of a row that has what is declared `of` its object, as a subject. */
function subjectOf(maker: Maker, scope: Scope, declared: string): string | undefined {
  const { random, model } = maker;
  const places = placesOf(maker, scope).filter(({ entity }) =>
    model.entities.has(`${entity.id}.${declared}`),
  );
  const [first] = places;
  const place = first?.prefix === '' && random.chance(70) ? first : random.pickOne(places);
  return place && place.prefix.replace(/\.$/, ' ');
}

export function tagged(maker: Maker, scope: Scope): string | undefined {
  const subject = subjectOf(maker, scope, 'tags');
  return subject === undefined ? undefined : `${subject}tagged ${namesText(maker)}`;
}

function namesText({ random, parameters }: Maker): string {
  const parameter = random.pickOne(parameters.filter(({ type }) => type.kind === 'text'));
  const name = (): string =>
    parameter !== undefined && random.chance(30)
      ? `$${parameter.name}`
      : textLiteral(random.pick(listNames));
  if (random.chance(55)) return name();
  const list = Array.from({ length: random.between(1, 3) }, name).join(', ');
  return `${random.pick(['any of', 'all of'])} [${list}]`;
}

export function inList(maker: Maker, scope: Scope): string | undefined {
  const { random, model } = maker;
  const subject = subjectOf(maker, scope, 'lists');
  if (subject === undefined) return undefined;
  const not = random.chance(30) ? 'not ' : '';
  const lists = [...model.entities.values()].filter(({ kind }) => kind === 'lists');
  const only = lists.length === 1 ? lists[0]?.time?.type : undefined;
  const added = only !== undefined && random.chance(60) ? ` added ${addedText(maker, only)}` : '';
  return `${subject}${not}in list ${namesText(maker)}${added}`;
}

function addedText(maker: Maker, against: 'date' | 'timestamp'): string {
  const { random } = maker;
  switch (random.below(3)) {
    case 0:
      return windowText(maker, against);
    case 1:
      return `${random.pick(['before', 'after'])} ${boundText(maker, against)}`;
    default: {
      const { amount, unit } = someLength(maker, against);
      const how = random.pick(['more than', 'less than', 'at least', 'at most']);
      return `${how} ${units(amount, unit)} ago`;
    }
  }
}

export function consent(maker: Maker, scope: Scope): string | undefined {
  const { random } = maker;
  const name = random.pick(['email_ads', 'sms_ads']);
  const subject = subjectOf(maker, scope, `consent.${name}`);
  if (subject === undefined) return undefined;
  if (random.chance(45)) return `${subject}consents to ${name}`;
  const not = random.chance(30) ? 'not ' : '';
  return `${subject}consent ${name} is ${not}${random.pick(['granted', 'denied', 'unknown'])}`;
}
