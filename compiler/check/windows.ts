// Windows: their form against a date or a timestamp, and the time of a collection's rows they speak of.
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Span } from '../source.ts';
import type { ExpressionSyntax, WindowFormSyntax, WindowSyntax } from '../syntax/expression-ast.ts';
import type { TimeUnit } from '../syntax/literal-ast.ts';
import type { CheckedValue, CheckedWindow, WindowForm } from './checked.ts';
import { type Checking, unknownValue } from './checking.ts';
import { checkAmount, compareLiterals, requireConstant, wholeNumber } from './constants.ts';
import { describeType } from './describe-type.ts';
import { type EntityInfo, entityTitle } from './model-table.ts';
import type { RowScope } from './scope.ts';
import { isTime } from './type-rules.ts';
import { intLiteral } from './values/literal.ts';
import { attributeValue } from './values/path-value.ts';
import type { ValueType } from './value-type.ts';

/** The window of a collection whose rows are `rows`: `by` names the time, otherwise the entity's own. */
export function checkWindow(
  syntax: WindowSyntax,
  rows: RowScope,
  checking: Checking,
): CheckedWindow | undefined {
  const time =
    syntax.by === undefined
      ? defaultTime(rows, syntax.span, checking)
      : checkBy(syntax.by, rows, checking);
  const form = checkWindowForm(
    syntax,
    time?.type ?? { kind: 'unknown' },
    rows,
    syntax.span,
    checking,
  );
  return time === undefined || form === undefined ? undefined : { time, form, span: syntax.span };
}

/** The `@time` of the rows' entity as a value in their scope. `by`: another one could be named with `by`. */
export function defaultTime(
  rows: RowScope,
  span: Span,
  checking: Checking,
  by: boolean = true,
): CheckedValue | undefined {
  const { entity } = rows;
  if (entity === undefined) {
    checking.fail();
    return undefined;
  }
  const value = timeOf(entity, rows.depth, span, checking);
  if (value === undefined && !entity.faulty) {
    checking.report(catalogue.typing.noTime, span, { of: entityTitle(entity), by });
  }
  if (value === undefined) checking.fail();
  return value;
}

function timeOf(
  entity: EntityInfo,
  depth: number,
  span: Span,
  checking: Checking,
): CheckedValue | undefined {
  if (entity.time === undefined) return undefined;
  let reached = entity;
  for (const hop of entity.time.hops) {
    const member = reached.members.get(hop);
    const to = member?.kind === 'relation' ? member.relation.to : undefined;
    const next = to === undefined ? undefined : checking.table.entities.get(to);
    if (next === undefined) return undefined;
    reached = next;
  }
  const member = reached.members.get(entity.time.attribute);
  if (member?.kind !== 'attribute') return undefined;
  const row = { scope: depth, hops: entity.time.hops, entity: reached.id };
  return attributeValue(row, member.attribute, span);
}

function checkBy(
  by: ExpressionSyntax,
  rows: RowScope,
  checking: Checking,
): CheckedValue | undefined {
  const value = checking.value(by, rows);
  if (value.type.kind === 'unknown') return undefined;
  if (isTime(value.type)) return value;
  checking.report(catalogue.typing.notATime, value.span, { found: describeType(value.type) });
  return undefined;
}

/** The form with its amounts and bounds, against a subject of type `subject`. */
export function checkWindowForm(
  form: WindowFormSyntax,
  subject: ValueType,
  scope: RowScope,
  span: Span,
  checking: Checking,
): WindowForm | undefined {
  switch (form.kind) {
    case 'rolling':
      return rollingForm(form, subject, scope, span, checking);
    case 'calendar': {
      const fits = unitFits(form.unit, subject, span, checking);
      const amount =
        form.amount === undefined
          ? intLiteral(1, span)
          : checkAmount(form.amount, scope, 1, checking);
      const { which, unit, full } = form;
      return fits && isKnown(amount) ? { kind: 'calendar', which, amount, unit, full } : undefined;
    }
    case 'between_ago':
    case 'between_from_now':
      return betweenForm(form, subject, scope, span, checking);
    case 'since': {
      const start = checkBound(form.start, subject, scope, checking);
      return isKnown(start) ? { kind: 'since', start } : undefined;
    }
    case 'from':
      return fromForm(form, subject, scope, span, checking);
  }
}

