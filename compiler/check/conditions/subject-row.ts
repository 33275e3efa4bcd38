// The row that a membership, list, tag or consent condition speaks of: the innermost one, or what a path of to-one relations leads to.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { Span } from '../../source.ts';
import type { PathSyntax } from '../../syntax/expression-ast.ts';
import type { RowReference } from '../checked.ts';
import type { Checking } from '../checking.ts';
import { describeType } from '../describe-type.ts';
import type { EntityInfo } from '../model-table.ts';
import { entityAtEnd, isToMany, resolvePath } from '../resolve-path.ts';
import type { RowScope } from '../scope.ts';
import { rowReference } from '../values/path-value.ts';

export interface SubjectRow {
  readonly row: RowReference;
  readonly entity: EntityInfo;
  /** The row itself may be missing, if only because a key leads nowhere. */
  readonly nullable: boolean;
  /** A relation on the way is declared with `?`. */
  readonly optional: boolean;
}

/** The row, or undefined when it was reported or is unknowable. */
export function checkSubjectRow(
  path: PathSyntax | undefined,
  scope: RowScope,
  span: Span,
  checking: Checking,
): SubjectRow | undefined {
  if (scope.raw) {
    checking.report(catalogue.typing.onlyOwnColumns, span, { name: 'a condition on other rows' });
    return undefined;
  }
  if (path === undefined) {
    const { entity } = scope;
    if (entity === undefined || entity.faulty) checking.fail();
    return (
      entity && {
        row: rowReference(scope.depth, entity, []),
        entity,
        nullable: false,
        optional: false,
      }
    );
  }
  const resolved = resolvePath(path, scope, checking);
  if (resolved === undefined) return undefined;
  if (resolved.end.kind !== 'row') {
    const named = resolved.end.kind === 'attribute' ? resolved.end.attribute : resolved.end.trait;
    const args = { name: named.name, type: describeType(named.type) };
    checking.report(catalogue.typing.rowExpected, path.span, args);
    return undefined;
  }
  const many = resolved.hops.find(({ relation }) => isToMany(relation));
  if (many !== undefined) {
    const verb = many.to.kind === 'event' ? 'did' : 'has';
    const args = { name: many.relation.name, to: many.to.id, verb };
    checking.report(catalogue.typing.manyRowsAsValue, many.span, args);
    return undefined;
  }
  const row = rowReference(resolved.row.depth, resolved.from, resolved.hops);
  const { hops } = resolved;
  const optional = hops.some(({ relation }) => relation.kind === 'to_one' && relation.nullable);
  return { row, entity: entityAtEnd(resolved), nullable: hops.length > 0, optional };
}

/** The row as the rule of missing operands wants it: named when a relation on the way is declared with `?`. */
export function describeSubject(
  { nullable, optional }: SubjectRow,
  path: PathSyntax | undefined,
): { readonly nullable: boolean; readonly described: string | undefined } {
  const name = path?.parts.map(({ text }) => text).join('.') ?? '';
  return { nullable, described: optional ? `\`${name}\`` : undefined };
}
