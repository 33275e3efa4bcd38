// Part of compiler/sql: a feature → a common table expression with one row per anchor key, and its value where it is used.
import { JoinNode, type SelectQueryNode, TableNode } from 'kysely';
import { assertNever, must } from '../assert.ts';
import { canonicalJson } from '../lower/canonical.ts';
import type { OrderedReducer, PeriodReducer, Row, Value } from '../lower/ir.ts';
import type { PlannedFeature, PlannedPopulation } from '../plan/refresh-plan.ts';
import { askedConditions, askedOf, nothingAsked } from './asked.ts';
import { type Block, columnOf, entityBlock, keyOf, neededValue, storedTypeOf } from './block.ts';
import { addExpression, bindValues } from './bound-values.ts';
import { collectionBlock } from './collection-block.ts';
import { computedTogether, isPlain, type PlainFeature } from './computed-together.ts';
import { countedPeriods } from './counted-periods.ts';
import type { Sql } from './dialect.ts';
import { emitPredicate } from './emit-predicate.ts';
import { shapeOfFeature } from './feature-shape.ts';
import { emitFlags, flagsAmong, valueIn } from './flags.ts';
import { aliased, allOf, binary, cast, column, nothing, qualified } from './expressions.ts';
import { createNameAllocator } from './name-allocator.ts';
import { shapeOf } from './number-shape.ts';
import { atUse, outerNeedsOf } from './outer-needs.ts';
import {
  type BoundValues,
  type BuiltFeature,
  entityOf,
  featureOf,
  keyColumnOf,
  momentOf,
  type Query,
} from './query.ts';
import { pickedValue } from './picked-value.ts';
import { joinOpenDay } from './open-days-table.ts';
import { emitValue } from './emit-value.ts';
import { isOfPeers, keyNameOf, memberRows } from './population-members.ts';
import { populationSelect } from './population-table.ts';
import { emitReducer } from './reduce.ts';
import { joinZone } from './time-zone-table.ts';
import type { RowAccess } from './row-access.ts';
import { groupedBy, type Named, rowsOf, selected } from './rows-of.ts';

type FeatureValue = Extract<Value, { kind: 'feature' }>;

/** How expressions reach the rows of a block; features and memberships are joined when first used. */
export function accessTo(block: Block): RowAccess {
  const { query } = block;
  const access: RowAccess = {
    dialect: query.dialect,
    moment: momentOf(query),
    column: (row, read) => columnOf(block, row, read),
    storedType: (row, read) => storedTypeOf(block, row, read),
    key: (row) => keyOf(block, row),
    feature: (value) => joinFeature(block, value),
    shape: (value) => shapeOf(value, ({ feature }) => shapeOfFeature(query, feature)),
    openDay: (hours, time, day) => joinOpenDay(block, hours, time, day),
    zone: (name) => joinZone(block, name, emitValue(accessTo(block), name)),
    member: (row, segment) => joinMembership(block, row, segment),
    memberBefore: (row, segment) => joinMembershipBefore(block, row, segment),
    condition: (predicate) => emitPredicate(access, predicate),
  };
  return access;
}

/** Where the value of a feature stands that is asked for a row of the block. */
export function tableOfFeature(block: Block, { row, feature }: FeatureValue): BuiltFeature {
  return buildFeature(block, feature, row);
}

function joinFeature(block: Block, { row, feature }: FeatureValue): Sql {
  const { query } = block;
  const built = buildFeature(block, feature, row);
  const key = keyOf(block, row);
  const identity = canonicalJson(['feature', built.table, row]);
  const known = block.joined.get(identity);
  if (known !== undefined) return valueIn(query.dialect, built, known);
  const alias = block.aliases.take(built.table);
  block.joined.set(identity, alias);
  const outer = built.outerColumns.map(({ need, column: name }) => {
    const at = atUse(need);
    return binary(column(alias, name), 'is not distinct from', neededValue(block, at.row, at.read));
  });
  const table = TableNode.create(built.table);
  const same = built.keyIsText ? cast(key, query.dialect.typeName('text')) : key;
  const on = allOf([binary(column(alias, built.keyColumn), '=', same), ...outer]);
  const source = alias === built.table ? table : aliased(table, alias);
  block.joins.push(JoinNode.createWithOn('LeftJoin', source, on));
  return valueIn(query.dialect, built, alias);
}

