// Random rows for the tables of a model: values that the conditions name, thresholds and what lies beside them, dangling and missing
// keys, duplicates, rows that `@where` and `@deleted` leave out.
import type { AttributeSpec, EntitySpec, ModelSpec, StoredValue } from './model-spec.ts';
import type { Random } from './random.ts';
import { storedInstant, type Thresholds } from './thresholds.ts';

export type StoredRow = Readonly<Record<string, StoredValue>>;

export interface StoredTable {
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly StoredRow[];
}

/** By name of the table as in the model. */
export type StoredTables = Readonly<Record<string, StoredTable>>;

const keyPool: readonly string[] = [
  'k1',
  'k2',
  'k3',
  'K1',
  'a',
  'Z',
  'ż',
  "o'x",
  '10',
  '9',
  '😀',
  '',
];

/** Of the rows of every object; the first object has the most. */
export function randomKeys(
  random: Random,
  { entities }: ModelSpec,
): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, readonly string[]>();
  for (const { kind, id, key } of entities.values()) {
    if (kind !== 'object') continue;
    const most = keys.size === 0 ? random.between(7, 13) : random.between(3, 9);
    const count = random.chance(4) ? 0 : most;
    const isNumeric = key?.column.sqlType === 'BIGINT';
    const plain = Array.from({ length: 14 }, (_item, at) => `${isNumeric ? '3' : 'p'}${at + 10}`);
    // As numbers in another order than as texts.
    const odd = isNumeric ? ['407', '9', '-12', '2200'] : keyPool;
    keys.set(id, random.some([...random.some(odd, 4), ...random.some(plain, 10)], count));
  }
  return keys;
}

export class RowMaker {
  readonly #random: Random;
  readonly #model: ModelSpec;
  readonly #thresholds: Thresholds;
  readonly #keys: ReadonlyMap<string, readonly string[]>;

  constructor(
    random: Random,
    model: ModelSpec,
    thresholds: Thresholds,
    keys: ReadonlyMap<string, readonly string[]>,
  ) {
    this.#random = random;
    this.#model = model;
    this.#thresholds = thresholds;
    this.#keys = keys;
  }

  /** Keys of the rows of an object. */
  keysOf(object: string): readonly string[] {
    return this.#keys.get(object) ?? [];
  }

