// Test support: the nouns of the histories: people who belong to firms, place orders, know each other, carry tags and consent or not.
import { type TableName, tableNames, tracks, type Variant } from './tracking.ts';

function annotated(variant: Variant, table: TableName): string {
  const { tracking, deletes } = variant[table];
  const how = tracks[tracking];
  return [`@table("${table}")`, how, deletes ? '@deleted(when: deleted_at is known)' : '']
    .filter((part) => part !== '')
    .join(' ');
}

/** The model whose tables change as the variant says. */
export function modelOf(variant: Variant): string {
  const on = (table: TableName): string => annotated(variant, table);
  return `project histories {
  timezone: "Europe/Warsaw"
  currency: USD
  refresh: manual
}

calendar desk {
  open: monday..friday 08:00..18:00
  open: saturday 10:00..14:00
}

object person ${on('src.people')} {
  id: id @key
  country: text?
  points: int?
  seen_at: timestamp?
  born_on: date?
  firm: firm? via firm_id
  orders: order[] via order.person
  friends: person[] via friendship.near
}

object firm ${on('src.firms')} {
  id: id @key
  size: int?
  renewed_at: timestamp?
  parent: firm? via parent_id
  children: firm[] via firm.parent
  people: person[] via person.firm
}

object order ${on('src.orders')} @where(channel != "test" or missing) {
  id: id @key
  at: timestamp? @time
  shipped_at: timestamp?
  total: money(USD)?
  status: enum("paid", "pending")?
  person: person? via person_id
}

object friendship ${on('src.friendships')} {
  id: id @key
  near: person? via near_id
  far: person? via far_id
}

event seen of person via person_id ${on('src.visits')} {
  at: timestamp @time
  page: text?
  order: order? via order_id
}

tags of person via person_id ${on('src.tags')} {
  name: text
}

lists of person via person_id ${on('src.lists')} {
  name: text
  added_at: timestamp @time
}

consent mail of person via person_id ${on('src.consents')} {
  state: text(granted, denied) @granted("in") @denied("out")
  changed_at: timestamp @time
}

trait person.spent: money(USD) = sum(orders.total where status = "paid")
trait person.third: int? = ntile(3, points)
trait person.place: int? = rank(spent, per: country)
trait person.usual_points: decimal? = peer_avg(points, group: country)
trait person.namesakes: int? = peer_count(id, group: country) among { seen_at in last 7 days }
trait person.last_order_at: timestamp? = max(orders.at)
trait person.tier: text = case {
  when spent >= 100 USD and did seen in last 3 days then "active"
  when spent > 0 USD then "buyer"
  else "other"
}
`;
}

const keyed = { updated_at: 'TIMESTAMP', deleted_at: 'TIMESTAMP', loaded_at: 'TIMESTAMP' };
const added = { loaded_at: 'TIMESTAMPTZ' };

/** SQL type by column. */
export const tables: Readonly<Record<TableName, Readonly<Record<string, string>>>> = {
  'src.people': {
    id: 'VARCHAR',
    country: 'VARCHAR',
    points: 'INTEGER',
    seen_at: 'TIMESTAMPTZ',
    born_on: 'DATE',
    firm_id: 'BIGINT',
    ...keyed,
  },
  'src.firms': {
    id: 'BIGINT',
    size: 'INTEGER',
    renewed_at: 'TIMESTAMP',
    parent_id: 'BIGINT',
    ...keyed,
  },
  'src.orders': {
    id: 'BIGINT',
    at: 'TIMESTAMP',
    shipped_at: 'TIMESTAMPTZ',
    total: 'DECIMAL(18, 2)',
    status: 'VARCHAR',
    channel: 'VARCHAR',
    person_id: 'VARCHAR',
    ...keyed,
  },
  'src.friendships': { id: 'BIGINT', near_id: 'VARCHAR', far_id: 'VARCHAR', ...keyed },
  'src.visits': {
    person_id: 'VARCHAR',
    at: 'TIMESTAMPTZ',
    page: 'VARCHAR',
    order_id: 'BIGINT',
    ...added,
  },
  'src.tags': { person_id: 'VARCHAR', name: 'VARCHAR', ...added },
  'src.lists': { person_id: 'VARCHAR', name: 'VARCHAR', added_at: 'TIMESTAMP', ...added },
  'src.consents': { person_id: 'VARCHAR', state: 'VARCHAR', changed_at: 'TIMESTAMP', ...added },
};

export { tableNames };
export type { TableName };
