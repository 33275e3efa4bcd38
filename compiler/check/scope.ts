// The rows an expression can speak of: the segment's object outside, each collection around the expression further in.
import type { EntityInfo } from './model-table.ts';

export interface RowScope {
  /** 0 for the outermost row. */
  readonly depth: number;
  /** Undefined when the object is unknown, which was reported: names then mean anything. */
  readonly entity: EntityInfo | undefined;
  /** `as` name of the collection. */
  readonly alias: string | undefined;
  readonly outer: RowScope | undefined;
  /** True inside `@where` and `@deleted`: bare names are columns of the entity's table. */
  readonly raw: boolean;
}

export function outermostRow(entity: EntityInfo | undefined): RowScope {
  return { depth: 0, entity, alias: undefined, outer: undefined, raw: false };
}

export function rawRow(entity: EntityInfo): RowScope {
  return { depth: 0, entity, alias: undefined, outer: undefined, raw: true };
}

export function innerRow(
  outer: RowScope,
  entity: EntityInfo | undefined,
  alias: string | undefined,
): RowScope {
  return { depth: outer.depth + 1, entity, alias, outer, raw: false };
}

/** From the innermost row outwards. */
export function rowsOf(scope: RowScope): readonly RowScope[] {
  const rows: RowScope[] = [];
  for (let row: RowScope | undefined = scope; row !== undefined; row = row.outer) rows.push(row);
  return rows;
}
