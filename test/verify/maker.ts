// What the makers of expressions share. Each kind of expression is made in a file of its own; through `Maker` they reach one another.
import type { TypeFamily } from '../../compiler/check/type-rules.ts';
import type { ValueType } from '../../compiler/check/value-type.ts';
import type { EntitySpec, ModelSpec } from './model-spec.ts';
import type { Random } from './random.ts';
import type { Thresholds } from './thresholds.ts';

/** A value of the language as text, with what the checker will say of it. */
export interface Typed {
  readonly text: string;
  readonly type: ValueType;
  /** As the checker has it, so also over a relation that must be there. */
  readonly nullable: boolean;
  /** Whether the model says that it can be missing: negations must then say what they do with it. */
  readonly declared: boolean;
  /** False for quotients, averages and the like: they are not compared for equality with what is written out. */
  readonly exact: boolean;
  /** Needs no parentheses as an operand. */
  readonly atom: boolean;
  /** Literals of its type that it may be equal to. */
  readonly hints: readonly string[];
}

/** A row that expressions can speak of. */
export interface RowSpec {
  readonly entity: EntitySpec;
  readonly alias: string | undefined;
}

export interface Scope {
  /** From the innermost outwards. */
  readonly rows: readonly [RowSpec, ...RowSpec[]];
}

export interface ParameterSpec {
  readonly name: string;
  readonly type: ValueType;
  readonly hints: readonly string[];
}

export interface SegmentSpec {
  readonly name: string;
  readonly object: string;
  readonly parameters: readonly (ParameterSpec & { readonly fallback: string | undefined })[];
  readonly published: boolean;
  readonly draft: boolean;
  readonly hysteresis: boolean;
}

export type ValueKind = Exclude<TypeFamily, 'any' | 'none'> | 'geo' | 'array' | 'time';

export interface CollectionText {
  /** `orders as o in last 3 days where { … }`, in the parts that counts stand between. */
  readonly path: string;
  readonly alias: string;
  readonly window: string;
  readonly where: string;
  /** Of its rows, for what is said of them. */
  readonly scope: Scope;
  readonly entity: EntitySpec;
}

export interface CollectionWish {
  readonly depth: number;
  /** Rows of events, or of objects; undefined: any. */
  readonly kind?: 'event' | 'object';
  /** Rows must have a time. */
  readonly timed?: boolean;
  /** Whether a window must, may or must not follow. */
  readonly window?: 'always' | 'never';
  readonly where?: 'never';
  /** The path must end in a to-many relation: what is aggregated is named behind it. */
  readonly aggregated?: true;
}

export interface Maker {
  readonly random: Random;
  readonly model: ModelSpec;
  readonly thresholds: Thresholds;
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** Of the segment that is made. */
  readonly parameters: ParameterSpec[];
  /** Those before the one that is made. */
  readonly segments: readonly SegmentSpec[];
  /** `as` names are never used twice. */
  nextAlias(): string;
  condition(scope: Scope, depth: number): string;
  /** Undefined when there is none of the kind. */
  value(scope: Scope, kind: ValueKind, depth: number): Typed | undefined;
  collection(scope: Scope, wish: CollectionWish): CollectionText | undefined;
}

export function innermost(scope: Scope): RowSpec {
  return scope.rows[0];
}

export function within(scope: Scope, row: RowSpec): Scope {
  return { rows: [row, ...scope.rows] };
}

/** As an operand of `+`, `*` and the like. */
export function operand({ text, atom }: Typed): string {
  return atom ? text : `(${text})`;
}

export function isKind(type: ValueType, kind: ValueKind): boolean {
  return kindsOf[kind].includes(type.kind);
}

const kindsOf: Readonly<Record<ValueKind, readonly ValueType['kind'][]>> = {
  number: ['int', 'decimal', 'percent'],
  money: ['money'],
  text: ['text', 'email', 'url', 'id', 'enum'],
  bool: ['bool'],
  date: ['date'],
  timestamp: ['timestamp'],
  time: ['date', 'timestamp'],
  version: ['version'],
  geo: ['geo'],
  array: ['array'],
};
