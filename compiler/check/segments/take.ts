// `take`: which part of the ranking of what is left a segment keeps.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { TakeSyntax } from '../../syntax/ast.ts';
import type { ExpressionSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedTake } from '../checked-project.ts';
import type { CheckedValue } from '../checked.ts';
import { type Checking, unknownValue } from '../checking.ts';
import { checkAmount } from '../constants.ts';
import { describeType } from '../describe-type.ts';
import type { RowScope } from '../scope.ts';
import { isOrdered } from '../type-rules.ts';
import { describeShare, isAmount, isGroup } from '../values/population.ts';

/** Undefined when something in it is faulty, which is reported. */
export function readTake(
  syntax: TakeSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedTake | undefined {
  const bounds = readBounds(syntax, scope, checking);
  const value = checking.value(syntax.by, scope);
  const isRankable = ranks(syntax, value, checking);
  const groups = syntax.per.map((path) => checking.value(path, scope));
  const areGroups = groups.filter((group) => isGroup('per', group, checking));
  if (bounds === undefined || !isRankable || areGroups.length < groups.length) return undefined;
  const { direction, ties, span } = syntax;
  return { direction, ...bounds, value, groups, ties, span };
}

function ranks({ ofTotal }: TakeSyntax, value: CheckedValue, checking: Checking): boolean {
  const { type, span } = value;
  if (type.kind === 'unknown') return false;
  if (ofTotal ? isAmount(type) : isOrdered(type)) return true;
  const expected = ofTotal
    ? 'a number or an amount of money'
    : 'a number, an amount of money, a date or a timestamp';
  const name = ofTotal ? 'of total' : 'take';
  checking.report(catalogue.populations.cannotCompare, span, {
    name,
    expected,
    found: describeType(type),
  });
  return false;
}

type Bounds = Pick<CheckedTake, 'of' | 'from' | 'to'>;

function readBounds(syntax: TakeSyntax, scope: RowScope, checking: Checking): Bounds | undefined {
  const isShare =
    syntax.ofTotal || [syntax.from, syntax.to].some((bound) => isPercent(bound, checking));
  const read = isShare ? readShare : readPlace;
  const from = syntax.from && read(syntax.from, scope, checking);
  const to = read(syntax.to, scope, checking);
  if (to.type.kind === 'unknown' || from?.type.kind === 'unknown') return undefined;
  if (!isForward(from, to, isShare, checking)) return undefined;
  const of = isShare ? (syntax.ofTotal ? 'total' : 'rows') : 'places';
  return { of, from, to };
}

function isPercent(syntax: ExpressionSyntax | undefined, { parameters }: Checking): boolean {
  if (syntax?.kind === 'percent') return true;
  return syntax?.kind === 'parameter' && parameters.get(syntax.name)?.type.kind === 'percent';
}

function readPlace(syntax: ExpressionSyntax, scope: RowScope, checking: Checking): CheckedValue {
  return checkAmount(syntax, scope, 1, checking);
}

/** A percentage up to all of it. */
function readShare(syntax: ExpressionSyntax, scope: RowScope, checking: Checking): CheckedValue {
  const share = checking.value(syntax, scope);
  if (share.type.kind === 'unknown') return share;
  const isWithin = share.kind !== 'literal' || Number(share.value) <= 1;
  if (share.type.kind === 'percent' && isWithin) return share;
  const what = 'a percentage from 0% to 100%';
  checking.report(catalogue.populations.badShare, share.span, {
    what,
    found: describeShare(share),
  });
  return unknownValue(share.span);
}

/** Parameters may be anything of their type: a range that holds nothing takes nothing. */
function isForward(
  from: CheckedValue | undefined,
  to: CheckedValue,
  isShare: boolean,
  checking: Checking,
): boolean {
  const [first, last] = [from ?? noShare(to), to].map((bound) =>
    bound.kind === 'literal' ? Number(bound.value) : undefined,
  );
  if (first === undefined || last === undefined) return true;
  if (isShare ? first < last : from === undefined || first <= last) return true;
  const found = from === undefined ? written(to) : `${written(from)}..${written(to)}`;
  const what = from === undefined ? 'a percentage above 0%' : 'a range that goes up';
  checking.report(catalogue.populations.badShare, to.span, { what, found });
  return false;
}

function noShare(to: CheckedValue): CheckedValue {
  return { kind: 'literal', value: '0', type: to.type, nullable: false, span: to.span };
}

function written(bound: CheckedValue): string {
  if (bound.kind !== 'literal') return describeType(bound.type);
  return bound.type.kind === 'percent' ? describeShare(bound) : String(bound.value);
}
