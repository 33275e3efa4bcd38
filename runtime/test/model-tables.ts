// Part of running tests: every table that a model names, with all columns that it knows of each. A table of several entities is
// one table. What tests read is the same for all of them, so that their tables are made once.
import { must } from '../../compiler/assert.ts';
import type { CheckedCondition, CheckedValue } from '../../compiler/check/checked.ts';
import type { Attribute, Entity, Model } from '../../compiler/check/model.ts';
import type { ValueType } from '../../compiler/check/value-type.ts';
import type { TestColumn } from '../test-warehouse.ts';
import { commonType, storedType, type StoredType } from './stored-type.ts';

/** By table name; columns by name. DuckDB's names know no case, so names are lower case. */
export type TestTables = ReadonlyMap<string, ReadonlyMap<string, TestColumn>>;

type OpenTables = Map<string, Map<string, TestColumn>>;

export function tablesOfModel(model: Model): TestTables {
  const tables: OpenTables = new Map();
  for (const entity of Object.values(model.entities)) addEntity(tables, model, entity);
  return tables;
}

/** The table of an entity as tests know it. */
export function tableName(entity: Entity): string {
  return entity.source.table.toLowerCase();
}

function addEntity(tables: OpenTables, model: Model, entity: Entity): void {
  const add = (column: string, type: ValueType, isJson = false): void => {
    addColumn(tables, entity, column, isJson ? { type: 'text', array: false } : storedType(type));
  };
  for (const attribute of Object.values(entity.attributes)) addAttribute(attribute, add);
  if (entity.owner !== undefined) add(entity.owner.column, keyType(model, entity.owner.object));
  for (const relation of Object.values(entity.relations)) {
    // Every other relation is the far side of a to-one relation, or of an owner.
    if (relation.kind === 'to_one') add(relation.column, keyType(model, relation.to));
  }
  for (const condition of [entity.source.where, entity.tracking.deletedWhen]) {
    if (condition === undefined) continue;
    for (const { column, type } of rawColumnsOf(condition)) add(column, type);
  }
}

export function keyColumnOf(model: Model, object: string): string {
  const entity = must(model.entities[object], `entity ${object}`);
  return must(entity.attributes[entity.key ?? '']?.column, `key of ${object}`);
}

/** The type of the key of an object, which is that of every column that holds it. */
export function keyType(model: Model, object: string): ValueType {
  const entity = model.entities[object];
  const key = entity?.key === undefined ? undefined : entity.attributes[entity.key];
  return key?.type ?? { kind: 'id', of: object };
}

function addAttribute(
  attribute: Attribute,
  add: (column: string, type: ValueType, isJson: boolean) => void,
): void {
  const { column, type, jsonPath, longitude, sql } = attribute;
  if (sql !== undefined) return;
  add(column, type, jsonPath.length > 0);
  if (longitude !== undefined) add(longitude.column, type, longitude.jsonPath.length > 0);
}

function addColumn(tables: OpenTables, entity: Entity, column: string, type: StoredType): void {
  const table = tableName(entity);
  const columns = tables.get(table) ?? new Map<string, TestColumn>();
  tables.set(table, columns);
  const known = columns.get(column.toLowerCase());
  const name = known?.name ?? column;
  columns.set(column.toLowerCase(), {
    name,
    ...(known === undefined ? type : commonType(known, type)),
  });
}

type RawColumn = Extract<CheckedValue, { kind: 'raw_column' }>;

/** The columns that a condition on a table names. */
function rawColumnsOf(condition: CheckedCondition): readonly RawColumn[] {
  const found: RawColumn[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (isRawColumn(node)) found.push(node);
    for (const inner of Object.values(node)) visit(inner);
  };
  visit(condition);
  return found;
}

function isRawColumn(node: object): node is RawColumn {
  return 'kind' in node && node.kind === 'raw_column';
}
