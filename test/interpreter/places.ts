// The reference interpreter: places on earth. docs/language.md, "Attributes": the great-circle distance. On a sphere with the
// mean radius 6371.0088 km, by the haversine formula.
import { double, toDouble } from './amount.ts';
import { amountOf, type Datum, type MaybeDatum, number } from './datum.ts';

const earthRadiusKm = 6371.0088;

export function distanceInKm(name: 'geo' | 'distance_km', args: readonly Datum[]): MaybeDatum {
  const [first, second] = args;
  if (first === undefined || second === undefined) throw new Error(`${name} takes two arguments`);
  if (name === 'geo') {
    return {
      kind: 'place',
      latitude: toDouble(amountOf(first)),
      longitude: toDouble(amountOf(second)),
    };
  }
  if (first.kind !== 'place' || second.kind !== 'place') throw new Error('two places');
  const [from, to] = [radians(first), radians(second)];
  const chord =
    Math.sin((to.latitude - from.latitude) / 2) ** 2 +
    Math.cos(from.latitude) *
      Math.cos(to.latitude) *
      Math.sin((to.longitude - from.longitude) / 2) ** 2;
  const kilometres = double(2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord))));
  return kilometres === undefined ? undefined : number(kilometres);
}

type Place = Extract<Datum, { kind: 'place' }>;

function radians({ latitude, longitude }: Place): Pick<Place, 'latitude' | 'longitude'> {
  return { latitude: (latitude * Math.PI) / 180, longitude: (longitude * Math.PI) / 180 };
}
