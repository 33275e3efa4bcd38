// Test support: rules over firms and orders that refer to no other segment. Wordings as `wordingOf` reads them.

export const firmRules: readonly (readonly string[])[] = [
  [
    'has at least 1 people where points > 2',
    'has at least 2 people where points > 2',
    'has no people where points > 4',
  ],
  [
    'sum(people.orders.total in last 3 days) > 60 USD',
    'sum(people.orders.total in last 30 days) > 60 USD',
  ],
  [
    'has people where { has at least 2 orders where status = "paid" }',
    'has at least 2 people where { has orders in last 7 days }',
  ],
  [
    'has people where { count(orders in last 3 days) >= 1 and spent > 60 USD }',
    'count(people where spent >= 50 USD) >= 2',
  ],
  [
    'count distinct(people.seen.person in last 3 days) >= 2',
    'count(people.seen in last 7 days) >= 3',
  ],
  [
    'all people have points > 2 or missing',
    'all people have seen_at more than 1 day ago or missing',
    'all people have { has orders }',
  ],
  [
    'count(people where consents to mail) >= 1',
    'has people where tagged "vip"',
    'has people where { in list "news" }',
  ],
  [
    'max(people.seen_at) more than 2 days ago',
    'last(people.orders.at) in last 2 days',
    'max(people.seen.at) in last 1 day',
  ],
  [
    'has children where size > 10',
    'count(children.people) >= 2',
    'has children where { has people where { did seen in last 3 days } }',
  ],
  [
    'parent.size > 10',
    'parent.parent.size is known',
    'has no children',
    'parent.renewed_at in last 7 days',
  ],
  [
    'renewed_at in last 7 days',
    'renewed_at more than 3 days ago or missing',
    'size > 10; renewed_at is known',
  ],
  [
    'max(people.points) > 5',
    'count distinct(people.country) >= 2',
    'median(people.points) >= 5',
    'avg(people.points) > 4',
  ],
  [
    'has people where { has friends where points > 4 }',
    'has people.friends where { firm.size > 10 }',
  ],
  [
    'has people where { seen_at at most 2 days after firm.renewed_at }',
    'has people where born_on after 1990-01-01',
  ],
  [
    'count weeks(people.seen in last 30 days having count distinct(person) >= 2) >= 1',
    'count days(people.orders in last 7 days) >= 2',
  ],
  [
    'has people where third = 1',
    'has people where place = 1',
    '| take top 1 by sum(people.orders.total)',
  ],
  ['did sequence in last 7 days { people.seen\n then people.orders within 2 days }'],
  ['enter { count(people) >= 2 } leave { count(people) < 1 }'],
  [
    'enter { count(people) >= 2 } leave { count(people) < 1 } | take top 60% by count(people.orders)',
    'enter { count(people) >= 2 } leave { count(people) < 1 } | take bottom 1 by size',
  ],
];

export const orderRules: readonly (readonly string[])[] = [
  ['at in last 2 days', 'at more than 3 days ago or missing', 'at in this month', 'at after now'],
  ['status = "paid"; total >= 50 USD', 'status is missing', 'total < 60 USD or missing'],
  [
    'person.points > 2',
    'person.country = "PL"',
    'person is missing',
    'person.seen_at in last 2 days',
  ],
  [
    'person.firm.size > 10',
    'person.firm.parent.size > 10',
    'person.firm.renewed_at in last 3 days or missing',
  ],
  [
    'at at most 2 days after person.seen_at',
    'at > person.seen_at',
    'shipped_at more than 1 day after at',
  ],
  [
    'hours_between(at, coalesce(shipped_at, now)) > 48',
    'shipped_at is missing; at more than 1 day ago counting desk',
  ],
  [
    'count(person.orders) >= 2',
    'total = max(person.orders.total)',
    'person.spent >= 100 USD',
    'person.tier = "active"',
  ],
  ['did person.seen in last 3 days', 'person tagged "vip"', 'count(person.firm.people) >= 2'],
  [
    'publish: [status, person.country] :: total > 0 USD',
    'publish: [status, person.country] :: at in last 7 days',
  ],
  ['| take top 3 by total', '| take top 2 by at per status', 'person.third = 1'],
];
