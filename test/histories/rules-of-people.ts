// Test support: rules over people that refer to no other segment. Wordings as `wordingOf` reads them.

function over(values: readonly (number | string)[], text: string): readonly string[] {
  return values.map((value) => text.replaceAll('#', String(value)));
}

/** What stands in the person's own row, and in the clock. */
const ofRows: readonly (readonly string[])[] = [
  over(['PL', 'DE'], 'country = "#"'),
  ['points > 2', 'points > 4', 'points < 5 or missing', 'points in 3..8', 'points is missing'],
  over([1, 2, 7], 'seen_at in last # days'),
  over([1, 24, 48], 'seen_at more than # hours ago'),
  over(['this month', 'previous week', 'last 2 full days', 'this full week'], 'seen_at in #'),
  over(['before now', 'after now', 'in next 2 days', 'less than 1 hour from now'], 'seen_at #'),
  over(['before this month', 'since 2026-03-29', 'from 2026-03-20 until 2026-04-02'], 'seen_at #'),
  over(
    ['more than 4 hours ago', 'at most 2 days ago', 'less than 30 minutes ago'],
    'seen_at # counting desk',
  ),
  ['days_since(seen_at) >= 2', 'hours_since(seen_at) < 6', 'seen_at >= now - 36 hours'],
  ['age(born_on) >= 36', 'months_since(seen_at) >= 1', 'days_between(born_on, today) > 9000'],
  over([7, 30, 100], 'anniversary of born_on in next # days'),
  ['anniversary of seen_at in last 3 days', 'anniversary of born_on on today'],
  ['hour(now) >= 12', 'weekday(now) in ["saturday", "sunday"]', 'date(seen_at) = today'],
  over([20, 50, 80], 'in sample #% seed "s"'),
  [
    'any of { seen_at in last 1 day, points > 7 }; country is known',
    'none of { seen_at in last 2 days, points > 4 }',
  ],
  ['at least 2 of { points > 2, seen_at in last 2 days, has orders in last 3 days }'],
  [
    'publish: [country, points] :: points > 2',
    'publish: [country, points] :: seen_at in last 2 days',
  ],
  [
    'publish: [country, firm.size] :: country is known',
    'publish: [country, firm.size] :: points > 2',
  ],
];

/** What stands in rows that lead to the person. */
const ofEvents: readonly (readonly string[])[] = [
  over([1, 7], 'did not seen in last # days'),
  [
    'did seen more than once in last 3 days',
    'did seen where page = "/a"',
    'did seen exactly 2 times',
  ],
  // How often a row is there that is there twice.
  over([1, 2, 3], 'count(seen) > #'),
  over([2, 3], 'count(seen where page = "/a") = #'),
  over([2, 3], 'did seen at least # times in last 30 days'),
  over([2, 3], 'did seen on at least # days in last 7 days'),
  [
    'did seen on at least 2 consecutive days in last 7 full days',
    'count weeks(seen in last 30 days) >= 2',
  ],
  over([3, 14], 'did seen for the first time in last # days'),
  over([3, 30], 'count distinct(seen.page in last # days) >= 2'),
  [
    'max(seen.at) at least 24 hours ago',
    'min(seen.at) more than 3 days ago',
    'max(seen.at) in last 2 days or missing',
  ],
  ['last(seen.page) = "/a"', 'first(seen.page) = "/b" or missing'],
  [
    'did seen where order.status = "paid"',
    'did seen in last 7 days where order.total >= 50 USD',
    'did seen where order.person.points > 4',
  ],
  ['did seen as v where { has person.orders where at > v.at and at <= v.at + 2 days }'],
  ['consents to mail', 'consent mail is unknown', 'consent mail is denied'],
  ['tagged "vip"', 'tagged all of ["vip", "old"]', 'not tagged "old"'],
  [
    'in list "news"',
    'in list "news" added more than 3 days ago',
    'in list "club" added in last 2 days',
  ],
];

