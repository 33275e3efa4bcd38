// Part of compiler/sql: what is asked of the rows of a block, and the part of it that needs nothing but those rows.
import { InternalError } from '../assert.ts';
import type { FeatureWindow, Predicate, Row } from '../lower/ir.ts';
import { looksTimeUp } from '../plan/looks-time-up.ts';
import { visitPredicate, visitValue, type Visitor } from '../plan/walk-ir.ts';
import type { Sql } from './dialect.ts';
import { emitPredicate, intervalBounds } from './emit-predicate.ts';
import { emitValue } from './emit-value.ts';
import { isNotNull } from './expressions.ts';
import { shapeOf } from './number-shape.ts';
import type { RowAccess } from './row-access.ts';

/** A window and conditions, all of which hold for the rows that count. */
export interface Asked {
  readonly window: FeatureWindow | undefined;
  readonly parts: readonly Predicate[];
}

export const nothingAsked: Asked = { window: undefined, parts: [] };

export function askedOf(window: FeatureWindow | undefined, filter: Predicate): Asked {
  if (filter.kind === 'constant' && filter.value) return { window, parts: [] };
  return { window, parts: filter.kind === 'all' ? filter.predicates : [filter] };
}

export function askedConditions(access: RowAccess, { window, parts }: Asked): readonly Sql[] {
  const conditions = parts.map((part) => emitPredicate(access, part));
  if (window === undefined) return conditions;
  const bounds = intervalBounds(access, window.time, window.start, window.end, false);
  if (bounds.length > 0) return [...bounds, ...conditions];
  return [isNotNull(emitValue(access, window.time)), ...conditions];
}

/** What a condition looks at beside its own rows. */
interface Reach {
  /** Other features, members of segments, or tables of time zones and calendars. */
  others: boolean;
  /** Rows further out than the anchor. */
  outer: boolean;
}

/** Without what asks for other features or segments and, unless `outer`, for rows further out than the anchor. */
export function plainPart({ window, parts }: Asked, outer: boolean): Asked {
  const isPlain = (reach: Reach): boolean => !reach.others && (outer || !reach.outer);
  return {
    window: window !== undefined && isPlain(reachOfWindow(window)) ? window : undefined,
    parts: parts.filter((part) => isPlain(reachOf((visitor) => visitPredicate(part, visitor)))),
  };
}

/** Whether rows are chosen by being equal to something of a row further out: few are then left. */
export function isEqualToOuter({ parts }: Asked): boolean {
  return parts.some((part) => {
    const reach = reachOf((visitor) => visitPredicate(part, visitor));
    return part.kind === 'compare' && part.operator === '=' && reach.outer && !reach.others;
  });
}

function reachOfWindow({ time, start, end }: FeatureWindow): Reach {
  return reachOf((visitor) => {
    for (const value of [time, start?.value, end?.value]) {
      if (value !== undefined) visitValue(value, visitor);
    }
  });
}

function reachOf(visit: (visitor: Visitor) => void): Reach {
  const reach: Reach = { others: false, outer: false };
  const look = ({ up }: Row): void => {
    if (up >= 2) reach.outer = true;
  };
  visit({
    predicate: (predicate) => {
      if (predicate.kind === 'member') reach.others = true;
    },
    value: (value) => {
      if (value.kind === 'feature' || looksTimeUp(value)) reach.others = true;
      if (value.kind === 'column' || value.kind === 'row_key') look(value.row);
    },
  });
  return reach;
}

/** Access for plain conditions. */
export function plainAccess(
  access: Pick<RowAccess, 'dialect' | 'moment' | 'column' | 'storedType' | 'key'>,
): RowAccess {
  const plain: RowAccess = {
    ...access,
    feature: outside,
    shape: (value) => shapeOf(value, outside),
    member: outside,
    memberBefore: outside,
    zone: outside,
    openDay: outside,
    condition: (predicate) => emitPredicate(plain, predicate),
  };
  return plain;
}

function outside(): never {
  throw new InternalError('a plain condition asks for another table');
}
