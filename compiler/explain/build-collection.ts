// Part of compiler/explain: how many rows of a collection there are at all, in the window, and after each line of its `where`.
// All of them are counts over one collection, so that they are computed together.
import type { CheckedCollection, CheckedCondition } from '../check/checked.ts';
import type { Predicate } from '../lower/ir.ts';
import { lowerCollectionWindow } from '../lower/lower-aggregate.ts';
import { closeFeature, openCollection, type OpenCollection } from '../lower/lower-collection.ts';
import type { Scope } from '../lower/lowering.ts';
import { allOf, always } from '../lower/predicates.ts';
import type { Span } from '../source.ts';
import type { Operand, OperandRole } from './condition-tree.ts';
import type { ProbeColumns } from './probe-columns.ts';

interface Counting {
  readonly scope: Scope;
  readonly columns: ProbeColumns;
}

const int = { kind: 'int' } as const;
/** Lines of a `where` that are counted one after another; more are counted together. */
const mostLines = 6;

/** Each count is of the rows that the ones before it leave. */
export function narrowingsOf(
  collection: CheckedCollection,
  { scope, columns }: Counting,
): readonly Operand[] {
  const opened = openCollection(collection, scope);
  const count = counting(opened, columns);
  const label = pathOf(collection);
  const whole = { ...count('all_rows', collection.span, always), label };
  const window = windowOf(collection, opened.scope);
  const inWindow =
    collection.window === undefined ? [] : [count('in_window', collection.window.span, window)];
  const lines = linesOf(collection.where);
  const tests = lines.map((line) => scope.lowering.parts.condition(line, opened.scope, false));
  const passing = lines.map((line, index) =>
    count('passing', line.span, allOf([window, ...tests.slice(0, index + 1)])),
  );
  return [whole, ...inWindow, ...passing];
}

/** Of the rows that the collection leaves, those for which `predicate` holds. */
export function satisfyingOf(
  collection: CheckedCollection,
  predicate: CheckedCondition,
  { scope, columns }: Counting,
): Operand {
  const opened = openCollection(collection, scope);
  const { condition } = scope.lowering.parts;
  const { where } = collection;
  const rows = where === undefined ? always : condition(where, opened.scope, false);
  const test = condition(predicate, opened.scope, false);
  const when = allOf([windowOf(collection, opened.scope), rows, test]);
  return counting(opened, columns)('satisfying', predicate.span, when);
}

/** How a collection is called: `contacts.site_visited`. */
export function pathOf({ from, hops }: CheckedCollection): string {
  return [...from.hops, ...hops].join('.');
}

type Count = (role: OperandRole, span: Span, when: Predicate) => Operand;

/** Counts the rows for which a condition holds. */
export function counting(opened: OpenCollection, columns: ProbeColumns): Count {
  return (role, span, when) => {
    const reducer = { kind: 'count', when: when.kind === 'constant' ? undefined : when } as const;
    const filter = when.kind === 'constant' ? when : always;
    const feature = closeFeature(opened, undefined, filter, reducer);
    const column = columns.value({
      kind: 'feature',
      row: opened.row,
      feature,
      type: int,
      empty: 'count',
    });
    return {
      role,
      span,
      type: int,
      source: { kind: 'column', column },
      label: undefined,
      inclusive: undefined,
      definition: undefined,
      parts: [],
    };
  };
}

/** A row lies in the window; one without a time does not. */
function windowOf(collection: CheckedCollection, scope: Scope): Predicate {
  const window = lowerCollectionWindow(collection, scope);
  if (window === undefined) return always;
  const { time: subject, start, end } = window;
  if (start === undefined && end === undefined) {
    return { kind: 'known', value: subject, negated: false };
  }
  return { kind: 'in_interval', subject, start, end, negated: false, whenMissing: false };
}

function linesOf(where: CheckedCondition | undefined): readonly CheckedCondition[] {
  if (where === undefined) return [];
  if (where.kind !== 'all' || where.conditions.length > mostLines) return [where];
  return where.conditions;
}