function joinMembership(block: Block, row: Row, segment: string): Sql {
  const { query } = block;
  const keyColumn = keyColumnOf(query, row.entity);
  const key = keyOf(block, row);
  const identity = canonicalJson(['member', segment, row]);
  const known = block.joined.get(identity);
  const alias = known ?? block.aliases.take(segment);
  if (known === undefined) {
    block.joined.set(identity, alias);
    const relation = qualified(query.relations.membership(segment));
    const on = binary(column(alias, keyColumn), '=', key);
    block.joins.push(JoinNode.createWithOn('LeftJoin', aliased(relation, alias), on));
  }
  return column(alias, keyColumn);
}

/** Members before are of an earlier refresh, when the key may have had another type: both are compared as text. */
function joinMembershipBefore(block: Block, row: Row, segment: string): Sql {
  const { query } = block;
  const before = query.relations.previous(segment);
  if (before === undefined) return nothing();
  const identity = canonicalJson(['member before', segment, row]);
  const known = block.joined.get(identity);
  const alias = known ?? block.aliases.take(`${segment}_before`);
  if (known === undefined) {
    block.joined.set(identity, alias);
    const asText = (key: Sql): Sql => cast(key, query.dialect.typeName('text'));
    const on = binary(asText(column(alias, before.keyColumn)), '=', asText(keyOf(block, row)));
    const relation = aliased(qualified(before.relation), alias);
    block.joins.push(JoinNode.createWithOn('LeftJoin', relation, on));
  }
  return column(alias, before.keyColumn);
}

/** The expression of a feature, built once; one that looks further out than its anchor, once per place of use. */
function buildFeature(use: Block, id: string, row: Row): BuiltFeature {
  const { query } = use;
  const needs = outerNeedsOf(query, id);
  const isFree = needs.length === 0;
  const store = isFree ? query.built : use.built;
  const identityOf = (one: string): string => (isFree ? one : canonicalJson([one, row]));
  const known = store.get(identityOf(id));
  if (known !== undefined) return known;
  const feature = featureOf(query.features, id);
  if (feature.kind === 'population') return buildPopulation(query, feature);
  const name = query.names.take(nameOf(feature));
  const bound = isFree ? undefined : bindValues(use, row, needs, `${name}_for`);
  const { reducer } = feature;
  const plain = isPlain(reducer) ? { ...feature, reducer } : undefined;
  const isBuilt = (one: string): boolean => store.has(identityOf(one));
  const together = plain === undefined ? [] : computedTogether(query, plain, isBuilt);
  const begun = [id, ...together.map((one) => one.id)];
  for (const one of begun) query.building.add(one);
  const built = buildTable({ query, name, bound }, feature, together);
  for (const one of begun) query.building.delete(one);
  for (const [one, table] of built) store.set(identityOf(one), table);
  return must(store.get(identityOf(id)), `feature ${id}`);
}

/** Nothing in a population looks further out than its own rows: it is built once. */
function buildPopulation(query: Query, population: PlannedPopulation): BuiltFeature {
  const { id, anchor, among, measure } = population;
  query.building.add(id);
  const asked = isOfPeers(population) ? nothingAsked : askedOf(undefined, among);
  const block = entityBlock(query, anchor, asked);
  const access = accessTo(block);
  const { selections, conditions } = memberRows(access, population);
  block.conditions.push(...conditions);
  const select = populationSelect(access, population, rowsOf(block, selections));
  const table = query.names.take(`${anchor}_${measure.kind}`);
  addExpression(query.expressions, table, select);
  query.building.delete(id);
  const keyColumn = keyNameOf(population);
  const built = { table, keyColumn, valueColumn: measure.kind, outerColumns: [], keyIsText: false };
  query.built.set(id, built);
  return built;
}

