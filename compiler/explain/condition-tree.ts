// Data of compiler/explain: the conditions of a segment as a tree, each with its place and the columns of a probe that hold
// its truth and what it looked at. JSON-safe.
import type { CheckedCondition } from '../check/checked.ts';
import type { ComparisonOperator, CountSyntax } from '../syntax/expression-ast.ts';
import type { ValueType } from '../check/value-type.ts';
import type { Span } from '../source.ts';

/** How the truth of a node follows from that of its children. */
export type Connective =
  | { readonly kind: 'all' | 'any' | 'none' | 'not' }
  | {
      readonly kind: 'count_of';
      readonly comparison: CountSyntax['comparison'];
      readonly amount: Operand;
    }
  /** The lines of another segment, all required, seen from the row that is its object here. */
  | {
      readonly kind: 'reference';
      readonly segment: string;
      readonly negated: boolean;
      readonly acceptsMissing: boolean;
      /** Of a related object: its key. */
      readonly related: Operand | undefined;
      /** Whether its published members are looked up, which may differ from what its lines say now (paused, held). */
      readonly isLookedUp: boolean;
      readonly args: readonly { readonly name: string; readonly value: Operand }[];
    }
  /** Decides by itself: `what` it is. */
  | {
      readonly kind: 'leaf';
      readonly what: LeafKind;
      /** Of a comparison. */
      readonly operator?: ComparisonOperator;
    };

export const composites = ['all', 'any', 'none', 'not', 'count_of'] as const;
export type Composite = (typeof composites)[number];
/** `member_before`: a member after the last refresh, which `leave` has not let out. */
export type LeafKind = Exclude<CheckedCondition['kind'], Composite> | 'take' | 'member_before';

/** Where a node stands in its segment. */
export type NodeRole =
  'segment' | 'where' | 'except' | 'enter' | 'leave' | 'stay' | 'take' | 'part' | 'inside';

export interface ConditionNode {
  readonly role: NodeRole;
  readonly connective: Connective;
  readonly span: Span;
  /** Column of its truth; undefined: it follows from its children. */
  readonly truth: string | undefined;
  /** What a leaf looked at, in the order of its text. */
  readonly operands: readonly Operand[];
  readonly children: readonly ConditionNode[];
}

export interface ConditionTree {
  readonly segment: string;
  readonly object: string;
  readonly root: ConditionNode;
}

/**
 * `value`: one side of a comparison, or the subject; `start`, `end`: bounds of an interval of time; `rows`: how many rows
 * count in the end, `all_rows`, `in_window`, `passing` how many are left at each narrowing, `satisfying` those for which
 * `all … have` holds; `steps`: whether the sequence is found up to that line; `tag`: rows with that name; `key`: the related
 * object; the others: what they say.
 */
export type OperandRole =
  | 'value'
  | 'threshold'
  | 'start'
  | 'end'
  | 'rows'
  | 'all_rows'
  | 'in_window'
  | 'passing'
  | 'satisfying'
  | 'steps'
  | 'tag'
  | 'found'
  | 'key'
  | 'state'
  | 'changed_at'
  | 'place'
  | 'branch'
  | 'inside';

export interface Operand {
  readonly role: OperandRole;
  readonly span: Span;
  readonly type: ValueType;
  readonly source:
    | { readonly kind: 'column'; readonly column: string }
    /** Latitude and longitude. */
    | { readonly kind: 'columns'; readonly columns: readonly string[] }
    | { readonly kind: 'constant'; readonly value: string | boolean }
    /** It has no value that can be shown. */
    | { readonly kind: 'hidden' };
  /** The path of a collection, the name of a trait, a tag. */
  readonly label: string | undefined;
  /** Of a bound: whether it belongs to the interval. */
  readonly inclusive: boolean | undefined;
  /** Of a trait: where it is declared. */
  readonly definition: Span | undefined;
  /** What it is computed from. */
  readonly parts: readonly Operand[];
}
