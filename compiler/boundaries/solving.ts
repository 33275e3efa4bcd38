// Data of compiler/boundaries: what working out one object shares, and where an expression stands in it.
import { must } from '../assert.ts';
import type {
  CheckedCollection,
  CheckedCondition,
  CheckedValue,
  CheckedWindow,
  RowReference,
} from '../check/checked.ts';
import type { Model } from '../check/model.ts';
import { madeOnce } from '../made-once.ts';
import type { Span } from '../source.ts';
import type { Clock } from './clock.ts';
import { type DraftRow, reachToOne } from './draft-row.ts';
import type { Scalar, Want } from './scalar.ts';
import type { Choose } from './search.ts';

/** A condition, or the window of a collection, of which a case shows one side. */
export type Leaf = CheckedCondition | CheckedWindow;

/** `edge`: one of the values around a threshold, by its number; the others by themselves. */
export type Side =
  | { readonly kind: 'edge'; readonly index: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'true' }
  | { readonly kind: 'false' }
  | { readonly kind: 'state'; readonly state: 'granted' | 'denied' | 'unknown' };

export interface Focus {
  readonly leaf: Leaf;
  readonly side: Side;
  /** The leaf and everything around it. */
  readonly path: ReadonlySet<object>;
}

export interface Solving {
  readonly model: Model;
  readonly clock: Clock;
  readonly choose: Choose;
  readonly focus: Focus | undefined;
  /** What is checked when everything else is said: that no other row counts. */
  readonly closers: (() => void)[];
  /** What could not be worked out, by place. */
  readonly gaps: Map<string, Gap>;
  /** By collection: whether the rows that were added last count, when the focus inside of it decides. */
  readonly counted: Map<string, boolean>;
  /** What the focus was made, for the name of the case. */
  readonly shown: Shown;
  /** Different for each object of the test: what keys are made of. */
  readonly serial: number;
  /** How many keys were made up. */
  readonly keys: { count: number };
  /** The lines of a segment with these arguments, as one condition. */
  readonly bodyOf: (reference: SegmentReference) => CheckedCondition;
  /** The place of a key in a draw, from 0 (included) to 1. */
  readonly draw: (seed: string, key: string) => number;
  readonly parts: SolvingParts;
}

export interface Shown {
  subject: CheckedValue | undefined;
  value: Scalar | null | undefined;
  /** Of the focus. */
  truth: boolean | undefined;
}

export type SegmentReference = Pick<
  Extract<CheckedCondition, { kind: 'in_segment' }>,
  'segment' | 'args'
>;

export interface Gap {
  readonly span: Span;
  readonly why: string;
}

/** Values hold conditions and conditions hold values; each reaches the other through here. */
export interface SolvingParts {
  /** Makes the condition true, or false. */
  readonly require: (condition: CheckedCondition, wanted: boolean, at: Standing) => void;
  /** Makes the focus inside the condition decide it; gives the condition's truth. */
  readonly expose: (condition: CheckedCondition, at: Standing) => boolean;
  readonly impose: (value: CheckedValue, want: Want, at: Standing) => void;
  /** Settles the value and gives it. */
  readonly pin: (value: CheckedValue, at: Standing) => Scalar | null;
}

/** Where an expression stands: the rows in scope. */
export interface Standing {
  readonly solving: Solving;
  readonly rows: ReadonlyMap<number, DraftRow>;
}

export function rowAt({ scope, hops }: RowReference, { solving, rows }: Standing): DraftRow {
  const start = must(rows.get(scope), `row of scope ${scope}`);
  return hops.reduce((row, hop) => reachToOne(solving.model, row, hop), start);
}

export function withRow(at: Standing, scope: number, row: DraftRow): Standing {
  return { ...at, rows: new Map([...at.rows, [scope, row]]) };
}

/** At the only row of an expression. */
export function standingOf(row: DraftRow, solving: Solving): Standing {
  return { solving, rows: new Map([[0, row]]) };
}

/** What cannot be worked out is left as it is, and said. */
export function noteGap(span: Span, why: string, { gaps }: Solving): void {
  gaps.set(`${span.file} ${span.start} ${span.end}`, { span, why });
}

export function isFocus(node: Leaf, { focus }: Solving): boolean {
  return focus?.leaf === node;
}

/** Whether the focus is the node or lies inside it. */
export function holdsFocus(node: object, { focus }: Solving): boolean {
  return focus?.path.has(node) === true;
}

/** What the window asks of a row, as a condition; the same one for the same window. */
export const windowCondition: (window: CheckedWindow) => CheckedCondition = madeOnce(
  ({ time, form, span }) => ({
    kind: 'in_window',
    subject: time,
    negated: false,
    form,
    missing: 'false',
    span,
  }),
);

/** Says the same for equal collections, wherever they are written. */
export const collectionId: (collection: CheckedCollection) => string = madeOnce(
  ({ from, hops, window, where }) => {
    const shown = { from, hops, window, where };
    return JSON.stringify(shown, (key, value: unknown) => (key === 'span' ? undefined : value));
  },
);
