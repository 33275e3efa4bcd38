// Part of compiler/lower: `in segment x` → membership; templates and drafts → their own predicate over the row.
import { must } from '../assert.ts';
import type { CheckedSegment } from '../check/checked-project.ts';
import type { CheckedCondition } from '../check/checked.ts';
import type { Span } from '../source.ts';
import type { Predicate } from './ir.ts';
import { rowKnown } from './lower-owned.ts';
import { lowerTake } from './lower-take.ts';
import { type Binding, placeOf, rowAt, type Scope, spend, topScope } from './lowering.ts';
import { allOf, anyOf, atom, negate, never } from './predicates.ts';

type InSegment = Extract<CheckedCondition, { kind: 'in_segment' }>;

/** True for a member; a missing row is none, unless the condition accepts missing rows. */
export function lowerInSegment(reference: InSegment, scope: Scope): Predicate {
  spend(scope);
  const segment = must(
    scope.lowering.segments.get(reference.segment),
    `segment ${reference.segment}`,
  );
  const whenMissing = reference.missing === 'or_missing';
  if (hasMembership(segment) && reference.args.length === 0) {
    scope.lowering.members.add(segment.name);
    const row = rowAt(placeOf(reference.row, scope), scope);
    const { negated } = reference;
    return atom({ kind: 'member', row, segment: segment.name, negated, whenMissing });
  }
  const matches = lowerBody(segment, inlineScope(segment, reference, scope));
  const predicate = reference.negated ? negate(matches) : matches;
  const known = rowKnown(reference.row, scope);
  return whenMissing ? anyOf([negate(known), predicate]) : allOf([known, predicate]);
}

/** Drafts and templates are not published: there is no membership to look up. */
export function hasMembership(segment: CheckedSegment): boolean {
  return segment.published && segment.settings.status !== 'draft';
}

/** `where`, or who enters or stays, minus each `except`; and of that what `take` keeps. */
export function lowerBody(segment: CheckedSegment, scope: Scope): Predicate {
  const { take } = segment;
  if (take === undefined) return lowerLeft(segment, scope);
  return lowerTake(segment, take, (inside) => lowerLeft(segment, inside), scope);
}

/** The same before `take`. */
export function lowerLeft(segment: CheckedSegment, scope: Scope): Predicate {
  const { condition } = scope.lowering.parts;
  return allOf([
    condition(segment.where, scope, false),
    ...lowerHysteresis(segment, scope).map(({ predicate }) => predicate),
    ...segment.excepts.map((except) => condition(except, scope, true)),
  ]);
}

/** Not leave; enter or a member before. A draft has no members of its own. */
export function lowerHysteresis(
  segment: CheckedSegment,
  scope: Scope,
): readonly { readonly predicate: Predicate; readonly span: Span }[] {
  const { hysteresis, name, object } = segment;
  if (hysteresis === undefined) return [];
  const { enter, leave } = hysteresis;
  const { condition } = scope.lowering.parts;
  const row = rowAt(placeOf({ scope: 0, hops: [], entity: object }, scope), scope);
  const before: Predicate = {
    kind: 'member',
    row,
    segment: name,
    before: true,
    negated: false,
    whenMissing: false,
  };
  const kept = hasMembership(segment) ? before : never;
  return [
    { predicate: condition(leave, scope, true), span: leave.span },
    { predicate: anyOf([condition(enter, scope, false), kept]), span: enter.span },
  ];
}

/** The scope of the referred segment's lines, when they are written out in place of the reference. */
export function inlineScope(segment: CheckedSegment, reference: InSegment, scope: Scope): Scope {
  const parameters = new Map(defaultsOf(segment, topScope(scope.lowering, segment.object)));
  for (const { name, value } of reference.args) parameters.set(name, { value, scope });
  return { ...scope, places: new Map([[0, placeOf(reference.row, scope)]]), parameters };
}

/** Parameters with a default; a default refers to no row. */
export function defaultsOf(
  segment: CheckedSegment,
  scope: Scope,
): readonly (readonly [string, Binding])[] {
  return segment.parameters.flatMap(({ name, fallback }) =>
    fallback === undefined ? [] : [[name, { value: fallback, scope }] as const],
  );
}
