// The reference interpreter: the rows that exist. Rows that `@where` does not keep and rows that are `@deleted` do not exist
// (docs/language.md, "`object`"). Rows are told apart by identity: two equal rows are two.
import type { CheckedCondition } from '../../compiler/check/checked.ts';
import type { Attribute, Entity, Model, Relation } from '../../compiler/check/model.ts';
import { toDouble } from './amount.ts';
import { amountOf, type MaybeDatum } from './datum.ts';
import { fromJson, insideJson } from './json-values.ts';
import { compareTexts } from './ordering.ts';
import { fromStored } from './stored-values.ts';
import type { StoredRow, StoredValue, World } from './world.ts';

export interface Row {
  readonly entity: Entity;
  readonly cells: StoredRow;
}

type RowCondition = (condition: CheckedCondition, row: Row) => boolean;

export class Database {
  private readonly byEntity = new Map<string, readonly Row[]>();
  private readonly byKey = new Map<string, ReadonlyMap<string, Row>>();
  private readonly byColumn = new Map<string, ReadonlyMap<string, readonly Row[]>>();

  private readonly model: Model;
  private readonly world: World;
  private readonly holds: RowCondition;

  /** `holds` answers `@where` and `@deleted`, over a row's own columns. */
  constructor(model: Model, world: World, holds: RowCondition) {
    this.model = model;
    this.world = world;
    this.holds = holds;
  }

  entity(id: string): Entity {
    const entity = this.model.entities[id];
    if (entity === undefined) throw new Error(`no entity ${id}`);
    return entity;
  }

  rows(id: string): readonly Row[] {
    return memoised(this.byEntity, id, () => {
      const entity = this.entity(id);
      const stored = this.world.tables[entity.source.table] ?? [];
      return stored.map((cells) => ({ entity, cells })).filter((row) => this.exists(row));
    });
  }

  private exists(row: Row): boolean {
    const { source, tracking } = row.entity;
    if (source.where !== undefined && !this.holds(source.where, row)) return false;
    return tracking.deletedWhen === undefined || !this.holds(tracking.deletedWhen, row);
  }

  keyOf(row: Row): string {
    const key = textIn(row.cells[this.keyColumn(row.entity)]);
    if (key === undefined) throw new Error(`a row of ${row.entity.id} without key`);
    return key;
  }

  /** Keys of objects of one kind, lowest first: in the order of the type that they are stored as. */
  compareKeys(left: Row, right: Row): number {
    const { source } = left.entity;
    const type = this.world.columnTypes?.[source.table]?.[this.keyColumn(left.entity)];
    const [a, b] = [this.keyOf(left), this.keyOf(right)];
    if (type !== 'BIGINT') return compareTexts(a, b);
    return Number(BigInt(a) - BigInt(b));
  }

  private keyColumn(entity: Entity): string {
    const column = entity.attributes[entity.key ?? '']?.column;
    if (column === undefined) throw new Error(`${entity.id} has no key`);
    return column;
  }

  /** The object's row with the key. */
  find(id: string, key: string): Row | undefined {
    const rows = memoised(this.byKey, id, () => {
      return new Map(this.rows(id).map((row) => [this.keyOf(row), row]));
    });
    return rows.get(key);
  }

  /** The rows whose column holds the key. */
  withKeyIn(id: string, column: string, key: string): readonly Row[] {
    const rows = memoised(this.byColumn, `${id} ${column}`, () => {
      const groups = new Map<string, Row[]>();
      for (const row of this.rows(id)) {
        const held = textIn(row.cells[column]);
        if (held !== undefined) groups.set(held, [...(groups.get(held) ?? []), row]);
      }
      return groups;
    });
    return rows.get(key) ?? [];
  }

  relation(row: Row, name: string): Relation {
    const relation = row.entity.relations[name];
    if (relation === undefined) throw new Error(`${row.entity.id} has no relation ${name}`);
    return relation;
  }

  /** The key that a to-one relation's column holds, whether or not such a row exists. */
  heldKey(row: Row, name: string): string | undefined {
    const relation = this.relation(row, name);
    if (relation.kind !== 'to_one') throw new Error(`${name} is not to one`);
    return textIn(row.cells[relation.column]);
  }

  /** The related rows; a to-one relation gives none or one, a many-to-many one row for each link. */
  related(row: Row, name: string): readonly Row[] {
    const relation = this.relation(row, name);
    switch (relation.kind) {
      case 'to_one': {
        const key = this.heldKey(row, name);
        const found = key === undefined ? undefined : this.find(relation.to, key);
        return found === undefined ? [] : [found];
      }
      case 'to_many':
        return this.withKeyIn(relation.to, relation.column, this.keyOf(row));
      case 'through':
        return this.withKeyIn(relation.link, relation.nearColumn, this.keyOf(row)).flatMap(
          ({ cells }) => {
            const key = textIn(cells[relation.farColumn]);
            const found = key === undefined ? undefined : this.find(relation.to, key);
            return found === undefined ? [] : [found];
          },
        );
    }
  }

  attribute(row: Row, name: string): MaybeDatum {
    const attribute = row.entity.attributes[name];
    if (attribute === undefined) throw new Error(`${row.entity.id} has no attribute ${name}`);
    return attribute.type.kind === 'geo'
      ? placeIn(row, attribute)
      : valueIn(row, attribute, attribute);
  }
}

interface Cell {
  readonly column: string;
  readonly jsonPath: readonly string[];
}

function valueIn(row: Row, { type, zone, blankIsMissing }: Attribute, cell: Cell): MaybeDatum {
  const stored = row.cells[cell.column];
  const value =
    cell.jsonPath.length === 0
      ? fromStored(stored, type, zone)
      : typeof stored === 'string'
        ? fromJson(insideJson(stored, cell.jsonPath), type, zone)
        : undefined;
  return blankIsMissing && value?.kind === 'text' && value.text === '' ? undefined : value;
}

/** A place without one of its coordinates, or with one that is not on earth, is missing. */
function placeIn(row: Row, attribute: Attribute): MaybeDatum {
  if (attribute.longitude === undefined) throw new Error(`${attribute.name} has no longitude`);
  const number: Attribute = { ...attribute, type: { kind: 'decimal' } };
  const latitude = valueIn(row, number, attribute);
  const longitude = valueIn(row, number, attribute.longitude);
  if (latitude === undefined || longitude === undefined) return undefined;
  return {
    kind: 'place',
    latitude: toDouble(amountOf(latitude)),
    longitude: toDouble(amountOf(longitude)),
  };
}

function textIn(cell: StoredValue | undefined): string | undefined {
  return typeof cell === 'string' ? cell : undefined;
}

function memoised<Key, Value>(memo: Map<Key, Value>, key: Key, compute: () => Value): Value {
  const known = memo.get(key);
  if (known !== undefined) return known;
  const value = compute();
  memo.set(key, value);
  return value;
}
