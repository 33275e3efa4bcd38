// Part of running tests: the type of a column in the test database, from what the language takes its values for.
import type { ValueType } from '../../compiler/check/value-type.ts';
import type { SqlType } from '../../compiler/sql/dialect.ts';

export interface StoredType {
  readonly type: SqlType;
  readonly array: boolean;
}

const storedAs: Partial<Readonly<Record<ValueType['kind'], SqlType>>> = {
  int: 'integer',
  decimal: 'decimal',
  percent: 'decimal',
  money: 'money',
  geo: 'decimal',
  bool: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
};

/** Keys, texts, JSON and what has no type of its own are text. */
export function storedType(type: ValueType): StoredType {
  if (type.kind === 'array') return { type: storedType(type.element).type, array: true };
  return { type: storedAs[type.kind] ?? 'text', array: false };
}

/** Each may be stored as the next one without loss that a reader would see. */
const widening: readonly (readonly SqlType[])[] = [
  ['integer', 'money', 'decimal', 'text'],
  ['date', 'timestamp', 'text'],
];

/** The type of one column that two entities take for different things. */
export function commonType(one: StoredType, other: StoredType): StoredType {
  if (one.type === other.type && one.array === other.array) return one;
  const chain = widening.find((types) => types.includes(one.type) && types.includes(other.type));
  if (chain === undefined || one.array || other.array) return { type: 'text', array: false };
  return chain.indexOf(one.type) > chain.indexOf(other.type) ? one : other;
}
