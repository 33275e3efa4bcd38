// Part of compiler/lower: places on earth. A place is no single value: it ends here as latitude and longitude in degrees.
import { InternalError, must } from '../assert.ts';
import type { CheckedValue, RowReference } from '../check/checked.ts';
import type { ColumnRead, Value } from './ir.ts';
import { attributeOf, placeOf, rowAt, type Scope } from './lowering.ts';

/** Lowers a value that is no place. */
type Lower = (value: CheckedValue, scope: Scope) => Value;

/** Great-circle distance in kilometres, missing when a coordinate is. */
export function lowerDistanceKm(
  from: CheckedValue,
  to: CheckedValue,
  scope: Scope,
  lower: Lower,
): Value {
  const args = [from, to].flatMap((place) => coordinatesOf(place, scope, lower));
  return { kind: 'call', function: 'great_circle_km', args, type: { kind: 'decimal' } };
}

/** Latitude, longitude. */
export function coordinatesOf(place: CheckedValue, scope: Scope, lower: Lower): readonly Value[] {
  if (place.kind === 'call' && place.function === 'geo') {
    return place.args.map((coordinate) => lower(coordinate, scope));
  }
  if (place.kind === 'attribute') return columnsOf(place.row, place.attribute, scope);
  throw new InternalError(`a place as ${place.kind}`);
}

function columnsOf(reference: RowReference, name: string, scope: Scope): readonly Value[] {
  const place = placeOf(reference, scope);
  const attribute = attributeOf(place.entity, name, scope);
  const longitude = must(attribute.longitude, `longitude of ${name}`);
  return [attribute, longitude].map(({ column, jsonPath }) => {
    const read: ColumnRead = {
      attribute: name,
      role: 'attribute',
      column,
      type: { kind: 'decimal' },
      jsonPath,
      sql: undefined,
      blankIsMissing: false,
      zone: undefined,
    };
    return { kind: 'column', row: rowAt(place, scope), read };
  });
}
