// Conditions on other segments, on the history of memberships, and samples.
import { Temporal } from 'temporal-polyfill';
import { argumentFor } from './make-comparisons.ts';
import { percentLiteral } from './make-literals.ts';
import { placesOf, type Place } from './make-places.ts';
import { amountText, boundText, someLength, units, windowText } from './make-windows.ts';
import type { Maker, Scope, SegmentSpec } from './maker.ts';

interface Subject {
  readonly prefix: string;
  readonly place: Place;
  readonly segment: SegmentSpec;
}

function someSubject(
  maker: Maker,
  scope: Scope,
  test: (segment: SegmentSpec) => boolean,
): Subject | undefined {
  const { random, segments } = maker;
  const found = placesOf(maker, scope).flatMap((place) =>
    segments
      .filter((segment) => segment.object === place.entity.id && test(segment))
      .map((segment) => ({ prefix: place.prefix.replace(/\.$/, ' '), place, segment })),
  );
  const own = found.filter(({ prefix }) => prefix === '');
  return own.length > 0 && random.chance(60) ? random.pick(own) : random.pickOne(found);
}

/** For a whole row: only over a relation can it be missing. */
function rowRule({ random }: Maker, negated: boolean, { nullable, declared }: Place): string {
  if (!nullable) return '';
  if (negated && (declared || random.chance(70))) return random.pick([' or missing', ' and known']);
  if (negated) return '';
  return random.weighted([
    [50, ''],
    [28, ' or missing'],
    [22, ' and known'],
  ]);
}

export function inSegment(maker: Maker, scope: Scope): string | undefined {
  const { random } = maker;
  const found = someSubject(maker, scope, () => true);
  if (found === undefined) return undefined;
  const { prefix, place, segment } = found;
  const negated = random.chance(30);
  const rule = rowRule(maker, negated, place);
  const args = argumentsText(maker, segment);
  return `${prefix}${negated ? 'not ' : ''}in segment ${segment.name}${args}${rule}`;
}

function argumentsText(maker: Maker, { parameters }: SegmentSpec): string {
  const { random } = maker;
  const given = parameters.filter(({ fallback }) => fallback === undefined || random.chance(60));
  if (given.length === 0) return '';
  const args = given.map(({ name, type, hints }) => `${name}: ${argumentFor(maker, type, hints)}`);
  return `(${args.join(', ')})`;
}

/** `was in segment x 3 days ago`, `entered segment x in last 7 days` */
export function historyOf(maker: Maker, scope: Scope): string | undefined {
  const { random } = maker;
  const found = someSubject(maker, scope, ({ published, draft }) => published && !draft);
  if (found === undefined) return undefined;
  const { prefix, place, segment } = found;
  const event = random.pick(['was', 'was', 'entered', 'left']);
  if (event === 'was') {
    const negated = random.chance(30);
    const rule = rowRule(maker, negated, place);
    return `${prefix}was ${negated ? 'not ' : ''}in segment ${segment.name} ${wasTime(maker)}${rule}`;
  }
  const time = random.chance(75) ? ` ${eventTime(maker)}` : '';
  const text = `${prefix}${event} segment ${segment.name}${time}${rowRule(maker, false, place)}`;
  return random.chance(15) ? `not ${text}` : text;
}

function eventTime(maker: Maker): string {
  const { random } = maker;
  if (random.chance(25)) return `on ${boundText(maker, 'date')}`;
  return windowText(maker, 'timestamp', true);
}

function wasTime(maker: Maker): string {
  const { random, thresholds } = maker;
  switch (random.below(5)) {
    case 0:
    case 1: {
      const { amount, unit } = someLength(maker, 'timestamp');
      return `${units(amountText(maker, amount), unit)} ago`;
    }
    case 2: {
      const instant = thresholds.someInstant(random).round('millisecond');
      thresholds.addInstant(instant);
      return random.chance(10) ? 'at now' : `at ${Temporal.Instant.from(instant).toString()}`;
    }
    case 3:
      return `on ${boundText(maker, 'date')}`;
    default:
      return windowText(maker, 'timestamp', true);
  }
}

const shares = ['0.1', '0.25', '0.333333333', '0.5', '0.75', '1', '0.005'];

export function inSample(maker: Maker, scope: Scope): string | undefined {
  const { random, parameters } = maker;
  const places = placesOf(maker, scope).filter(({ entity }) => entity.key !== undefined);
  const [first] = places;
  const place = first?.prefix === '' && random.chance(35) ? first : random.pickOne(places);
  if (place === undefined) return undefined;
  const negated = random.chance(30);
  const text = parameters.find(({ type }) => type.kind === 'text');
  const percent = parameters.find(({ type }) => type.kind === 'percent');
  const seed =
    text !== undefined && random.chance(50)
      ? `$${text.name}`
      : `"${random.pick(['a', 'q4', 'ż:1'])}"`;
  const low = random.chance(40) ? `${percentLiteral(random.pick(['0', '0.05', '0.2']))}..` : '';
  const high =
    percent !== undefined && random.chance(50)
      ? `$${percent.name}`
      : percentLiteral(random.pick(low === '' ? shares : shares.slice(1, 6)));
  const rule = rowRule(maker, negated, place);
  const subject = place.prefix.replace(/\.$/, ' ');
  return `${subject}${negated ? 'not ' : ''}in sample ${low}${high} seed ${seed}${rule}`;
}