const ofOrders: readonly (readonly string[])[] = [
  over([1, 3, 30], 'count(orders in last # days where status = "paid") >= 1'),
  over([50, 100], 'spent >= # USD'),
  over([3, 7], 'sum(orders.total in last # days where status = "paid") > 60 USD'),
  [
    'count(orders where total > 49 USD and status = "paid") >= 2',
    'count(orders) >= 2',
    'has no orders',
  ],
  over([1, 3, 7], 'last(orders.at) more than # days ago'),
  over([3, 30], 'first(orders.at) less than # days ago'),
  [
    'last_order_at more than 2 days ago or missing',
    'days_since(last_order_at) < 3',
    'last_order_at after now',
  ],
  [
    'count distinct(orders.status) >= 2',
    'mode(orders.status) = "paid"',
    'last(orders.status) = "pending"',
  ],
  [
    'has orders on at least 2 months in this year',
    'has orders on at least 1 month in this year having sum(total) >= 60 USD',
  ],
  ['has orders for the first time in last 7 days where status = "paid"'],
  [
    'has orders where { at at most 2 days after person.seen_at }',
    'has orders where { at more than 1 day before person.seen_at }',
  ],
  [
    'has orders where at before this month',
    'has orders in previous month',
    'has orders between 30 and 7 days ago',
  ],
  [
    'has orders in last 2 days by shipped_at',
    'has no orders where shipped_at is missing and at more than 1 day ago',
  ],
  [
    'sum(hours_between(at, coalesce(shipped_at, now)) of orders where status = "paid") > 48',
    'max(days_since(at) of orders) > 3',
  ],
  [
    'count(orders in last 3 days) > 50% of count(orders)',
    'count(orders in last 7 days) > count(orders between 30 and 7 days ago)',
  ],
  [
    'median(orders.total in last 30 days) > 49 USD',
    'avg(orders.total) >= 50 USD',
    'max(orders.total where at in last 3 days) > 60 USD',
  ],
  [
    'all orders have total >= 49 USD or missing',
    'all orders have at more than 1 day ago or missing',
  ],
  [
    'has orders as latest in last 14 days where { has no person.orders where at < latest.at and at > latest.at - 2 days }',
  ],
  ['tier = "active"', 'tier = "buyer"', 'tier != "other"'],
  over([3, 30], 'did sequence in last # days { seen\n then no orders within 1 day }'),
  [
    'did sequence { orders where status = "paid"\n then seen within 2 days }',
    'did sequence { first seen\n then no orders }',
  ],
  [
    'did not sequence in last 7 days { last seen\n then orders within 1 day where total >= 50 USD }',
  ],
];

/** What stands several hops away. */
const ofOthers: readonly (readonly string[])[] = [
  ['firm.size > 10', 'firm.size < 10 or missing', 'firm is missing'],
  [
    'firm.renewed_at in last 3 days',
    'firm.renewed_at more than 2 days ago or missing',
    'seen_at at most 1 day after firm.renewed_at',
  ],
  ['firm.parent.size > 10', 'firm.parent.renewed_at in last 7 days', 'firm.parent is missing'],
  [
    'has friends where points > 4',
    'count(friends.orders in last 7 days) >= 1',
    'has no friends where { did seen in last 2 days }',
  ],
  [
    'count(firm.people) >= 2',
    'has firm.people where { has orders in last 3 days }',
    'sum(firm.people.orders.total) > 120 USD',
  ],
  ['count(firm.people.seen in last 3 days) >= 2', 'has friends.friends where country = "PL"'],
  ['points > 2 | take top 2 by last_order_at', 'spent > 0 USD; firm.size > 10'],
  ['firm in sample 50% seed "f"', 'has friends where { in sample 50% seed "g" }'],
];

/** What depends on everybody. */
const ofPopulations: readonly (readonly string[])[] = [
  over([1, 2, 3], 'third = #'),
  ['place <= 1', 'place > 2', 'points > usual_points', 'namesakes >= 2'],
  over([1, 2, 3], '| take top # by points'),
  ['| take top 30% by spent per country', '| take top 80% of total by spent'],
  [
    '| take top 2 by max(seen.at)',
    'seen_at in last 7 days | take bottom 2 by count(orders in last 3 days) per country',
  ],
];

const kept: readonly (readonly string[])[] = [
  [
    'enter { points > 4 } leave { points < 3 or missing }',
    'enter { points > 7 } leave { points < 4 or missing }',
  ],
  over([3, 30], 'enter { did seen in last 1 day } leave { did not seen in last # days }'),
  [
    'enter { firm.size > 10 } leave { seen_at more than 2 days ago }',
    'enter { spent > 100 USD } leave { has no orders in last 3 days }',
  ],
];

/** `take` of those whom `enter` lets in and of members who stay; who is not taken has to enter again. */
const keptParts: readonly (readonly string[])[] = [
  over(
    ['top 2 by points', 'top 50% by points', 'bottom 2..3 by points', 'top 60% of total by points'],
    'enter { points > 4 } leave { points < 3 or missing } | take #',
  ),
  over(
    ['top 2 by points with ties', 'top 40% by spent per country', 'bottom 70% by points'],
    'enter { did seen in last 1 day } leave { did not seen in last 30 days } | take #',
  ),
  over(
    ['top 1 by points per country', 'top 30%..80% by points', 'top 50% of total by spent'],
    'enter { has orders in last 3 days } leave { seen_at more than 30 days ago } | take #',
  ),
];

export const personRules = [
  ...ofRows,
  ...ofEvents,
  ...ofOrders,
  ...ofOthers,
  ...ofPopulations,
  ...kept,
  ...keptParts,
];
