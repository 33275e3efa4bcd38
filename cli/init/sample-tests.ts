// The tests of a new project: single people, a table of cases, several moments, rules about two segments.

export const sampleTests = `// Who is in and who is out, on made-up people at a fixed moment. Nothing of the warehouse is read.
test "good customers gone quiet are won back" of win_back {
  now: 2025-11-01T09:00:00Z

  given contact ada {
    email: "ada@example.com"
    consents: [email_marketing]
    last_visit_at: 41 days ago
    orders: 2 * { status: "paid", total: 200 USD, placed_at: 90 days ago }
  }
  given contact recent like ada { last_visit_at: 39 days ago }
  given contact once like ada { orders: { status: "paid", total: 500 USD, placed_at: 90 days ago } }
  given contact refunded like ada {
    orders: 2 * { status: "refunded", total: 200 USD, placed_at: 90 days ago }
  }
  given contact unwilling like ada { consents: { email_marketing: denied } }

  expect in: ada
  expect out: recent, once, refunded, unwilling
}

// A table of cases: what varies, and who is in
test "forty days are the edge" of win_back {
  now: 2025-11-01T09:00:00Z

  given contact buyer {
    email: "buyer@example.com"
    consents: [email_marketing]
    orders: 2 * { status: "paid", total: 200 USD, placed_at: 90 days ago }
  }
  cases of contact like buyer (last_visit_at) {
    longer: 40 days 1 second ago, in
    edge: 40 days ago, out
    never: missing, in
  }
}

// Several moments: who enters and who leaves
test "who comes back leaves" of win_back {
  now: 2025-11-01T09:00:00Z

  given contact ada {
    email: "ada@example.com"
    consents: [email_marketing]
    last_visit_at: 30 days ago
    orders: 2 * { status: "paid", total: 200 USD, placed_at: 90 days ago }
  }
  expect in: none

  then 11 days later {
    expect entered: ada
  }
  then 1 day later {
    given contact ada { last_visit_at: 1 hour ago }
    expect left: ada
  }
}

test "the sixth visit counts" of frequent_visitors {
  now: 2025-11-01T09:00:00Z

  given contact ada { email: "ada@example.com", consents: [email_marketing] }
  given contact six like ada { site_visited: 6 * { at: 3 days ago } }
  given contact five like ada { site_visited: [5 * { at: 3 days ago }, 9 * { at: 31 days ago }] }

  expect in: six
  expect out: ada, five
  expect subset of emailable
}
`;
