// Second stage of the compiler, entry: a checked segment → its IR; an entity → the rows of its table that count.
import { must } from '../assert.ts';
import type { CheckedProject, CheckedSegment } from '../check/checked-project.ts';
import { createFeatureInterner } from './intern-features.ts';
import type { EntityIR, SegmentIR } from './ir.ts';
import { lowerAggregate, lowerPeriods } from './lower-aggregate.ts';
import { logEntity } from './membership-log.ts';
import { lowerCondition } from './lower-condition.ts';
import { defaultsOf, lowerBody } from './lower-reference.ts';
import { lowerValue } from './lower-value.ts';
import { createLowering, type Lowering, topScope } from './lowering.ts';
import { allOf, always } from './predicates.ts';

const parts = { condition: lowerCondition, aggregate: lowerAggregate, periods: lowerPeriods };

/** The IR of a segment whose parameters all have defaults. Its feature ids are its own. */
export function lowerSegment(project: CheckedProject, segment: CheckedSegment): SegmentIR {
  const interner = createFeatureInterner();
  const lowering = createLowering(project, interner, parts);
  const top = topScope(lowering, segment.object);
  const scope = { ...top, parameters: new Map(defaultsOf(segment, top)) };
  return {
    name: segment.name,
    object: segment.object,
    predicate: lowerBody(segment, scope),
    publish: segment.settings.publish.map(({ name, value }) => ({
      name,
      value: lowerValue(value, scope),
    })),
    features: interner.features,
    dependsOn: [...lowering.members].toSorted(),
    historyOf: [...lowering.histories].toSorted(),
  };
}

/** The rows of an entity: its `@where`, without what is `@deleted`. */
export function lowerEntity(project: CheckedProject, id: string): EntityIR {
  const log = logEntity(id);
  if (log !== undefined) return log;
  const entity = must(project.model.entities[id], `entity ${id}`);
  const lowering: Lowering = createLowering(project, createFeatureInterner(), parts);
  const scope = topScope(lowering, id);
  const { where } = entity.source;
  const { deletedWhen } = entity.tracking;
  return {
    id,
    table: entity.source.table.split('.'),
    keyColumn: entity.key === undefined ? undefined : entity.attributes[entity.key]?.column,
    logOf: undefined,
    filter: allOf([
      where === undefined ? always : lowerCondition(where, scope, false),
      deletedWhen === undefined ? always : lowerCondition(deletedWhen, scope, true),
    ]),
  };
}
