// Test support: laws of names: what a segment or a trait stands for may be written in its place.
import type { CheckedProject, CheckedSegment } from '../../../compiler/check/checked-project.ts';
import type {
  CheckedCondition,
  CheckedValue,
  RowReference,
} from '../../../compiler/check/checked.ts';
import { all, not, type Rewrite } from '../rewrite.ts';
import { mapNodes, visitNodes } from '../tree.ts';

/** Far above every scope number of what it is put into. */
const freshScopes = 100;

type Fields = Readonly<Record<string, unknown>>;

function isFields(node: unknown): node is Fields {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

/** Scope 0 becomes `row`; the scopes inside get numbers of their own. */
function moved(node: CheckedCondition, row: RowReference): CheckedCondition;
function moved(node: CheckedValue, row: RowReference): CheckedValue;
function moved(node: unknown, row: RowReference): unknown;
function moved(node: unknown, row: RowReference): unknown {
  if (Array.isArray(node)) return node.map((item: unknown) => moved(item, row));
  if (!isFields(node)) return node;
  const entries = Object.entries(node).map(([name, part]) => {
    if (name !== 'scope' || typeof part !== 'number') return [name, moved(part, row)] as const;
    return [name, part === 0 ? row.scope : part + freshScopes] as const;
  });
  return Object.fromEntries(entries);
}

function inlined(segment: CheckedSegment, row: RowReference): CheckedCondition {
  const lines = [segment.where, ...segment.excepts.map(not)];
  return moved(all(lines, segment.where.span), row);
}

function isPlain(segment: CheckedSegment | undefined): segment is CheckedSegment {
  const { take, hysteresis, parameters } = segment ?? {};
  return (
    segment !== undefined &&
    take === undefined &&
    hysteresis === undefined &&
    parameters?.length === 0
  );
}

/** Populations stand in traits only. */
function hasPopulation(value: CheckedValue): boolean {
  let found = false;
  visitNodes(value, (node) => {
    if (node['kind'] === 'population') found = true;
  });
  return found;
}

function inlineSegments(project: CheckedProject): (node: CheckedCondition) => CheckedCondition {
  const byName = new Map(project.segments.map((segment) => [segment.name, segment]));
  return (node) => {
    if (node.kind !== 'in_segment' || node.args.length > 0 || node.row.hops.length > 0) return node;
    const referred = byName.get(node.segment);
    if (!isPlain(referred)) return node;
    const said = inlined(referred, node.row);
    return node.negated ? not(said) : said;
  };
}

function inlineTraits({ model }: CheckedProject): (node: CheckedValue) => CheckedValue {
  return (node) => {
    if (node.kind !== 'trait' || node.row.hops.length > 0) return node;
    const trait = model.traits[`${node.row.entity}.${node.trait}`];
    if (trait === undefined || hasPopulation(trait.value)) return node;
    return moved(trait.value, node.row);
  };
}

/** Parameters of a template become what they were given. */
function fillTemplate(
  segment: CheckedSegment,
  args: readonly { readonly name: string; readonly value: CheckedValue }[],
): CheckedCondition {
  const given = new Map(args.map(({ name, value }) => [name, value]));
  for (const { name, fallback } of segment.parameters) {
    if (fallback !== undefined && !given.has(name)) given.set(name, fallback);
  }
  const body = all([segment.where, ...segment.excepts.map(not)], segment.where.span);
  return mapNodes(body, {
    value: (node) => (node.kind === 'parameter' ? (given.get(node.name) ?? node) : node),
  });
}

function inlineTemplates(project: CheckedProject): (node: CheckedCondition) => CheckedCondition {
  const byName = new Map(project.segments.map((segment) => [segment.name, segment]));
  return (node) => {
    if (node.kind !== 'in_segment' || node.args.length === 0 || node.row.hops.length > 0)
      return node;
    const template = byName.get(node.segment);
    const constant = node.args.every(({ value }) => value.kind === 'literal');
    if (template?.take !== undefined || template === undefined || !constant) return node;
    const said = moved(fillTemplate(template, node.args), node.row);
    return node.negated ? not(said) : said;
  };
}

export const referenceLaws: readonly Rewrite[] = [
  {
    law: 'in segment x = what x says',
    nodes: (project) => ({ condition: inlineSegments(project) }),
  },
  {
    law: 'in segment x(a: v) = what x says with v for $a',
    nodes: (project) => ({ condition: inlineTemplates(project) }),
  },
  {
    law: 'a trait = its value',
    nodes: (project) => ({ value: inlineTraits(project) }),
  },
];

const drafts = new WeakMap<CheckedProject, CheckedProject>();

/** Published segments that others can see through: drafts are inlined by the compiler itself. */
export function asDrafts(project: CheckedProject): CheckedProject {
  const known = drafts.get(project) ?? makeDrafts(project);
  drafts.set(project, known);
  return known;
}

function makeDrafts(project: CheckedProject): CheckedProject {
  const referred = new Set(project.segments.flatMap(({ refersTo }) => refersTo));
  const watched = new Set<string>();
  visitNodes(project, (node) => {
    if (node['kind'] === 'membership_history') watched.add(String(node['segment']));
  });
  const segments = project.segments.map((segment) =>
    referred.has(segment.name) && segment.hysteresis === undefined && !watched.has(segment.name)
      ? { ...segment, settings: { ...segment.settings, status: 'draft' as const } }
      : segment,
  );
  return { ...project, segments };
}
