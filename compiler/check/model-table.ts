// The checker's own view of the model: names to meanings, with what is faulty or unsupported kept beside what is sound.
import type { TraitSyntax } from '../syntax/ast.ts';
import type { NameSyntax } from '../syntax/literal-ast.ts';
import type { Span } from '../source.ts';
import type { CheckedCondition } from './checked.ts';
import type { CheckedParameter } from './checked-project.ts';
import type {
  Attribute,
  OpenHours,
  ProjectSettings,
  Relation,
  TimeReference,
  Tracking,
} from './model.ts';
import type { ValueType } from './value-type.ts';

export interface ModelTable {
  readonly project: ProjectSettings;
  /** By entity id. */
  readonly entities: ReadonlyMap<string, EntityInfo>;
  /** By `<object>.<trait>`. */
  readonly traits: ReadonlyMap<string, TraitInfo>;
  /** By name. */
  readonly segments: ReadonlyMap<string, SegmentHead>;
  /** By name; undefined where an error in its declaration was reported. */
  readonly calendars: ReadonlyMap<string, OpenHours | undefined>;
  readonly hidden: HiddenNames;
}

/** What syntax errors may have hidden: uses of it are not called unknown. */
export interface HiddenNames {
  /** Names of declarations and fields that could not be read. */
  readonly names: readonly NameSyntax[];
  readonly texts: ReadonlySet<string>;
  readonly anyErrors: boolean;
}

export interface EntityInfo {
  readonly kind: 'object' | 'event' | 'lists' | 'tags' | 'consent';
  readonly id: string;
  /** Of the declared name. */
  readonly span: Span;
  readonly members: Map<string, Member>;
  /** Empty when the declaration does not say it; the entity is then faulty. */
  table: string;
  where: CheckedCondition | undefined;
  key: Attribute | undefined;
  time: TimeReference | undefined;
  tracking: Tracking;
  readonly owner: { readonly object: string; readonly column: string } | undefined;
  consentPolicy: 'opt_in' | 'opt_out' | undefined;
  /** An error in its declaration was reported; whatever stands on it is left out without a word. */
  faulty: boolean;
}

export type Member =
  | { readonly kind: 'attribute'; readonly attribute: Attribute; readonly span: Span }
  | { readonly kind: 'relation'; readonly relation: Relation; readonly span: Span }
  | { readonly kind: 'trait'; readonly trait: TraitInfo; readonly span: Span }
  /** A declared type this version does not compile. */
  | { readonly kind: 'unsupported'; readonly construct: string; readonly span: Span }
  /** Its declaration has an error that was reported. */
  | { readonly kind: 'faulty'; readonly span: Span };

export interface TraitInfo {
  readonly id: string;
  readonly object: string;
  readonly name: string;
  readonly type: ValueType;
  readonly nullable: boolean;
  readonly syntax: TraitSyntax;
  faulty: boolean;
  /** What this version cannot compile in it: "ranking"; undefined when it can. */
  unsupported: string | undefined;
}

/** What a reference to a segment needs to know of it. */
export interface SegmentHead {
  readonly name: string;
  /** Undefined when the object is unknown, which was reported. */
  readonly object: string | undefined;
  readonly parameters: readonly CheckedParameter[];
  /** `status: draft`: it is never published. */
  readonly draft: boolean;
  readonly span: Span;
}

/** Everything that can be written after a row of the entity, for suggestions. */
export function memberNames(entity: EntityInfo): readonly string[] {
  return [...entity.members.keys()].toSorted();
}

export function attributesOf(entity: EntityInfo): readonly Attribute[] {
  return [...entity.members.values()].flatMap((member) =>
    member.kind === 'attribute' ? [member.attribute] : [],
  );
}

export function relationsOf(entity: EntityInfo): readonly Relation[] {
  return [...entity.members.values()].flatMap((member) =>
    member.kind === 'relation' ? [member.relation] : [],
  );
}

/** How messages name the entity: `contact`, "the lists of contact". */
export function entityTitle(entity: EntityInfo): string {
  return entity.owner === undefined || entity.kind === 'event'
    ? entity.id
    : `${entity.kind} of ${entity.owner.object}`;
}
