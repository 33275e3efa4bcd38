// Where events of a kind stand: in the one table of all kinds, or in a table of their own.
import type { DataSizes } from './sizes.ts';
import { eventKinds } from './vocabulary.ts';

export interface EventTable {
  readonly name: string;
  /** The kind whose rows are meant; undefined: the table has no other ones, and no column `kind`. */
  readonly kind: string | undefined;
}

/** The table that all kinds have in common. */
export const oneEventTable = 'web.events';

export function eventTable({ tables }: Pick<DataSizes, 'tables'>, kind: string): EventTable {
  return tables === 'one'
    ? { name: oneEventTable, kind }
    : { name: `web.${kind}`, kind: undefined };
}

type EventTables = Pick<DataSizes, 'tables' | 'kinds'>;

/** Reads every needed column of all events, in a way that statistics of the tables cannot answer. */
export function readEventsSql(sizes: EventTables): string {
  const needed = ['contact_id', 'occurred_at', 'amount', 'category'];
  const kind = sizes.tables === 'one' ? ' sum(strlen(kind)),' : '';
  return `SELECT bit_xor(hash(contact_id)), max(epoch_us(occurred_at) % 1000003), sum(amount),${kind} sum(strlen(category)) FROM ${allEvents(sizes, needed)}`;
}

/** Groups all events by contact, with one count. */
export function groupEventsSql(sizes: EventTables): string {
  return `SELECT max(n) FROM (SELECT contact_id, count(*) AS n FROM ${allEvents(sizes, ['contact_id'])} GROUP BY contact_id)`;
}

function allEvents(sizes: EventTables, columns: readonly string[]): string {
  if (sizes.tables === 'one') return oneEventTable;
  const parts = eventKinds(sizes.kinds).map(
    (kind) => `SELECT ${columns.join(', ')} FROM ${eventTable(sizes, kind).name}`,
  );
  return `(${parts.join(' UNION ALL ')})`;
}
