// The whole text of queries in both dialects, for people to read. `UPDATE=1` rewrites the files.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { planOf, published } from './memory-warehouse.ts';
import { model } from './small-shop.ts';

const segments = `
segment attributes of contact {
  publish: [email, company.name]
  where {
    country in ["PL", "DE"]
    email ends with "@example.com" ignoring case
    score >= 40 or missing
    any of {
      rate >= 70%
      all of {
        vip
        seen_at in last 30 full days
      }
    }
  }
  except nickname = "test"
}

segment win_back of contact {
  where {
    count(orders where status = "paid") > 4
    spent > 800 USD
    seen_at more than 40 days ago or missing
    in segment attributes
    consents to mail
  }
  except tagged "do_not_contact"
  except in list "employees"
}

segment frequent_visitors of contact {
  where {
    did visit more than 5 times in last 30 days where url contains "/pricing"
    did not visit in last 2 days
  }
}

segment returned of contact {
  where {
    was not in segment win_back 30 days ago
    entered segment win_back in last 7 days
    company was in segment engaged in last 30 days
    in sample 10%..50% seed "returns"
  }
}

segment sticky of contact {
  enter {
    spent > 800 USD
  }
  leave {
    spent < 500 USD
  }
  except tagged "do_not_contact"
}

segment engaged of company {
  where {
    industry = "fintech"
    count(contacts.visit in last 30 days) >= 50
    count distinct(contacts.visit.contact in last 30 days) >= 3
    count distinct(contacts.visit.contact in last 30 days) / seats < 50%
  }
}

segment nested of contact {
  where {
    has at least 2 orders in last 90 days where {
      status = "paid"
      has lines where sku = "tea"
      store.city != "Oslo" or missing
    }
    all orders have total > 10 USD
  }
}

segment correlated of contact {
  where {
    has orders as mine where {
      has store.orders as peer where peer.total > mine.total
    }
    count(company.contacts where country = contact.country) > 1
  }
}

segment sequence of contact {
  where {
    did sequence in last 30 days {
      visit as first_visit where url contains "/pricing"
      then last visit within 2 hours where device = first_visit.device
      then no orders within 24 hours where status = "paid"
    }
    score > 5
  }
}

segment pinned_sequence of contact {
  where {
    did not sequence {
      first visit
      then no orders
      then visit where url contains "/thanks"
    }
  }
}

segment last_state of contact {
  where {
    last(visit.device) = "phone"
    consent post is unknown
    median(orders.total) > 5 USD
  }
}

segment json_and_arrays of contact {
  where {
    lead.score >= 40
    lead.deep is missing
    lead.tags has "t1"
    interests has any of ["running", "cycling"]
    not (domain(website) = "example.com" or vip)
  }
}

segment calendar of contact {
  where {
    seen_at in previous 3 months
    born_on in last 1 years
    local_at + 1 months > now
    date(seen_at) = today
    days_since(seen_at) / 2 > 1.5
  }
}

segment periods of contact {
  where {
    did visit for the first time in last 90 days
    did visit on at least 4 consecutive weeks in last 90 days where device = "phone"
    count months(orders in previous 12 months having sum(total) >= 100 USD) >= 3
    at least 2 of {
      count hours(visit in last 7 days) > 5
      mode(visit.device) = "phone"
      sum(quantity * order.total of orders.lines) > 50 USD
    }
  }
}

segment ranked of contact {
  publish: [email, tier]
  where {
    place <= 100
    score > usual_score
    spread is known
  }
  except tagged "do_not_contact"
  take top 80% of total by spent per country
}

calendar desk {
  open: monday..friday 08:00..18:00
  open: saturday 10:00..14:00
  closed: ["2025-11-11", "12-25"]
}

segment open_time of order {
  where {
    placed_at more than 4 hours ago counting desk
    hours_between(placed_at, contact.seen_at, counting: desk) > 4
    due_on at most 2 days after contact.born_on counting desk
  }
}

segment birthdays of contact {
  where {
    anniversary of born_on in next 7 days
    weekday(seen_at) in ["saturday", "sunday"]
    hour(seen_at, tz: "Asia/Tokyo") in 8..20
  }
}

segment members of order {
  where {
    contact in segment win_back
    contact.company not in segment engaged or missing
    contact is known
    id != "42"
  }
}
`;

const traits = `
trait contact.place: int? = rank(spent) among {
  has orders in last 365 days
}
trait contact.usual_score: decimal? = peer_percentile(75%, score, group: country)
trait contact.spread: decimal? = peer_stddev(score / 7)
trait contact.tier: text = case {
  when ntile_of_spent = 5 then "top"
  when vip then "vip"
  else "other"
}
trait contact.ntile_of_spent: int = ntile(5, spent)
`;

const folder = new URL('golden/', import.meta.url);
const plan = planOf(model + traits + segments);
const names = plan.segments.map(({ name }) => name).toSorted();

describe('printed queries', () => {
  for (const dialect of [duckdbDialect, snowflakeDialect]) {
    it.each(names)(`%s for ${dialect.name}`, (name) => {
      const file = new URL(`${name}.${dialect.name}.sql`, folder);
      const sql = `${printSegmentQuery(plan, name, dialect, {
        ...published,
        previous: (own) => ({ relation: ['segments', own], keyColumn: 'contact_id' }),
      })};\n`;
      if (process.env['UPDATE'] === '1') writeFileSync(file, sql);
      expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(sql);
    });
  }
});
