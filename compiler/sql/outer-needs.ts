// Part of compiler/sql: what a feature must be told about rows further out than its anchor, so that it can be computed once
// for each combination instead of once per row.
import { canonicalJson } from '../lower/canonical.ts';
import type { ColumnRead, Row } from '../lower/ir.ts';
import { visitFeature } from '../plan/walk-ir.ts';
import { featureOf, type OuterNeed, type Query } from './query.ts';

/** Equal needs have equal text. */
export function needIdentity(row: Row, read: ColumnRead | 'key'): string {
  return canonicalJson([row.up, row.hops.map(({ relation }) => relation), read]);
}

/** The needs of a feature, including those of the features in its filter that reach through it. */
export function outerNeedsOf(query: Query, id: string): readonly OuterNeed[] {
  const known = query.needs.get(id);
  if (known !== undefined) return known;
  const found = new Map<string, OuterNeed>();
  const add = (row: Row, read: ColumnRead | 'key'): void => {
    if (row.up >= 2) found.set(needIdentity(row, read), { row, read });
  };
  visitFeature(featureOf(query.features, id), {
    predicate: (predicate) => {
      if (predicate.kind === 'member') add(predicate.row, 'key');
    },
    value: (value) => {
      if (value.kind === 'column') add(value.row, value.read);
      else if (value.kind === 'row_key') add(value.row, 'key');
      else if (value.kind === 'feature') {
        add(value.row, 'key');
        for (const need of outerNeedsOf(query, value.feature)) {
          const { row, read } = atUse(need);
          add(row, read);
        }
      }
    },
  });
  const needs = [...found.values()];
  query.needs.set(id, needs);
  return needs;
}

/** A need of a feature, seen from where the feature is used. */
export function atUse({ row, read }: OuterNeed): OuterNeed {
  return { row: { ...row, up: row.up - 2 }, read };
}
