// Part of compiler/boundaries: values for fields of which nothing is asked but that they are known.
import type { ValueType } from '../check/value-type.ts';
import type { Clock } from './clock.ts';
import type { Scalar } from './scalar.ts';

/** Undefined for types that have no values of their own. */
export function plainValue(type: ValueType, name: string, clock: Clock): Scalar | undefined {
  const month = 30;
  switch (type.kind) {
    case 'text':
    case 'id':
      return name;
    case 'email':
      return 'someone@example.com';
    case 'url':
      return 'https://example.com/';
    case 'int':
    case 'decimal':
      return 1;
    case 'percent':
      return 0.5;
    case 'money':
      return 10;
    case 'bool':
      return false;
    case 'date':
      return clock.today - month;
    case 'timestamp':
      return clock.now - month * 86_400_000;
    case 'enum':
      return type.values[0];
    case 'version':
      return '1.0.0';
    case 'geo':
      return { latitude: 52.2, longitude: 21 };
    case 'array':
      return [plainValue(type.element, name, clock) ?? name];
    case 'json':
    case 'duration':
    case 'raw':
    case 'unknown':
      return undefined;
    default:
      return undefined;
  }
}