interface TableRequest {
  readonly query: Query;
  readonly name: string;
  readonly bound: BoundValues | undefined;
}

/** `together`: the plain features over the same rows that share the table; none when the feature needs one of its own. */
function buildTable(
  request: TableRequest,
  feature: PlannedFeature,
  together: readonly PlainFeature[],
): readonly (readonly [string, BuiltFeature])[] {
  const { query, name, bound } = request;
  const block = collectionBlock(query, feature, bound);
  const access = accessTo(block);
  block.conditions.push(...askedConditions(access, block.asked));
  const keys = keySelections(block, feature, bound);
  const outerColumns = bound?.outerColumns ?? [];
  const keyIsText = entityOf(query, must(feature.path[0], 'path').to).logOf !== undefined;
  const built = { table: name, keyColumn: keys.name, keyIsText, outerColumns };
  const { reducer } = feature;
  if (!isPlain(reducer)) {
    const select = ownTable(block, access, reducer, keys.all);
    addExpression(query.expressions, name, select);
    return [[feature.id, { ...built, valueColumn: reducer.kind }]];
  }
  const values = valueColumns(access, query, together, keys.all);
  addExpression(query.expressions, name, {
    ...rowsOf(block, selected([...keys.all, ...values])),
    groupBy: groupedBy(keys.all),
  });
  return values.flatMap(({ name: valueColumn, features }) =>
    features.map(({ id, ...place }) => [id, { ...built, valueColumn, ...place }] as const),
  );
}

interface ValueColumn extends Named {
  /** One, or several with a bit each. */
  readonly features: readonly { readonly id: string; readonly bit?: number }[];
}

/** The columns for features over the same rows, beside the keys. */
function valueColumns(
  access: RowAccess,
  query: Query,
  together: readonly PlainFeature[],
  keys: readonly Named[],
): readonly ValueColumn[] {
  const columns = createNameAllocator(keys.map((key) => key.name));
  const shared = flagsAmong(query, together).map((flags) => ({
    name: columns.take('flags'),
    value: emitFlags(access, flags),
    features: flags.map(({ id }, bit) => ({ id, bit })),
  }));
  const sharing = new Set(shared.flatMap(({ features }) => features.map(({ id }) => id)));
  const others = together.filter(({ id }) => !sharing.has(id));
  const own = others.map(({ id, reducer }) => ({
    name: columns.take(reducer.kind),
    value: emitReducer(access, reducer),
    features: [{ id }],
  }));
  return [...own, ...shared];
}

function ownTable(
  block: Block,
  access: RowAccess,
  reducer: OrderedReducer | PeriodReducer,
  keys: readonly Named[],
): SelectQueryNode {
  switch (reducer.kind) {
    case 'count_periods':
    case 'longest_run':
      return countedPeriods(block, access, reducer, keys);
    case 'mode':
    case 'first':
    case 'last':
      return pickedValue(block, access, reducer, keys);
    default:
      return assertNever(reducer);
  }
}

/** `orders`, `contacts_site_visited`. */
function nameOf(feature: PlannedFeature): string {
  return feature.path
    .map(({ relation }) => relation)
    .filter(isNew)
    .join('_');
}

/** A relation through a link object is two hops of one name. */
function isNew(name: string, index: number, names: readonly string[]): boolean {
  return name !== names[index - 1];
}

interface Keys {
  readonly name: string;
  readonly all: readonly Named[];
}

/** The anchor's key and, for a feature that looks further out, the values it was computed for. */
function keySelections(
  block: Block,
  feature: PlannedFeature,
  bound: BoundValues | undefined,
): Keys {
  const name = `${feature.anchor}_key`;
  const row: Row = { up: 1, hops: [], entity: feature.anchor };
  const outer = (bound?.outerColumns ?? []).map(({ need, column: outerName }) => ({
    name: outerName,
    value: neededValue(block, need.row, need.read),
  }));
  return { name, all: [{ name, value: keyOf(block, row) }, ...outer] };
}
