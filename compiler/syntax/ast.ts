// Output of compiler/syntax: what was written, every node with its span. Nothing is resolved or typed here.
import type { Span } from '../source.ts';
import type {
  ArgumentSyntax,
  BlockSyntax,
  ExpressionSyntax,
  PathSyntax,
} from './expression-ast.ts';
import type {
  BooleanSyntax,
  NameSyntax,
  NumberSyntax,
  PercentSyntax,
  StringSyntax,
  TimeUnit,
} from './literal-ast.ts';
import type { TakeOf } from './take-ast.ts';
import type { SuppressionSyntax } from './suppression-ast.ts';
import type { FixturesSyntax, TestSyntax } from './test-ast.ts';

export interface FileSyntax {
  readonly kind: 'file';
  readonly path: string;
  readonly declarations: readonly DeclarationSyntax[];
  /** Names of declarations and fields that are faulty and were left out: their uses are not called unknown. */
  readonly faulty: readonly NameSyntax[];
  readonly suppressions: readonly SuppressionSyntax[];
  /** How often each word stands in the file, outside of texts and comments. */
  readonly words: Readonly<Record<string, number>>;
}

export type DeclarationSyntax =
  | ProjectSyntax
  | EnumSyntax
  | ObjectSyntax
  | EventSyntax
  | ListsSyntax
  | TagsSyntax
  | ConsentSyntax
  | TraitSyntax
  | SegmentSyntax
  | CalendarSyntax
  | TestSyntax
  | FixturesSyntax;

/** `calendar support_hours { timezone: "Europe/Warsaw", open: monday..friday 08:00..18:00, closed: ["12-25"] }` */
export interface CalendarSyntax {
  readonly kind: 'calendar';
  readonly name: NameSyntax;
  readonly settings: readonly SettingSyntax[];
  /** Of the `open:` lines. */
  readonly hours: readonly OpenHoursSyntax[];
  readonly span: Span;
}

/** `open: monday..friday 08:00..18:00`; without times the whole day. */
export interface OpenHoursSyntax {
  readonly days: { readonly first: NameSyntax; readonly last: NameSyntax | undefined };
  readonly times: { readonly start: TimeOfDaySyntax; readonly end: TimeOfDaySyntax } | undefined;
  readonly span: Span;
}

/** `HH:MM`, from 00:00 to 24:00. */
export interface TimeOfDaySyntax {
  readonly text: string;
  readonly span: Span;
}

export interface ProjectSyntax {
  readonly kind: 'project';
  readonly name: NameSyntax;
  readonly settings: readonly SettingSyntax[];
  readonly span: Span;
}

/** `enum deal_stage ["qualified", "won"]` */
export interface EnumSyntax {
  readonly kind: 'enum';
  readonly name: NameSyntax;
  readonly values: readonly StringSyntax[];
  readonly span: Span;
}

/** `object contact @table("crm.contacts") { fields }` */
export interface ObjectSyntax {
  readonly kind: 'object';
  readonly name: NameSyntax;
  readonly annotations: readonly AnnotationSyntax[];
  readonly fields: readonly FieldSyntax[];
  readonly span: Span;
}

/** `event site_visited of contact via contact_id @table(...) @where(...) { fields }` */
export interface EventSyntax {
  readonly kind: 'event';
  readonly name: NameSyntax;
  readonly of: NameSyntax;
  readonly via: NameSyntax;
  readonly annotations: readonly AnnotationSyntax[];
  readonly fields: readonly FieldSyntax[];
  readonly span: Span;
}

/** `lists of contact via contact_id @table(...) { name: text @column("list_slug"), added_at: timestamp @time }` */
export interface ListsSyntax {
  readonly kind: 'lists';
  readonly of: NameSyntax;
  readonly via: NameSyntax;
  readonly annotations: readonly AnnotationSyntax[];
  readonly fields: readonly FieldSyntax[];
  readonly span: Span;
}

/** `tags of contact via contact_id @table(...) { name: text @column("tag") }` */
export interface TagsSyntax {
  readonly kind: 'tags';
  readonly of: NameSyntax;
  readonly via: NameSyntax;
  readonly annotations: readonly AnnotationSyntax[];
  readonly fields: readonly FieldSyntax[];
  readonly span: Span;
}