type FormOf<Kind> = Extract<WindowFormSyntax, { kind: Kind }>;

function rollingForm(
  form: FormOf<'rolling'>,
  subject: ValueType,
  scope: RowScope,
  span: Span,
  checking: Checking,
): WindowForm | undefined {
  const { direction, unit, full } = form;
  const amount = checkAmount(form.amount, scope, 1, checking);
  if (full && isShort(unit)) {
    checking.report(catalogue.typing.fullUnit, span, { unit });
    return undefined;
  }
  const fits = unitFits(unit, subject, span, checking);
  return fits && isKnown(amount) ? { kind: 'rolling', direction, amount, unit, full } : undefined;
}

function betweenForm(
  form: FormOf<'between_ago' | 'between_from_now'>,
  subject: ValueType,
  scope: RowScope,
  span: Span,
  checking: Checking,
): WindowForm | undefined {
  const far = checkAmount(form.far, scope, 1, checking);
  const near = checkAmount(form.near, scope, 0, checking);
  const fits = unitFits(form.unit, subject, span, checking);
  if (!fits || !isKnown(far) || !isKnown(near)) return undefined;
  const farther = wholeNumber(far);
  const nearer = wholeNumber(near);
  if (farther !== undefined && nearer !== undefined && farther <= nearer) {
    const args = nothingBetween(form, farther, nearer);
    checking.report(catalogue.meaning.neverMatches, span, args);
  }
  return { kind: form.kind, far, near, unit: form.unit };
}

/** Both spellings go forward in time: the earlier end stands first. */
function nothingBetween(
  { kind, unit }: FormOf<'between_ago' | 'between_from_now'>,
  far: number,
  near: number,
): { readonly what: string; readonly help: string } {
  if (kind === 'between_ago') {
    const what = `nothing lies between ${far} and ${near} ${unit}s ago`;
    const help = `Write the longer time first: between ${near} and ${far} ${unit}s ago.`;
    return { what, help };
  }
  const what = `nothing lies between ${near} and ${far} ${unit}s from now`;
  const help = `Write the shorter time first: between ${far} and ${near} ${unit}s from now.`;
  return { what, help };
}

function fromForm(
  form: FormOf<'from'>,
  subject: ValueType,
  scope: RowScope,
  span: Span,
  checking: Checking,
): WindowForm | undefined {
  const start = checkBound(form.start, subject, scope, checking);
  const end = checkBound(form.end, subject, scope, checking);
  const { inclusive } = form;
  if (!isKnown(start) || !isKnown(end)) return undefined;
  if (inclusive && end.type.kind === 'timestamp') {
    checking.report(catalogue.typing.throughInstant, end.span, {});
    return undefined;
  }
  const order = compareLiterals(start, end);
  if (order !== undefined && (inclusive ? order > 0 : order >= 0)) {
    const what = 'the window ends before it begins';
    checking.report(catalogue.meaning.neverMatches, span, { what, help: undefined });
  }
  return { kind: 'from', start, end, inclusive };
}

/** A constant date or instant; a date subject takes only dates. */
function checkBound(
  syntax: ExpressionSyntax,
  subject: ValueType,
  scope: RowScope,
  checking: Checking,
): CheckedValue {
  const value = checking.value(syntax, scope);
  const unknown = unknownValue(value.span);
  if (value.type.kind === 'unknown') return unknown;
  if (!isTime(value.type)) {
    checking.report(catalogue.typing.notATime, value.span, { found: describeType(value.type) });
    return unknown;
  }
  if (!requireConstant(value, 'bound of a window', checking)) return unknown;
  if (subject.kind === 'date' && value.type.kind === 'timestamp' && value.kind !== 'now') {
    checking.report(catalogue.typing.instantAgainstDate, value.span, {});
    return unknown;
  }
  return value;
}

/** Hours and shorter say nothing about whole days. */
export function unitFits(
  unit: TimeUnit,
  subject: ValueType,
  span: Span,
  checking: Checking,
): boolean {
  if (subject.kind !== 'date' || !isShort(unit)) return true;
  checking.report(catalogue.typing.unitTooShort, span, { unit });
  return false;
}

function isShort(unit: TimeUnit): boolean {
  return unit === 'second' || unit === 'minute' || unit === 'hour';
}

function isKnown(value: CheckedValue): boolean {
  return value.type.kind !== 'unknown';
}
