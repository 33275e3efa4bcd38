// Part of compiler/plan: what every plan satisfies, before and after each pass. Tests check it; a violation is our bug.
import type { AnyFeature, Row } from '../lower/ir.ts';
import { featuresById } from './parts-of-plan.ts';
import type { RefreshPlan } from './refresh-plan.ts';
import { visitFeature, visitPredicate, type Visitor, visitValue } from './walk-ir.ts';

/** One sentence per broken invariant. */
export function verifyPlan(plan: RefreshPlan): readonly string[] {
  const problems: string[] = [];
  verifyFeatures(plan, problems);
  verifySegments(plan, problems);
  return problems;
}

function verifyFeatures(plan: RefreshPlan, problems: string[]): void {
  const known = new Map<string, AnyFeature>();
  const names = new Set(plan.segments.map(({ name }) => name));
  for (const feature of plan.features) {
    const { id } = feature;
    if (known.has(id)) problems.push(`feature ${id} is there twice`);
    if (feature.kind === 'collection' && feature.path[0]?.kind !== 'to_many') {
      problems.push(`feature ${id} starts with a to-one`);
    }
    visitFeature(feature, createVerifier(id, rowsOf(feature), plan, known, problems));
    known.set(id, feature);
    if (feature.usedBy.length === 0) problems.push(`feature ${id} is used by no segment`);
    for (const user of feature.usedBy) {
      if (!names.has(user)) problems.push(`feature ${id} is used by ${user}, which is not planned`);
    }
  }
}

function rowsOf(feature: AnyFeature): readonly (string | undefined)[] {
  if (feature.kind === 'population') return [feature.anchor];
  return [feature.path.at(-1)?.to, feature.anchor];
}

function verifySegments(plan: RefreshPlan, problems: string[]): void {
  const features = featuresById(plan);
  const before = new Set<string>();
  for (const segment of plan.segments) {
    const { name, object } = segment;
    const verifier = createVerifier(name, [object], plan, features, problems);
    visitPredicate(segment.predicate, verifier);
    for (const { value } of segment.publish) visitValue(value, verifier);
    for (const id of segment.features) {
      const feature = features.get(id);
      if (feature?.usedBy.includes(name) !== true) problems.push(`${name} lists ${id} wrongly`);
    }
    for (const referred of segment.dependsOn) {
      if (!before.has(referred)) problems.push(`${name} stands before ${referred}`);
    }
    before.add(name);
  }
}

/** `rows`: entities of the rows whose kind is known, innermost first; rows further out depend on the place of use. */
function createVerifier(
  where: string,
  rows: readonly (string | undefined)[],
  plan: RefreshPlan,
  features: ReadonlyMap<string, AnyFeature>,
  problems: string[],
): Visitor {
  const verifyRow = (row: Row): void => {
    let entity = row.up < rows.length ? rows[row.up] : undefined;
    for (const hop of row.hops) {
      if (entity !== undefined && hop.from !== entity) problems.push(`${where}: broken hops`);
      entity = hop.to;
    }
    if (entity !== undefined && entity !== row.entity) problems.push(`${where}: wrong entity`);
    if (plan.entities[row.entity] === undefined) {
      problems.push(`${where}: entity ${row.entity} is not planned`);
    }
  };
  return {
    predicate: (predicate) => {
      const isBlock = predicate.kind === 'all' || predicate.kind === 'any';
      if (isBlock && predicate.predicates.length < 2) problems.push(`${where}: block of one`);
      if (predicate.kind === 'member') verifyRow(predicate.row);
    },
    value: (value) => {
      if (value.kind === 'column' || value.kind === 'row_key') verifyRow(value.row);
      if (value.kind !== 'feature') return;
      verifyRow(value.row);
      const feature = features.get(value.feature);
      if (feature === undefined) problems.push(`${where}: ${value.feature} comes later or never`);
      else if (feature.anchor !== value.row.entity) problems.push(`${where}: wrong anchor`);
    },
  };
}
