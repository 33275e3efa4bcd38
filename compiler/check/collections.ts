// Collections: `path [as name] [window] [where …]` → the rows they hold and the scope inside them.
import { catalogue } from '../diagnostics/catalogue.ts';
import type { CollectionSyntax, PathSyntax } from '../syntax/expression-ast.ts';
import type { NameSyntax } from '../syntax/literal-ast.ts';
import type { CheckedCollection } from './checked.ts';
import type { Checking } from './checking.ts';
import { describeType } from './describe-type.ts';
import type { EntityInfo } from './model-table.ts';
import { entityAtEnd, type Hop, isToMany, resolvePath, type ResolvedPath } from './resolve-path.ts';
import { innerRow, type RowScope, rowsOf } from './scope.ts';
import { checkWindow } from './windows.ts';

/** A checked collection with what its user needs to go on inside it. */
export interface OpenCollection {
  /** Undefined when it has an error. */
  readonly checked: CheckedCollection | undefined;
  /** The scope of its rows; the entity is undefined when unknown. */
  readonly rows: RowScope;
  /** What the path says after its last to-many relation: for aggregates. */
  readonly rest: Pick<ResolvedPath, 'hops' | 'end' | 'span'>;
}

/** A collection of whole rows, for `did`, `has` and `all … have`: the path ends in rows. */
export function checkRowCollection(
  syntax: CollectionSyntax,
  scope: RowScope,
  verb: string,
  checking: Checking,
): OpenCollection {
  const path = resolvePath(syntax.path, scope, checking, verb === 'did' ? 'event' : 'relation');
  const sound = path !== undefined && endsInRows(path, verb, checking) ? path : undefined;
  return openCollection(syntax, scope, sound, sound?.hops ?? [], checking);
}

/** A collection whose path goes on to a value: rows up to the last to-many relation, then the rest. */
export function checkValueCollection(
  syntax: CollectionSyntax,
  scope: RowScope,
  name: string,
  checking: Checking,
): OpenCollection {
  const wanted = name === 'count' ? 'relation' : 'attribute';
  const path = resolvePath(syntax.path, scope, checking, wanted);
  const last = path?.hops.findLastIndex(({ relation }) => isToMany(relation)) ?? -1;
  if (path === undefined) return openCollection(syntax, scope, undefined, [], checking);
  if (last === -1) {
    const args = { name, found: pathText(syntax.path), help: collectionHelp(path) };
    checking.report(catalogue.typing.noCollection, syntax.path.span, args);
    return openCollection(syntax, scope, undefined, [], checking);
  }
  const open = openCollection(syntax, scope, path, path.hops.slice(0, last + 1), checking);
  const rest = { hops: path.hops.slice(last + 1), end: path.end, span: path.span };
  return { ...open, rest };
}

/**
 * The rows of a step of a sequence: the path starts outside the sequence, at `outside`; the rows of the steps before it,
 * `before`, are in scope in its `where`. `depth` is the scope number of its own rows.
 */
export function checkStepCollection(
  syntax: CollectionSyntax,
  { outside, before, depth }: { outside: RowScope; before: RowScope; depth: number },
  checking: Checking,
): OpenCollection {
  const path = resolvePath(syntax.path, outside, checking, 'event');
  const sound = path !== undefined && endsInRows(path, 'did', checking) ? path : undefined;
  return openCollection(syntax, before, sound, sound?.hops ?? [], checking, depth);
}

function openCollection(
  syntax: CollectionSyntax,
  scope: RowScope,
  path: ResolvedPath | undefined,
  hops: readonly Hop[],
  checking: Checking,
  depth: number = scope.depth + 1,
): OpenCollection {
  const { span } = syntax;
  const entity = path === undefined ? undefined : (hops.at(-1)?.to ?? path.from);
  if (syntax.alias !== undefined) checkAlias(syntax.alias, scope, entity, checking);
  const rows = { ...innerRow(scope, entity, syntax.alias?.text), depth };
  const window =
    syntax.window === undefined ? undefined : checkWindow(syntax.window, rows, checking);
  const where = syntax.where === undefined ? undefined : checking.condition(syntax.where, rows);
  const rest = { hops: [], end: { kind: 'row' }, span: syntax.path.span } as const;
  if (path === undefined || entity === undefined) return { checked: undefined, rows, rest };
  const checked: CheckedCollection = {
    from: { scope: path.row.depth, hops: [], entity: path.from.id },
    hops: hops.map(({ relation }) => relation.name),
    entity: entity.id,
    scope: rows.depth,
    window,
    where,
    span,
  };
  return { checked, rows, rest };
}

/** `having` belongs to periods; behind anything else it is reported. */
export function refuseHaving({ having }: CollectionSyntax, checking: Checking): void {
  if (having === undefined) return;
  checking.report(catalogue.periods.havingWithoutPeriods, having.span, {});
}

function endsInRows(path: ResolvedPath, verb: string, checking: Checking): boolean {
  if (path.end.kind !== 'row') {
    const named = path.end.kind === 'attribute' ? path.end.attribute : path.end.trait;
    const args = { verb, name: named.name, type: describeType(named.type) };
    checking.report(catalogue.typing.rowsExpected, path.span, args);
    return false;
  }
  if (path.hops.some(({ relation }) => isToMany(relation))) return true;
  const args = { name: verb, found: entityAtEnd(path).id, help: collectionHelp(path) };
  checking.report(catalogue.typing.noCollection, path.span, args);
  return false;
}

/** What to write instead of a collection when the path holds at most one row. */
function collectionHelp(path: ResolvedPath): string {
  const last = path.hops.at(-1);
  if (path.end.kind !== 'row') return 'It is a single value: compare it as it is.';
  return last === undefined
    ? 'Name a relation with many rows, or an event.'
    : `There is at most one \`${last.relation.name}\`: compare its attributes, as in \`${last.relation.name}.${firstAttribute(last.to)} = …\`, or write \`${last.relation.name} is known\`.`;
}

function firstAttribute(entity: EntityInfo): string {
  const attributes = [...entity.members.values()].filter(({ kind }) => kind === 'attribute');
  const member = attributes[1] ?? attributes[0];
  return member?.kind === 'attribute' ? member.attribute.name : 'id';
}

function checkAlias(
  alias: NameSyntax,
  scope: RowScope,
  entity: EntityInfo | undefined,
  checking: Checking,
): void {
  const { text } = alias;
  const rows = rowsOf(scope);
  const taken =
    rows.find(
      (row) => row.alias === text || row.entity?.id === text || row.entity?.members.has(text),
    )?.entity ?? (entity?.members.has(text) === true || entity?.id === text ? entity : undefined);
  if (taken === undefined) return;
  checking.report(catalogue.names.hiddenName, alias.span, { name: text, of: taken.id });
}

export function pathText(path: PathSyntax): string {
  return path.parts.map(({ text }) => text).join('.');
}
