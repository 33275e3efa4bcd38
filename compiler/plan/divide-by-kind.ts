// Part of compiler/plan: features over gathered kinds of rows (gather-kinds.ts) in parts that are worth a pass of their own.
import { must } from '../assert.ts';
import { canonicalJson } from '../lower/canonical.ts';
import type { Predicate, Value } from '../lower/ir.ts';
import type { PassReason } from './pass-reasons.ts';
import type { PlannedFeature } from './refresh-plan.ts';

/** Most kinds in one part: each row is asked by the features of all of them, whatever its kind. */
const mostKinds = 8;

type Filtered = Pick<PlannedFeature, 'filter'>;

export interface DividedByKind<Feature> {
  /** Features of the same kind are in the same part; parts and features keep their order. */
  readonly parts: readonly (readonly Feature[])[];
  readonly reason: PassReason;
}

/** `column`: the value that says what kind a row is; each filter asks for one. */
export function divideByKind<Feature extends Filtered>(
  features: readonly Feature[],
  column: Value,
): DividedByKind<Feature> {
  const kinds = kindsOf(features, column);
  const parts = Array.from({ length: Math.ceil(kinds.length / mostKinds) }, (_none, at) =>
    kinds.slice(at * mostKinds, (at + 1) * mostKinds).flatMap((kind) => kind.features),
  );
  const [count, most] = [kinds.length, mostKinds];
  return { parts, reason: { kind: 'kinds', features: features.length, kinds: count, most } };
}

/** Rows of any kind that one of the features is over. */
export function anyKind(features: readonly Filtered[], column: Value): Predicate {
  const items = kindsOf(features, column).map(({ literal }) => literal);
  return { kind: 'in_set', subject: column, items, negated: false, whenMissing: false };
}

interface Kind<Feature> {
  readonly literal: Value;
  readonly features: Feature[];
}

function kindsOf<Feature extends Filtered>(
  features: readonly Feature[],
  column: Value,
): readonly Kind<Feature>[] {
  const found = new Map<string, Kind<Feature>>();
  for (const feature of features) {
    const literal = literalOf(feature, canonicalJson(column));
    const identity = canonicalJson(literal);
    const known = found.get(identity);
    if (known === undefined) found.set(identity, { literal, features: [feature] });
    else known.features.push(feature);
  }
  return [...found.values()];
}

function literalOf({ filter }: Filtered, column: string): Value {
  const parts = filter.kind === 'all' ? filter.predicates : [filter];
  const asked = parts.find(
    (part) =>
      part.kind === 'compare' && part.operator === '=' && canonicalJson(part.left) === column,
  );
  return must(asked?.kind === 'compare' ? asked.right : undefined, 'a kind');
}
