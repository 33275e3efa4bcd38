// Which constructs values, rows and collections exercise. Part of constructs.ts.
import { assertNever } from '../../compiler/assert.ts';
import type {
  CheckedCollection,
  CheckedValue,
  RowReference,
} from '../../compiler/check/checked.ts';
import type { Model } from '../../compiler/check/model.ts';

export function valueConstructs(value: CheckedValue, model: Model): readonly string[] {
  return [`value ${value.kind}`, ...ownConstructs(value, model)];
}

function ownConstructs(value: CheckedValue, model: Model): readonly string[] {
  switch (value.kind) {
    case 'attribute':
      return [...attributeConstructs(value, model), ...rowConstructs(value.row, model)];
    case 'trait':
    case 'relation_key':
      return rowConstructs(value.row, model);
    case 'arithmetic':
      return [`arithmetic ${value.operator}`];
    case 'call':
      return callConstructs(value);
    case 'aggregate': {
      const isPlain = value.value === undefined || value.value.kind === 'attribute';
      return [`aggregate ${value.function}`, ...(isPlain ? [] : ['aggregate of an expression'])];
    }
    case 'count_periods':
      return [
        `periods ${value.unit}`,
        ...(value.consecutive ? ['periods consecutive'] : []),
        ...(value.having === undefined ? [] : [`having ${value.having.function}`]),
      ];
    case 'population':
      return [
        `population ${value.function}`,
        ...(value.groups.length > 0 ? ['population in groups'] : []),
        ...(value.among === undefined ? [] : ['population among']),
      ];
    case 'literal':
    case 'now':
    case 'today':
    case 'duration':
    case 'raw_column':
    case 'parameter':
    case 'case':
    case 'negate':
      return [];
    default:
      return assertNever(value);
  }
}

function attributeConstructs(
  { row, attribute: name }: Extract<CheckedValue, { kind: 'attribute' }>,
  model: Model,
): readonly string[] {
  const attribute = model.entities[row.entity]?.attributes[name];
  if (attribute === undefined) return [];
  const names = [
    `attribute ${attribute.type.kind} ${attribute.nullable ? 'nullable' : 'required'}`,
  ];
  if (attribute.jsonPath.length > 0) names.push('attribute in JSON');
  if (attribute.zone !== undefined) names.push('attribute @zone');
  if (attribute.blankIsMissing) names.push('attribute @blank_is_missing');
  if (row.hops.length > 0) names.push('attribute of a related row');
  return names;
}

function callConstructs(call: Extract<CheckedValue, { kind: 'call' }>): readonly string[] {
  const names = [`function ${call.function}`];
  if (call.zone !== undefined) {
    names.push(`function with zone ${call.zone.kind === 'literal' ? 'written out' : 'of the row'}`);
  }
  if (call.calendar !== undefined) names.push('function with calendar');
  return names;
}

/** The relations on the way; walking back, because a reference knows only where it ends. */
export function rowConstructs({ hops, entity }: RowReference, model: Model): readonly string[] {
  if (hops.length === 0) return [];
  const last = hops.at(-1) ?? '';
  const isSelf = model.entities[entity]?.relations[last]?.to === entity;
  return ['relation to_one', ...(isSelf ? ['relation to itself'] : [])];
}

export function collectionConstructs(
  { from, hops, scope }: CheckedCollection,
  model: Model,
): readonly string[] {
  const names: string[] = from.scope < scope - 1 ? ['collection of an outer row'] : [];
  let entity = from.entity;
  for (const hop of hops) {
    const relation = model.entities[entity]?.relations[hop];
    if (relation === undefined) break;
    names.push(`relation ${relation.kind}`);
    if (relation.to === entity) names.push('relation to itself');
    entity = relation.to;
  }
  return names;
}
