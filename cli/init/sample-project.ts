// The files of a new project beside its data: configuration, model, segments, tests, README.
import type { SampleFile } from './sample-data.ts';
import { sampleTests } from './sample-tests.ts';

/** `name`: a word of the language, for the `project` declaration. */
export function sampleProject(name: string): readonly SampleFile[] {
  return [
    { path: 'segform.yaml', text: configuration },
    { path: 'model.seg', text: model(name) },
    { path: 'segments/marketing.seg', text: marketing },
    { path: 'segments/sales.seg', text: sales },
    { path: 'tests/marketing.seg', text: sampleTests },
    { path: 'README.md', text: readme(name) },
    { path: '.gitignore', text: '*.duckdb\n*.duckdb.*\n' },
  ];
}

const configuration = `# Where the .seg files are and which warehouse they are for. All paths are relative to this file.
segments: [model.seg, segments/**/*.seg, tests/**/*.seg]
default_target: dev
targets:
  dev:
    type: duckdb
    database: warehouse.duckdb # created if absent; written by \`segform refresh\` only
    serving: serving.duckdb # what dashboards open: replaced as a whole after each refresh
    schema: segments
    mounts: # files shown as tables
      shop.contacts: data/contacts.csv
      shop.orders: data/orders.csv
      shop.visits: data/visits.csv
      shop.consents: data/consents.csv
`;

function model(name: string): string {
  return `// What the tables of the warehouse mean. Segments use these nouns and never name a table or a column.
project ${name} {
  timezone: "Europe/Berlin"
  week_starts: monday
  currency: USD
  refresh: every 1 hour
}

object contact @table("shop.contacts") {
  id: id @key @column("contact_id")
  name: text @example("Ada Lovelace") // what tests take when they do not say it
  email: email?
  country: text @example("DE")
  created_at: timestamp
  last_visit_at: timestamp?

  orders: order[] via order.contact
}

object order @table("shop.orders") {
  id: id @key @column("order_id")
  placed_at: timestamp @time
  status: enum("paid", "refunded", "canceled")
  total: money(USD)
  contact: contact via contact_id
}

event site_visited of contact via contact_id @table("shop.visits") {
  at: timestamp @time @column("visited_at")
  page: text @example("/")
}

consent email_marketing of contact via contact_id @table("shop.consents") @where(channel = "email") {
  state: text(granted, denied) @granted("opted_in") @denied("opted_out")
  changed_at: timestamp @time
}

trait contact.lifetime_value: money(USD) = sum(orders.total where status = "paid")
`;
}

const marketing = `segment emailable of contact {
  title: "Contacts we may email"
  owner: "marketing"

  where {
    email is known
    consents to email_marketing
  }
}

segment frequent_visitors of contact {
  title: "More than five visits in 30 days"
  owner: "marketing"
  labels: ["campaign"]
  publish: [email, country]

  where {
    did site_visited more than 5 times in last 30 days
    in segment emailable
  }
}

segment win_back of contact {
  title: "Good customers gone quiet"
  description: "Bought at least twice for more than $300, not seen for 40 days"
  owner: "marketing"
  labels: ["campaign", "retention"]
  publish: [email, lifetime_value]

  where {
    count(orders where status = "paid") >= 2
    lifetime_value > 300 USD
    last_visit_at more than 40 days ago or missing
    in segment emailable
  }
}
`;

const sales = `segment price_watchers of contact {
  title: "Looked at the prices and did not buy"
  owner: "sales"

  where {
    did site_visited in last 14 days where page = "/pricing"
    has no orders in last 90 days
  }
}

segment refunds_to_review of order {
  title: "Large refunds of the last 90 days"
  owner: "sales"

  where {
    status = "refunded"
    placed_at in last 90 days
    total >= 100 USD
  }
}
`;

function readme(name: string): string {
  return `# ${name}

A Segform project: segments are declared in \`segments/*.seg\` over the nouns of \`model.seg\`; a refresh computes them into tables.

\`\`\`
segform check                  # every fault, offline
segform test                   # the tests in \`tests/\`, offline
segform refresh                # compute all segments into warehouse.duckdb
segform show win_back          # one segment with its members
segform compile win_back       # the SQL behind it
\`\`\`

The sample data in \`data/\` end at the moment this project was made. To see time pass, refresh with a later moment:

\`\`\`
segform refresh --now <a week later, such as 2026-01-31T09:00:00Z>
segform changes                # who entered and left, and why
\`\`\`

Then change a number in \`segments/marketing.seg\`: \`segform test\` shows what that breaks, and why. Or edit a CSV file, and refresh again.

Dashboards open \`serving.duckdb\`: schema \`segments\` has one table per segment, and \`memberships\`, \`membership_changes\`, \`segments\` and more beside them.
`;
}
