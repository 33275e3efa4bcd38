// Traits as text: any value of an object, or what it is beside all others of its kind.
import { resultOf, type PopulationText, populations } from './population-texts.ts';

import { someValue } from './make-places.ts';
import { isKind, type Maker, type Scope, type Typed, type ValueKind } from './maker.ts';
import type { EntitySpec, TraitSpec } from './model-spec.ts';
import { typeText } from './model-text.ts';

const kinds: readonly ValueKind[] = [
  'number',
  'number',
  'money',
  'text',
  'bool',
  'date',
  'timestamp',
];

/** Adds a trait to the entity and gives its declaration; undefined when nothing came of it. */
export function makeTrait(maker: Maker, entity: EntitySpec, at: number): string | undefined {
  const { random } = maker;
  const scope: Scope = { rows: [{ entity, alias: undefined }] };
  const value = random.chance(45)
    ? population(maker, scope)
    : maker.value(scope, random.pick(kinds), random.between(1, 2));
  if (value === undefined || ['array', 'geo', 'duration'].includes(value.type.kind))
    return undefined;
  const name = `t${at}`;
  const { nullable, exact } = value;
  const type = declaredType(value);
  const hints = value.hints;
  const trait: TraitSpec = { name, type, nullable, exact, hints };
  entity.traits.push(trait);
  return `trait ${entity.id}.${name}: ${typeText(type)}${nullable ? '?' : ''} = ${value.text}`;
}

/** An enum of a `case` or of the days is plain text in a declaration. */
function declaredType({ type }: Typed): Typed['type'] {
  if (type.kind === 'enum') return { kind: 'text' };
  return type.kind === 'id' ? { kind: 'id', of: undefined } : type;
}

function population(maker: Maker, scope: Scope): Typed | undefined {
  const { random } = maker;
  const chosen = random.pick(populations);
  const value = valueFor(maker, scope, chosen);
  if (value === undefined) return undefined;
  const groups = Array.from({ length: random.pick([0, 0, 1, 1, 2]) }, () => groupFor(maker, scope));
  const named = groups.flatMap((group) => (group === undefined ? [] : [group]));
  const word = chosen.ranks ? 'per' : 'group';
  const amount = chosen.amount === undefined ? '' : `${random.pick(chosen.amount)}, `;
  const by = named.map(({ text }) => `, ${word}: ${text}`).join('');
  const hasAmong = random.chance(35);
  const among = hasAmong ? ` among {\n${maker.condition(scope, 1)}\n}` : '';
  const missing =
    chosen.missing === 'always' ||
    named.some(({ nullable }) => nullable) ||
    (chosen.missing === 'outside' && (value.nullable || hasAmong));
  return {
    text: `${chosen.name}(${amount}${value.text}${by})${among}`,
    type: resultOf(chosen, value.type),
    nullable: missing,
    declared: missing,
    exact: chosen.exact && (chosen.gives === 'int' || value.exact),
    atom: true,
    hints: chosen.gives === 'same' ? value.hints : chosen.hints,
  };
}

function valueFor(maker: Maker, scope: Scope, { takes }: PopulationText): Typed | undefined {
  const { random } = maker;
  const numbers: readonly ValueKind[] = ['number', 'number', 'money'];
  const ordered: readonly ValueKind[] = [...numbers, 'date', 'timestamp'];
  const any: readonly ValueKind[] = [...ordered, 'text', 'bool'];
  const kind = random.pick({ amount: numbers, ordered, alike: any }[takes]);
  const found = maker.value(scope, kind, random.below(2));
  if (found === undefined || found.type.kind === 'array') return undefined;
  return takes === 'amount' && isUntamed(found) ? undefined : found;
}

/** Totals, averages and shares are of numbers that leave room for them. */
function isUntamed({ text }: Typed): boolean {
  return text.includes('huge');
}

function groupFor(maker: Maker, scope: Scope): Typed | undefined {
  return someValue(maker, scope, ({ type, exact }) => {
    return exact && ['text', 'bool', 'enum', 'int', 'email', 'date', 'id'].includes(type.kind);
  });
}

/** Ranked by; also for `take`. */
export function rankedBy(maker: Maker, scope: Scope, isTotal: boolean): Typed | undefined {
  const { random } = maker;
  const ranked: readonly ValueKind[] = isTotal ? ['number', 'money'] : ['number', 'money', 'time'];
  const found = maker.value(scope, random.pick(ranked), random.between(0, 2));
  if (found === undefined || isKind(found.type, 'array')) return undefined;
  return isTotal && isUntamed(found) ? undefined : found;
}

export function groupPath(maker: Maker, scope: Scope): string | undefined {
  return groupFor(maker, scope)?.text;
}
