// A path where a value is expected: an attribute, a trait, the key a to-one relation holds, or a raw column.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { Span } from '../../source.ts';
import type { PathSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedValue, RowReference } from '../checked.ts';
import { type Checking, unknownValue } from '../checking.ts';
import type { Attribute } from '../model.ts';
import type { EntityInfo } from '../model-table.ts';
import { type Hop, isToMany, resolvePath, type ResolvedPath } from '../resolve-path.ts';
import type { RowScope } from '../scope.ts';

export function checkPathValue(
  path: PathSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedValue {
  if (scope.raw) return rawColumn(path, checking);
  const resolved = resolvePath(path, scope, checking);
  return resolved === undefined
    ? unknownValue(path.span)
    : valueAtEnd(resolved.row.depth, resolved.from, resolved, checking);
}

/** The value a path of to-one hops ends in, from a row of `from` in scope `depth`. */
export function valueAtEnd(
  depth: number,
  from: EntityInfo,
  path: Pick<ResolvedPath, 'hops' | 'end' | 'span'>,
  checking: Checking,
): CheckedValue {
  const value = plainValueAtEnd(depth, from, path, checking);
  if (value.nullable && !isDeclaredNullable(path)) checking.findings.danglingOnly.add(value);
  return value;
}

/** Whether something on the way is declared with `?`. */
function isDeclaredNullable({ hops, end }: Pick<ResolvedPath, 'hops' | 'end'>): boolean {
  if (hops.some(({ relation }) => relation.kind === 'to_one' && relation.nullable)) return true;
  if (end.kind === 'attribute') return end.attribute.nullable;
  return end.kind === 'trait' && end.trait.nullable;
}

function plainValueAtEnd(
  depth: number,
  from: EntityInfo,
  path: Pick<ResolvedPath, 'hops' | 'end' | 'span'>,
  checking: Checking,
): CheckedValue {
  const { span } = path;
  const many = path.hops.find(({ relation }) => isToMany(relation));
  if (many !== undefined) {
    const args = { name: many.relation.name, to: many.to.id, verb: verbFor(many.to) };
    checking.report(catalogue.typing.manyRowsAsValue, many.span, args);
    return unknownValue(span);
  }
  if (path.end.kind === 'row') return keyAtEnd(depth, from, path.hops, span, checking);
  const row = rowReference(depth, from, path.hops);
  if (path.end.kind === 'attribute') return attributeValue(row, path.end.attribute, span);
  const { trait } = path.end;
  const nullable = trait.nullable || row.hops.length > 0;
  return { kind: 'trait', row, trait: trait.name, type: trait.type, nullable, span };
}

/** An attribute of the row; anything reached over a to-one relation can be missing. */
export function attributeValue(row: RowReference, attribute: Attribute, span: Span): CheckedValue {
  const nullable = attribute.nullable || row.hops.length > 0;
  return {
    kind: 'attribute',
    row,
    attribute: attribute.name,
    type: attribute.type,
    nullable,
    span,
  };
}

export function rowReference(depth: number, from: EntityInfo, hops: readonly Hop[]): RowReference {
  return {
    scope: depth,
    hops: hops.map(({ relation }) => relation.name),
    entity: hops.at(-1)?.to.id ?? from.id,
  };
}

function keyAtEnd(
  depth: number,
  from: EntityInfo,
  hops: readonly Hop[],
  span: Span,
  checking: Checking,
): CheckedValue {
  const last = hops.at(-1);
  if (last?.relation.kind === 'to_one') {
    const before = hops.slice(0, -1);
    const nullable = last.relation.nullable || before.length > 0;
    const type = { kind: 'id', of: last.to.id } as const;
    const row = rowReference(depth, from, before);
    return { kind: 'relation_key', row, relation: last.relation.name, type, nullable, span };
  }
  if (from.key !== undefined) return attributeValue(rowReference(depth, from, []), from.key, span);
  if (from.kind !== 'object') checking.report(catalogue.typing.noKey, span, { of: from.id });
  checking.fail();
  return unknownValue(span);
}

/** A column of unknown type that may be empty. */
function rawColumn(path: PathSyntax, checking: Checking): CheckedValue {
  const [first, second] = path.parts;
  if (first === undefined) return unknownValue(path.span);
  if (second !== undefined) {
    const args = { name: path.parts.map(({ text }) => text).join('.') };
    checking.report(catalogue.typing.onlyOwnColumns, path.span, args);
    return unknownValue(path.span);
  }
  const { text: column } = first;
  return { kind: 'raw_column', column, type: { kind: 'raw' }, nullable: true, span: path.span };
}

function verbFor(entity: EntityInfo): 'did' | 'has' {
  return entity.kind === 'event' ? 'did' : 'has';
}
