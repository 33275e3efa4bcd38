// Columns of a table → lines of a declaration, as far as names, types and values tell.
import type { ColumnFamily, TableProfile, WarehouseColumn, WarehouseTable } from '../warehouse.ts';
import { fieldName } from './names.ts';

/** A column whose name says it holds the key of another object. */
export interface Reference {
  readonly field: string;
  readonly column: string;
  readonly to: string;
  /** Every known value is a key there. */
  readonly isContained: boolean;
}

/** The column that identifies a row: never missing, never repeated, and named like a key. */
export function guessKey(
  table: WarehouseTable,
  profile: TableProfile,
  object: string,
): WarehouseColumn | undefined {
  const keys = table.columns.filter(({ name, family }) => {
    const facts = profile.columns[name];
    const isUnique = profile.rows > 0 && facts?.missing === 0 && facts.distinct === profile.rows;
    return isUnique && ['integer', 'text', 'uuid', 'decimal'].includes(family);
  });
  const wanted = ['id', `${object}_id`, 'key', `${object}_key`, 'uuid', `${object}_no`, 'code'];
  for (const name of wanted) {
    const found = keys.find((column) => fieldName(column.name) === name);
    if (found !== undefined) return found;
  }
  return keys.find((column) => /(?:^|_)(?:id|key|uuid)$/.test(fieldName(column.name)));
}

/** `email: email? @column("Mail")`; a comment for a type that is not read. */
export function fieldLine(column: WarehouseColumn, profile: TableProfile): string {
  const field = fieldName(column.name);
  const type = fieldType(column, field);
  if (type === undefined) return `// ${field}: ${column.nativeType} is not read`;
  const optional = (profile.columns[column.name]?.missing ?? 0) > 0 ? '?' : '';
  const [base, array] = type.endsWith('[]') ? [type.slice(0, -2), '[]'] : [type, ''];
  return `${field}: ${base}${array}${optional}${columnAnnotation(field, column.name)}`;
}

export function keyLine(column: WarehouseColumn): string {
  const field = fieldName(column.name);
  return `${field}: id @key${columnAnnotation(field, column.name)}`;
}

/** A relation; only a comment when some values are not keys there. */
export function referenceLine(reference: Reference, isOptional: boolean): string {
  const line = `${reference.field}: ${reference.to}${isOptional ? '?' : ''} via ${reference.column}`;
  if (reference.isContained) return line;
  return `// ${line}    some values are no key of ${reference.to}`;
}

function columnAnnotation(field: string, column: string): string {
  return field === column ? '' : ` @column(${JSON.stringify(column)})`;
}

const types: Readonly<Partial<Record<ColumnFamily, string>>> = {
  integer: 'int',
  decimal: 'decimal',
  float: 'decimal',
  boolean: 'bool',
  date: 'date',
  timestamp: 'timestamp',
  interval: 'duration',
  uuid: 'id',
  json: 'json',
  struct: 'json',
};

function fieldType(column: WarehouseColumn, field: string): string | undefined {
  if (column.family === 'text') {
    if (/(?:^|_)e_?mail$/.test(field)) return 'email';
    if (/(?:^|_)(?:url|website)$/.test(field)) return 'url';
    return 'text';
  }
  if (column.family === 'array') return arrayType(column.nativeType);
  return types[column.family];
}

function arrayType(nativeType: string): string | undefined {
  if (/^VARCHAR\[\d*\]$/.test(nativeType)) return 'text[]';
  return /^(?:TINYINT|SMALLINT|INTEGER|BIGINT)\[\d*\]$/.test(nativeType) ? 'int[]' : undefined;
}
