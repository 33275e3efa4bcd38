// What every function that checks a test receives, and the objects of a test while it is read.
import type { Span } from '../../source.ts';
import type { BrokenSyntax } from '../../syntax/expression-ast.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';
import type { FixtureFieldSyntax, FixtureValueSyntax } from '../../syntax/test-ast.ts';
import type { Checking } from '../checking.ts';
import type { EntityInfo, ModelTable } from '../model-table.ts';
import type { ValueType } from '../value-type.ts';
import type { FixtureFiles } from './fixture-files.ts';
import type { Instant } from './instants.ts';
import type { Reads } from './segment-reads.ts';

export interface Testing {
  readonly table: ModelTable;
  readonly checking: Checking;
  readonly examples: Examples;
  readonly files: FixtureFiles;
  /** What the segments of the test read; undefined for fixtures by themselves, which need not be whole. */
  readonly reads: Reads | undefined;
  /** True when a syntax error may have hidden an object: unknown names are then not reported. */
  readonly incomplete: boolean;
}

/** By entity and attribute, as in `contact.country`: what `@example(...)` says. */
export type Examples = ReadonlyMap<string, FixtureValueSyntax>;

/** What a value is for. */
export interface Target {
  /** For messages. */
  readonly field: string;
  readonly type: ValueType;
  /** IANA zone of a column of local times. */
  readonly zone: string | undefined;
  /** What relative times are counted from. */
  readonly now: Instant;
}

/** A field with the instant that its times are counted from. */
export interface FieldEntry {
  readonly syntax: FixtureFieldSyntax;
  readonly now: Instant;
}

/** An object as it is at one step. */
export interface FixtureObject {
  readonly entity: EntityInfo;
  /** Undefined for a row of a file. */
  readonly name: NameSyntax | undefined;
  /** What generated keys begin with. */
  readonly label: string;
  /** For messages: "contact `ada`". */
  readonly title: string;
  /** By the name of the field; a column in its quotes. */
  readonly fields: ReadonlyMap<string, FieldEntry>;
  /** A syntax error may have hidden a field. */
  readonly incomplete: boolean;
  readonly span: Span;
}

/** The objects at one step, by name, in the order of writing; rows of files by where they stand. */
export type World = ReadonlyMap<string, FixtureObject>;

/** How a field is known: `status`, `lead.score`, `"kind"`. */
export function fieldKey({ name }: Pick<FixtureFieldSyntax, 'name'>): string {
  if (name.kind === 'string') return `"${name.value}"`;
  return name.parts.map(({ text }) => text).join('.');
}

export function isBroken(field: FixtureFieldSyntax | BrokenSyntax): field is BrokenSyntax {
  return field.kind === 'broken';
}