  tables(): StoredTables {
    const entities = [...this.#model.entities.values()];
    const tables: Record<string, { columns: Record<string, string>; rows: StoredRow[] }> = {};
    for (const entity of entities) {
      const { name, columns } = entity.table;
      const table = (tables[name] ??= { columns: Object.fromEntries(columns), rows: [] });
      table.rows.push(...this.#rowsOf(entity));
    }
    for (const table of Object.values(tables)) table.rows = [...this.#random.shuffled(table.rows)];
    return tables;
  }

  #rowsOf(entity: EntitySpec): readonly StoredRow[] {
    const random = this.#random;
    if (entity.kind === 'object') return this.#objectRows(entity);
    const most = entity.kind === 'event' ? 30 : 16;
    const count = random.chance(4) ? 0 : random.between(Math.floor(most / 3), most);
    const rows: StoredRow[] = [];
    for (let at = 0; at < count; at += 1) {
      const copied = random.chance(8) ? random.pickOne(rows) : undefined;
      rows.push(copied ?? this.#row(entity, undefined, random.chance(8)));
    }
    return rows;
  }

  #objectRows(entity: EntitySpec): readonly StoredRow[] {
    const rows = this.keysOf(entity.id).map((key) => this.#row(entity, key, false));
    if (entity.foreign.length === 0) return rows;
    const left = [...this.#random.some(this.keysOf(entity.id), 1), 'gone', 'gone'];
    for (const key of this.#random.some(left, 2)) {
      rows.push(this.#row(entity, entity.key?.column.sqlType === 'BIGINT' ? '777' : key, true));
    }
    return rows;
  }

  #row(entity: EntitySpec, key: string | undefined, isForeign: boolean): StoredRow {
    const random = this.#random;
    const raw = isForeign ? random.pickOne(entity.foreign) : random.pickOne(entity.own);
    const row: Record<string, StoredValue> = { ...raw };
    if (entity.key !== undefined) row[entity.key.column.name] = key ?? null;
    const { owner } = entity;
    if (owner !== undefined) {
      const sqlType = entity.table.columns.get(owner.column) ?? '';
      row[owner.column] = this.#keyOf(owner.object, sqlType, random.chance(10));
    }
    for (const { kind, to, nullable, via } of entity.relations) {
      if (kind !== 'to_one' || row[via] !== undefined) continue;
      row[via] = this.#keyOf(
        to,
        entity.table.columns.get(via) ?? '',
        nullable && random.chance(20),
      );
    }
    const json = new Map<string, AttributeSpec[]>();
    for (const attribute of entity.attributes) {
      if (attribute.jsonPath.length === 0) this.#fill(row, attribute);
      else json.set(attribute.column.name, [...(json.get(attribute.column.name) ?? []), attribute]);
    }
    for (const [column, fields] of json) row[column] = this.#json(fields);
    return row;
  }

  #keyOf(object: string, sqlType: string, isMissing: boolean): StoredValue {
    const random = this.#random;
    if (isMissing) return null;
    const dangling = sqlType === 'BIGINT' ? '405' : random.pick(['nobody', 'gone', 'K9']);
    return random.chance(7) ? dangling : (random.pickOne(this.keysOf(object)) ?? dangling);
  }

  #fill(row: Record<string, StoredValue>, attribute: AttributeSpec): void {
    const random = this.#random;
    const { column, longitude, nullable, type } = attribute;
    const isMissing = nullable && random.chance(22);
    if (type.kind === 'geo') {
      row[column.name] = isMissing ? null : random.pick(['52.25', '52.5', '-33.5', '0', '89.75']);
      const half = isMissing ? random.chance(50) : nullable && random.chance(5);
      const value = random.pick(['21', '21.25', '151.5', '-179.75', '179.5']);
      if (longitude !== undefined) row[longitude.name] = half ? null : value;
      return;
    }
    row[column.name] = isMissing ? null : this.#value(attribute);
  }

  #value({ type, domain, zone, nullable }: AttributeSpec): StoredValue {
    const random = this.#random;
    if (type.kind === 'timestamp') {
      return storedInstant(this.#thresholds.someInstant(random), zone);
    }
    if (type.kind === 'date') return this.#thresholds.someDay(random).toString();
    const value = random.pickOne(domain) ?? null;
    if (value === null && !nullable) throw new Error(`no values for ${type.kind}`);
    return value;
  }

  /** JSON text; fields may be missing, or null, which is the same. */
  #json(fields: readonly AttributeSpec[]): StoredValue {
    const random = this.#random;
    if (fields[0]?.annotations.includes('??') === true && random.chance(15)) return null;
    const value: Record<string, unknown> = {};
    for (const field of fields) {
      const leaf = this.#leaf(field);
      if (leaf === undefined) continue;
      const [first = '', second] = field.jsonPath;
      if (second === undefined) value[first] = leaf;
      else nested(value, first)[second] = leaf;
    }
    return JSON.stringify(value);
  }

  /** Undefined when the field is left out. */
  #leaf(field: AttributeSpec): unknown {
    const random = this.#random;
    const isMissing = field.annotations.includes('?') && random.chance(25);
    if (isMissing && random.chance(50)) return undefined;
    const stored = isMissing ? null : this.#value(field);
    const plain = isNumber(field) && typeof stored === 'string' ? Number(stored) : stored;
    const isOdd = field.nullable && random.chance(10);
    const odd = isOdd ? random.pick<unknown>(oddLeaves) : plain;
    // Whether a number is a version is said nowhere.
    return field.type.kind === 'version' && typeof odd === 'number' ? plain : odd;
  }
}

/** Of other types than the model says, or texts that read as one of them. */
const oddLeaves: readonly unknown[] = [
  '12',
  '12.5',
  12.5,
  3,
  true,
  'true',
  'TRUE',
  'x',
  '',
  [],
  ['a', 1],
  {},
  '2025-11-01',
  '2025-11-01T10:00:00Z',
];

function isNumber({ type }: AttributeSpec): boolean {
  return ['int', 'decimal', 'percent', 'money'].includes(type.kind);
}

function nested(value: Record<string, unknown>, key: string): Record<string, unknown> {
  const inner: Record<string, unknown> = {};
  const known = value[key];
  if (typeof known === 'object' && known !== null) Object.assign(inner, known);
  value[key] = inner;
  return inner;
}
