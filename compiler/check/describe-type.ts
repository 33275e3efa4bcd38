// Serves the messages of the checker: a type in the words of the language.
import type { ValueType } from './value-type.ts';

/** `text`, `money(USD)`, `enum("a", "b")`, `text[]`, `id of user`. */
export function describeType(type: ValueType): string {
  if (type.kind === 'money') return `money(${type.currency})`;
  if (type.kind === 'enum') return `enum(${enumValues(type.values)})`;
  if (type.kind === 'array') return `${describeType(type.element)}[]`;
  if (type.kind === 'id' && type.of !== undefined) return `id of ${type.of}`;
  return type.kind === 'raw' ? 'column' : type.kind;
}

/** The same with `?` when the value can be missing. */
export function describeOptional(type: ValueType, nullable: boolean): string {
  return `${describeType(type)}${nullable ? '?' : ''}`;
}

function enumValues(values: readonly string[]): string {
  const shown = values.slice(0, 4).map((value) => `"${value}"`);
  return values.length > 4 ? `${shown.join(', ')}, …` : shown.join(', ');
}
