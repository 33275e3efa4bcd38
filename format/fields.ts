// Prints fields, types and annotations.
import type { AnnotationSyntax, FieldSyntax, TypeSyntax } from '../compiler/syntax/ast.ts';
import type { Extent } from '../compiler/syntax/parse-alone.ts';
import { keptText } from './kept-regions.ts';
import { layOut, type Item } from './items.ts';
import { asItStands, parenthesisedText } from './lists.ts';
import { namesText, width, type Place } from './printing.ts';
import { argumentsText } from './values.ts';
import { commentsIn, insideBraces } from './written.ts';

export function fieldItem(field: FieldSyntax, place: Place): Item {
  return { extent: field.span, print: () => fieldText(field, place) };
}

function fieldText(field: FieldSyntax, place: Place): string {
  const via = field.via === undefined ? '' : ` via ${namesText(field.via)}`;
  const type = typeText(field.type, place);
  return `${field.name.text}: ${type}${via}${annotationsText(field.annotations, place)}`;
}

/** ` @key @column("id")`, with a blank before each. */
export function annotationsText(annotations: readonly AnnotationSyntax[], place: Place): string {
  return annotations.map((annotation) => ` ${annotationText(annotation, place)}`).join('');
}

function annotationText({ name, args }: AnnotationSyntax, place: Place): string {
  return `@${name.text}${args.length === 0 ? '' : argumentsText(args, place)}`;
}

export function typeText(type: TypeSyntax, place: Place): string {
  const list = type.args.length === 0 ? '' : parenthesisedText(type.args.map(asItStands), place);
  const view = type.fields === undefined ? '' : ` ${viewText(type.fields, type.span, place)}`;
  return `${type.name.text}${list}${type.array ? '[]' : ''}${type.nullable ? '?' : ''}${view}`;
}

/** `{ score: int?, source: text? }`, on lines of their own when long or commented. */
function viewText(fields: readonly FieldSyntax[], extent: Extent, place: Place): string {
  const region = insideBraces(place.written, extent.start, extent.end);
  const flat = `{ ${fields.map((field) => fieldText(field, place)).join(', ')} }`;
  const short = flat.length + place.indent <= width - 20 && !flat.includes('\n');
  if (short && fields.length > 0 && commentsIn(place.written, region).length === 0) return flat;
  return fieldsText(fields, region, place);
}

/** `{`, a line for each field, `}` */
function fieldsText(fields: readonly FieldSyntax[], region: Extent, place: Place): string {
  return braced(fieldLines(fields, region, place), place);
}

/** A line for each field, one level inside `place`. */
export function fieldLines(fields: readonly FieldSyntax[], region: Extent, place: Place): string {
  const deeper = { ...place, indent: place.indent + 2 };
  const items = fields.map((field) => fieldItem(field, deeper));
  return layOut(items, region, place.written, { indent: deeper.indent });
}

/**
 * A declaration: its head, then `lines` in braces. A head that holds comments which `head` does not print is kept as
 * written, up to its brace.
 */
export function declared(
  head: string,
  start: number,
  region: Extent,
  lines: string,
  place: Place,
): string {
  const { written } = place;
  const extent = { start, end: region.start };
  const comments = commentsIn(written, extent);
  if (comments.every((comment) => written.printed.has(comment.start))) {
    return `${head} ${braced(lines, place)}`;
  }
  const kept = keptText(extent, written, place.indent);
  return `${kept.slice(0, -1)}${braced(lines, place)}`;
}

/** `lines` in braces of their own. */
export function braced(lines: string, place: Place): string {
  return lines === '' ? '{}' : `{\n${lines}\n${' '.repeat(place.indent)}}`;
}
