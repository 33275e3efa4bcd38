// Where an attribute of type geo is: two columns, or two values in JSON columns, latitude first.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { FieldSyntax } from '../../syntax/ast.ts';
import type { Attribute } from '../model.ts';
import { type Annotations, someTexts } from './annotations.ts';
import type { Declaring } from './declaring.ts';

interface GeoPlace {
  readonly column: string;
  readonly jsonPath: readonly string[];
  readonly longitude: Attribute['longitude'];
}

export function geoPlace(
  field: FieldSyntax,
  annotations: Annotations,
  declaring: Declaring,
): GeoPlace {
  const annotation = annotations.get('column') ?? annotations.get('json');
  const unplaced = { column: field.name.text, jsonPath: [], longitude: undefined };
  if (annotation === undefined) {
    reportUnplaced(field, declaring);
    return unplaced;
  }
  const [latitude, longitude, more] = someTexts(annotation, declaring) ?? [];
  if (latitude === undefined) return unplaced;
  if (longitude === undefined || more !== undefined) {
    reportUnplaced(field, declaring);
    return unplaced;
  }
  const isJson = annotation.name.text === 'json';
  return { ...placeOf(latitude, isJson), longitude: placeOf(longitude, isJson) };
}

function reportUnplaced({ name, type }: FieldSyntax, declaring: Declaring): void {
  declaring.reporter.report(catalogue.declarations.typeArguments, type.span, {
    problem: 'a place is in two columns, and these are not named',
    help: `Name them, latitude first: \`${name.text}: geo @column("latitude", "longitude")\`.`,
  });
}

function placeOf(text: string, isJson: boolean): Omit<GeoPlace, 'longitude'> {
  const [column = text, ...jsonPath] = isJson ? text.split('.') : [text];
  return { column, jsonPath };
}
