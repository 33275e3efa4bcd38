// What members of a segment look like, staged or published: when two are of the same object, and which columns differ.
import { name } from '../engine/sql-text.ts';
import { publishedAs } from '../state/state-tables.ts';

/** What the diff and the commit need to know of a staged segment. */
export interface StagedShape {
  readonly objectType: string;
  readonly keyColumn: string;
  readonly keyType: string;
  readonly publishColumns: readonly { readonly name: string; readonly nativeType: string }[];
}

/**
 * SQL that is true when rows `a` and `b` are of the same object: native keys of one type are compared as they are, others as
 * text, since values are never converted implicitly. Objects of another type are never the same.
 */
export function sameObject(a: string, shapeA: StagedShape, b: string, shapeB: StagedShape): string {
  if (shapeA.objectType !== shapeB.objectType) return 'FALSE';
  const [keyA, keyB] = [`${a}.${name(shapeA.keyColumn)}`, `${b}.${name(shapeB.keyColumn)}`];
  return shapeA.keyType === shapeB.keyType
    ? `${keyA} = ${keyB}`
    : `CAST(${keyA} AS VARCHAR) = CAST(${keyB} AS VARCHAR)`;
}

/** False when the membership table must be built anew. */
export function sameShape(a: StagedShape, b: StagedShape): boolean {
  return (
    a.objectType === b.objectType &&
    a.keyColumn === b.keyColumn &&
    a.keyType === b.keyType &&
    JSON.stringify(a.publishColumns.map((one) => [one.name, one.nativeType])) ===
      JSON.stringify(b.publishColumns.map((one) => [one.name, one.nativeType]))
  );
}

/** A segment to be published over what is published of it. */
export interface ShapeChange extends StagedShape {
  readonly published: StagedShape | undefined;
}

/** Whether the members can stay where they are published. */
export function keepsShape(segment: ShapeChange): boolean {
  return segment.published !== undefined && sameShape(segment, segment.published);
}

/** Whether members are published in a shape that those to come do not have. */
export function isReshaped(segment: ShapeChange): boolean {
  return segment.published !== undefined && !keepsShape(segment);
}

/** SQL that is true when a publish column of `n` (staged) and `b` (published) differs. */
export function publishDiffers(staged: StagedShape): string {
  return staged.publishColumns
    .map((column, index) => `n.${name(column.name)} IS DISTINCT FROM b.${publishedAs(index)}`)
    .join(' OR ');
}
