// Why an object is in a segment or not: its condition tree with the values of now, what is published of it, and when the answer
// changes by itself. Reads the warehouse, writes nothing.
import { must } from '../../compiler/assert.ts';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { createProbe, printProbe, type Probe } from '../../compiler/explain/create-probe.ts';
import type { ExplainedCondition } from '../../compiler/explain/explained-condition.ts';
import { readProbe } from '../../compiler/explain/read-probe.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { printKeyQuery } from '../../compiler/sql/print-key-query.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';
import { instantOf } from '../instant.ts';
import { checkSources } from '../refresh/sources/check-sources.ts';
import { Findings } from '../refresh/sources/source-findings.ts';
import { placesIn } from '../source-places.ts';
import type { WarehouseReader } from '../warehouse-reader.ts';
import type { ExplainOptions } from './explain-options.ts';
import { type Copied, copyWarehouse } from './copy-warehouse.ts';
import { findNextChange, membersAt, type NextChange } from './next-change.ts';
import { type PublishedMember, readPublishedMember } from './published-member.ts';

export interface MemberExplanation {
  readonly segment: string;
  readonly objectType: string;
  readonly key: string;
  /** ISO UTC. */
  readonly now: string;
  /** What a refresh now would say. */
  readonly isMember: boolean;
  readonly published: PublishedMember;
  readonly tree: ExplainedCondition;
  readonly nextChange: NextChange;
  /** The tree at the instant of the change. */
  readonly treeThen: ExplainedCondition | undefined;
}

/** Throws OperationalError: no such object, sources that do not fit the model, a locked or unreadable warehouse. */
export async function explainMember(options: ExplainOptions): Promise<MemberExplanation> {
  const now = instantOf(options.now);
  const { project, segment, args } = options;
  const probe = createProbe(project, segment, { now, args });
  const reader = await options.openReader(options.target);
  const interrupt = (): void => {
    reader.interrupt();
  };
  options.signal?.addEventListener('abort', interrupt);
  try {
    return await explainIn(reader, { ...options, now }, probe);
  } finally {
    options.signal?.removeEventListener('abort', interrupt);
    await reader.close();
  }
}

async function explainIn(
  reader: WarehouseReader,
  options: ExplainOptions,
  probe: Probe,
): Promise<MemberExplanation> {
  const { segment, key, now } = options;
  await requireReadable(reader, options, probe.plan);
  await requireObject(reader, options, probe);
  const copied = await copyWarehouse(reader, options, probe);
  const tree = await treeAt(copied, probe, copied.looking.relations, now);
  const nextChange = await findNextChange(copied.looking, tree.truth, options.days);
  const treeThen =
    nextChange.kind === 'change' ? await treeLater(copied, probe, nextChange.at) : undefined;
  return {
    segment: segment.name,
    objectType: segment.object,
    key,
    now,
    isMember: tree.truth,
    published: await readPublishedMember(reader, segment, key),
    tree,
    nextChange,
    treeThen,
  };
}

async function requireReadable(
  reader: WarehouseReader,
  options: ExplainOptions,
  plan: RefreshPlan,
): Promise<void> {
  const { project, segment } = options;
  const check = {
    plan,
    model: project.model,
    tables: reader.sources,
    placeOf: placesIn(options.sources),
    shapeOnly: true,
  };
  const { problems } = await checkSources(check, new Findings());
  const found = [...problems.values()].flat();
  const [first] = found;
  if (first === undefined) return;
  const details = [...new Set(found.map(({ code, message }) => `${code}: ${message}`))];
  const extras = { details, ...(first.where === undefined ? {} : { where: first.where }) };
  throw operationalError(catalogue.explaining.sourcesDoNotFit, { segment: segment.name }, extras);
}

async function requireObject(
  reader: WarehouseReader,
  { segment, key, dialect }: ExplainOptions,
  { plan, keyColumn }: Probe,
): Promise<void> {
  const query = printKeyQuery(plan, segment.object, dialect);
  const found = await reader.rowsOfKey(query, keyColumn, key);
  if (found.length === 1) return;
  const args = { object: segment.object, key };
  if (found.length > 1) {
    throw operationalError(catalogue.explaining.repeatedKey, { ...args, count: found.length });
  }
  const unfiltered = withoutFilter(plan, segment.object);
  const all = printKeyQuery(unfiltered, segment.object, dialect);
  if ((await reader.rowsOfKey(all, keyColumn, key)).length > 0) {
    throw operationalError(catalogue.explaining.leftOut, args);
  }
  const near = await reader.nearKeys(query, keyColumn, key);
  throw operationalError(catalogue.explaining.unknownKey, { ...args, near });
}

/** All rows of the table, also those that `@where` and `@deleted` leave out. */
function withoutFilter(plan: RefreshPlan, object: string): RefreshPlan {
  const entity = must(plan.entities[object], object);
  const filter = { kind: 'constant', value: true } as const;
  return { ...plan, entities: { ...plan.entities, [object]: { ...entity, filter } } };
}

async function treeAt(
  { looking, probePlan }: Copied,
  probe: Probe,
  relations: SegmentRelations,
  now: string,
): Promise<ExplainedCondition> {
  const { reader, dialect, key } = looking;
  const rows: Readonly<Record<string, unknown>>[] = [];
  for (const query of printProbe({ ...probe, plan: { ...probePlan, now } }, dialect, relations)) {
    rows.push(...(await reader.rowsOfKey(query, probe.keyColumn, key)));
  }
  return readProbe(probe, ...rows);
}

async function treeLater(copied: Copied, probe: Probe, at: string): Promise<ExplainedCondition> {
  const relations = await membersAt(copied.looking, at);
  return await treeAt(copied, probe, relations, at);
}
