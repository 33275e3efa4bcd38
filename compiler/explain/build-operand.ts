// Part of compiler/explain: a checked value → the columns that show it and what it is computed from.
import { assertNever, must } from '../assert.ts';
import type { CheckedValue } from '../check/checked.ts';
import type { ValueType } from '../check/value-type.ts';
import type { Value } from '../lower/ir.ts';
import { coordinatesOf } from '../lower/lower-place.ts';
import { lowerValue } from '../lower/lower-value.ts';
import { placeOf, type Scope } from '../lower/lowering.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import type { Span } from '../source.ts';
import { narrowingsOf } from './build-collection.ts';
import type { Operand, OperandRole } from './condition-tree.ts';
import type { ProbeColumns } from './probe-columns.ts';

/** Where operands are built: a row in scope, and the columns of the probe. */
export interface Building {
  readonly scope: Scope;
  readonly columns: ProbeColumns;
  /** How many traits deep this is. */
  readonly depth: number;
}

/** Traits inside traits are shown down to here. */
const deepestTrait = 4;

/** An operand without label, parts and bounds. */
export function plainOperand(
  role: OperandRole,
  span: Span,
  type: ValueType,
  source: Operand['source'],
): Operand {
  return {
    role,
    span,
    type,
    source,
    label: undefined,
    inclusive: undefined,
    definition: undefined,
    parts: [],
  };
}

/** An operand that shows a lowered value. */
export function shownValue(
  role: OperandRole,
  span: Span,
  value: Value,
  { columns }: Pick<Building, 'columns'>,
): Operand {
  const type = valueTypeOf(value);
  if (value.kind === 'literal')
    return plainOperand(role, span, type, { kind: 'constant', value: value.value });
  return plainOperand(role, span, type, { kind: 'column', column: columns.value(value) });
}

/** One side of a comparison, with what it is computed from. */
export function operandOf(value: CheckedValue, role: OperandRole, building: Building): Operand {
  const { span, type } = value;
  const { scope } = building;
  if (value.kind === 'parameter') {
    const binding = must(scope.parameters.get(value.name), `parameter ${value.name}`);
    const inside = { ...building, scope: { ...binding.scope, stack: scope.stack } };
    return { ...operandOf(binding.value, role, inside), span, label: `$${value.name}` };
  }
  if (value.kind === 'duration') {
    const text = `${value.amount} ${value.unit}${value.amount === 1 ? '' : 's'}`;
    return plainOperand(role, span, type, { kind: 'constant', value: text });
  }
  if (value.kind === 'literal') {
    return plainOperand(role, span, type, { kind: 'constant', value: value.value });
  }
  if (type.kind === 'json') return plainOperand(role, span, type, { kind: 'hidden' });
  const source = sourceOf(value, building);
  return {
    ...plainOperand(role, span, type, source),
    label: labelOf(value),
    definition: definitionOf(value, building),
    parts: partsOf(value, building),
  };
}

function sourceOf(value: CheckedValue, { scope, columns }: Building): Operand['source'] {
  if (value.type.kind !== 'geo')
    return { kind: 'column', column: columns.value(lowerValue(value, scope)) };
  const coordinates = coordinatesOf(value, scope, lowerValue);
  return { kind: 'columns', columns: coordinates.map((one) => columns.value(one)) };
}

function labelOf(value: CheckedValue): string | undefined {
  if (value.kind === 'attribute') return [...value.row.hops, value.attribute].join('.');
  if (value.kind === 'relation_key') return [...value.row.hops, value.relation].join('.');
  if (value.kind === 'trait') return [...value.row.hops, value.trait].join('.');
  return undefined;
}

function traitOf(value: Extract<CheckedValue, { kind: 'trait' }>, scope: Scope): TraitFound {
  const place = placeOf(value.row, scope);
  const id = `${place.entity}.${value.trait}`;
  const trait = must(scope.lowering.model.traits[id], `trait ${id}`);
  const inside = { ...scope, places: new Map([[0, place]]), parameters: new Map() };
  return { value: trait.value, span: trait.span, inside };
}

interface TraitFound {
  readonly value: CheckedValue;
  readonly span: Span;
  readonly inside: Scope;
}

function definitionOf(value: CheckedValue, { scope }: Building): Span | undefined {
  return value.kind === 'trait' ? traitOf(value, scope).span : undefined;
}

/** What the value is computed from: of a trait, of its definition. */
function partsOf(value: CheckedValue, building: Building): readonly Operand[] {
  switch (value.kind) {
    case 'trait': {
      if (building.depth >= deepestTrait) return [];
      const { value: inner, inside } = traitOf(value, building.scope);
      const deeper = { ...building, scope: inside, depth: building.depth + 1 };
      return inner.kind === 'aggregate' || inner.kind === 'count_periods'
        ? partsOf(inner, deeper)
        : inputsOf(inner, deeper);
    }
    case 'aggregate':
    case 'count_periods':
      return narrowingsOf(value.collection, building);
    case 'case':
      return [branchOf(value, building), ...inputsOf(value, building)];
    case 'arithmetic':
    case 'negate':
    case 'call':
      return inputsOf(value, building);
    case 'population':
      return inputsOf(value.value, building);
    case 'attribute':
    case 'relation_key':
    case 'raw_column':
    case 'literal':
    case 'duration':
    case 'parameter':
    case 'now':
    case 'today':
      return [];
    default:
      return assertNever(value);
  }
}

/** The values that a row, a collection or a trait gives to a computed value; of a population, the value that is compared. */
function inputsOf(value: CheckedValue, building: Building): readonly Operand[] {
  switch (value.kind) {
    case 'attribute':
    case 'relation_key':
    case 'trait':
    case 'aggregate':
    case 'count_periods':
      return [operandOf(value, 'inside', building)];
    case 'arithmetic':
      return [...inputsOf(value.left, building), ...inputsOf(value.right, building)];
    case 'negate':
      return inputsOf(value.operand, building);
    case 'call':
      return value.function === 'geo' ? [] : value.args.flatMap((one) => inputsOf(one, building));
    case 'case':
      return [branchOf(value, building)];
    case 'population':
      return inputsOf(value.value, building);
    case 'raw_column':
    case 'literal':
    case 'duration':
    case 'parameter':
    case 'now':
    case 'today':
      return [];
    default:
      return assertNever(value);
  }
}

/** Which line of the `case` holds, counted from 1; 0 when none does. */
function branchOf(
  value: Extract<CheckedValue, { kind: 'case' }>,
  { scope, columns }: Building,
): Operand {
  const type = { kind: 'int' } as const;
  const number = (count: number): Value => ({ kind: 'literal', type, value: String(count) });
  const branches = value.branches.flatMap(({ when }, index) => {
    const predicate = scope.lowering.parts.condition(when, scope, false);
    if (predicate.kind === 'constant' && !predicate.value) return [];
    return [{ when: predicate, gives: number(index + 1) }];
  });
  const sure = branches.findIndex(({ when }) => when.kind === 'constant');
  const decided = sure === -1 ? branches : branches.slice(0, sure);
  const otherwise = sure === -1 ? number(0) : branches[sure]?.gives;
  const shown: Value =
    decided.length === 0
      ? (otherwise ?? number(0))
      : { kind: 'case', branches: decided, otherwise, type };
  return plainOperand('branch', value.span, type, {
    kind: 'column',
    column: columns.value(shown),
  });
}