/** `consent email_marketing of contact via contact_id @table(...) @where(...) { state: ..., changed_at: ... }`; `policy: opt_in|opt_out` may stand in the block. */
export interface ConsentSyntax {
  readonly kind: 'consent';
  readonly name: NameSyntax;
  readonly of: NameSyntax;
  readonly via: NameSyntax;
  readonly annotations: readonly AnnotationSyntax[];
  readonly fields: readonly FieldSyntax[];
  readonly settings: readonly SettingSyntax[];
  readonly span: Span;
}

/** `trait contact.lifetime_value: money(USD) = sum(orders.total where status = "paid")` */
export interface TraitSyntax {
  readonly kind: 'trait';
  readonly of: NameSyntax;
  readonly name: NameSyntax;
  readonly type: TypeSyntax;
  readonly value: ExpressionSyntax;
  readonly span: Span;
}

/** `segment overdue_for(agent: user) of task { ... }` */
export interface SegmentSyntax {
  readonly kind: 'segment';
  readonly name: NameSyntax;
  readonly parameters: readonly ParameterSyntax[];
  readonly of: NameSyntax;
  readonly settings: readonly SettingSyntax[];
  /** Undefined when the segment has no `where`: every object of the type matches. */
  readonly where: BlockSyntax | undefined;
  /** In place of `where`: who comes in, and who goes out. */
  readonly enter: BlockSyntax | undefined;
  readonly leave: BlockSyntax | undefined;
  readonly excepts: readonly ExpressionSyntax[];
  readonly take: TakeSyntax | undefined;
  readonly span: Span;
}

export type TakeSyntax = TakeOf<ExpressionSyntax, PathSyntax>;

export interface ParameterSyntax {
  readonly name: NameSyntax;
  readonly type: TypeSyntax;
  readonly fallback: ExpressionSyntax | undefined;
  readonly span: Span;
}

/** `email: email? @column("mail")`, `company: company? via company_id`, `orders: order[] via order.contact` */
export interface FieldSyntax {
  readonly name: NameSyntax;
  readonly type: TypeSyntax;
  readonly via: readonly NameSyntax[] | undefined;
  readonly annotations: readonly AnnotationSyntax[];
  readonly span: Span;
}

/** `text?`, `enum("a", "b")`, `money(USD)`, `text(granted, denied)`, `json? { score: int? }`, `order[]` */
export interface TypeSyntax {
  readonly name: NameSyntax;
  /** Strings and bare words in parentheses. */
  readonly args: readonly (StringSyntax | NameSyntax)[];
  readonly nullable: boolean;
  readonly array: boolean;
  /** Of a `json` type with a typed view. */
  readonly fields: readonly FieldSyntax[] | undefined;
  readonly span: Span;
}

/** `@column("contact_id")`, `@where(event = "x")`, `@append_only(by: loaded_at)` */
export interface AnnotationSyntax {
  readonly name: NameSyntax;
  readonly args: readonly ArgumentSyntax[];
  readonly span: Span;
}

/** `name: value` in a project, segment or consent block. */
export interface SettingSyntax {
  readonly name: NameSyntax;
  readonly value: SettingValueSyntax;
  readonly span: Span;
}

export type SettingValueSyntax =
  | StringSyntax
  | NumberSyntax
  | BooleanSyntax
  | { readonly kind: 'word'; readonly text: string; readonly span: Span }
  | { readonly kind: 'strings'; readonly items: readonly StringSyntax[]; readonly span: Span }
  /** `[email, country, company.name]` */
  | { readonly kind: 'paths'; readonly items: readonly PathSyntax[]; readonly span: Span }
  /** `every 6 hours`; in any amount and unit as written */
  | {
      readonly kind: 'every';
      readonly amount: number;
      readonly unit: TimeUnit;
      readonly span: Span;
    }
  | { readonly kind: 'cron'; readonly expression: StringSyntax; readonly span: Span }
  /** `size_change at most 20%`, `size at least 100`, `not empty`, `leavers at most 500` */
  | GuardSyntax
  /** `dynamic_table(lag: 1 hour)` */
  | {
      readonly kind: 'call-word';
      readonly text: string;
      readonly args: readonly ArgumentSyntax[];
      readonly span: Span;
    };

export interface GuardSyntax {
  readonly kind: 'guard';
  /** `not_empty` has no bound. */
  readonly measure: string;
  readonly bound: 'at_least' | 'at_most' | undefined;
  readonly limit: NumberSyntax | PercentSyntax | undefined;
  readonly span: Span;
}
