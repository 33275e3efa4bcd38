// Rows of a test while they are built: cells with the places where they are said.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { Span } from '../../source.ts';
import type { FixtureRowSyntax } from '../../syntax/test-ast.ts';
import type { FixtureChange, FixtureRow, FixtureValue } from '../checked-tests.ts';
import type { Attribute } from '../model.ts';
import type { EntityInfo } from '../model-table.ts';
import type { ValueType } from '../value-type.ts';
import type { Instant } from './instants.ts';
import type { Testing, World } from './testing.ts';

export interface Draft {
  readonly entity: EntityInfo;
  readonly name: string | undefined;
  readonly key: string | undefined;
  /** What generated keys begin with. */
  readonly label: string;
  /** For messages. */
  readonly title: string;
  /** What its defaults are counted from. */
  readonly now: Instant;
  /** A syntax error, or a reported one, may have left out a field. */
  incomplete: boolean;
  /** By column and path; a null was said. */
  readonly cells: Map<string, DraftCell>;
  /** JSON values that are there, whatever is in them. */
  readonly presentJson: Attribute[];
  readonly span: Span;
  /** Where messages about the row point. */
  readonly place: Span;
}

export interface DraftCell {
  readonly column: string;
  readonly jsonPath: readonly string[];
  readonly type: ValueType;
  readonly value: FixtureValue;
  /** Where it is said. */
  readonly span: Span;
}

/** All rows of one step. */
export interface Building {
  readonly testing: Testing;
  /** Everything that ever had a name in the test, as it was last. */
  readonly known: World;
  /** Memberships of earlier refreshes are said at the first step only. */
  readonly isFirst: boolean;
  readonly firstNow: Instant;
  readonly drafts: Draft[];
  /** There are too many rows, which was reported. */
  isFull: boolean;
  /** Rows with a name that another row lists as its own. */
  readonly claims: Claim[];
  readonly changes: (FixtureChange & { readonly span: Span })[];
  /** Adds a row that stands inside of another, with all that stands inside it. */
  inline(entity: EntityInfo, row: FixtureRowSyntax, place: InlinePlace): Draft | undefined;
}

export interface InlinePlace {
  readonly label: string;
  readonly title: string;
  readonly now: Instant;
}

export function newDraft(draft: Omit<Draft, 'cells' | 'presentJson'>): Draft {
  return { ...draft, cells: new Map(), presentJson: [] };
}

/** The row of the object called `child` holds `value` in `column`. */
export interface Claim {
  readonly child: string;
  readonly column: string;
  readonly value: string;
  readonly of: string;
  readonly span: Span;
}

/** Rows of one test, in all its steps together. */
export const mostRows = 100_000;
/** Rows of all tests. */
export const mostRowsOfAll = 300_000;

export function cellId(column: string, jsonPath: readonly string[]): string {
  return [column, ...jsonPath].join('\u0000');
}

/** Says a cell; two different values for one are reported. */
export function setCell(draft: Draft, cell: DraftCell, testing: Testing): void {
  const id = cellId(cell.column, cell.jsonPath);
  const first = draft.cells.get(id);
  if (first === undefined) {
    draft.cells.set(id, cell);
    return;
  }
  if (JSON.stringify(first.value) === JSON.stringify(cell.value)) return;
  const column = [cell.column, ...cell.jsonPath].join('.');
  const help = 'Fields and relations may share a column; say it once.';
  testing.checking.report(
    catalogue.tests.conflictingValues,
    cell.span,
    { column, help },
    {
      related: [{ span: first.span, text: 'the other value' }],
    },
  );
}

export const keyType = (of: string): ValueType => ({ kind: 'id', of });

/** As the runner receives it: what is missing is left out. */
export function finishedRow({ entity, name, key, cells, span }: Draft): FixtureRow {
  return {
    entity: entity.id,
    name,
    key,
    cells: [...cells.values()]
      .filter(({ value }) => value !== null)
      .map(({ column, jsonPath, type, value }) => ({ column, jsonPath, type, value })),
    span,
  };
}
