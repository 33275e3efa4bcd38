// Test support: the nouns of the histories: people who belong to firms, place orders, carry tags and consent or not.

export const model = `project histories {
  timezone: "Europe/Warsaw"
  currency: USD
  refresh: manual
}

object person @table("src.people") {
  id: id @key
  country: text?
  points: int?
  seen_at: timestamp?
  born_on: date?
  firm: firm? via firm_id
  orders: order[] via order.person
}

object firm @table("src.firms") {
  id: id @key
  size: int?
  people: person[] via person.firm
}

object order @table("src.orders") {
  id: id @key
  at: timestamp? @time
  total: money(USD)?
  status: enum("paid", "pending")?
  person: person? via person_id
}

event seen of person via person_id @table("src.visits") {
  at: timestamp @time
  page: text?
}

tags of person via person_id @table("src.tags") {
  name: text
}

consent mail of person via person_id @table("src.consents") {
  state: text(granted, denied) @granted("in") @denied("out")
  changed_at: timestamp @time
}

trait person.spent: money(USD) = sum(orders.total where status = "paid")
trait person.third: int? = ntile(3, points)
`;

export type TableName =
  'src.people' | 'src.firms' | 'src.orders' | 'src.visits' | 'src.tags' | 'src.consents';

/** SQL type by column. */
export const tables: Readonly<Record<TableName, Readonly<Record<string, string>>>> = {
  'src.people': {
    id: 'VARCHAR',
    country: 'VARCHAR',
    points: 'INTEGER',
    seen_at: 'TIMESTAMP',
    born_on: 'DATE',
    firm_id: 'BIGINT',
  },
  'src.firms': { id: 'BIGINT', size: 'INTEGER' },
  'src.orders': {
    id: 'BIGINT',
    at: 'TIMESTAMP',
    total: 'DECIMAL(18, 2)',
    status: 'VARCHAR',
    person_id: 'VARCHAR',
  },
  'src.visits': { person_id: 'VARCHAR', at: 'TIMESTAMP', page: 'VARCHAR' },
  'src.tags': { person_id: 'VARCHAR', name: 'VARCHAR' },
  'src.consents': { person_id: 'VARCHAR', state: 'VARCHAR', changed_at: 'TIMESTAMP' },
};

export const tableNames: readonly TableName[] = [
  ...(['src.people', 'src.firms', 'src.orders', 'src.visits', 'src.tags', 'src.consents'] as const),
];
