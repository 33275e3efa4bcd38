// Random sequences over random rows: the printed SQL finds whom trying every choice of rows finds.
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { MemoryWarehouse, noon, planOf, published } from './memory-warehouse.ts';
import {
  holds,
  type Sequence,
  sequences,
  sequenceSource,
  type World,
  worlds,
} from './random-sequences.ts';

const model = `
project walk { timezone: "UTC" }
object company @table("companies") {
  id: id @key
  contacts: contact[] via contact.company
}
object contact @table("contacts") {
  id: id @key
  max_amount: int?
  company: company? via company_id
}
${['view', 'cart', 'buy']
  .map(
    (name) => `event ${name} of contact via contact_id @table("events") @where(name = "${name}") {
  at: timestamp @time
  item: text?
  amount: int?
}`,
  )
  .join('\n')}
`;

const tables = `
CREATE TABLE companies (id INTEGER);
INSERT INTO companies VALUES (1), (2);
CREATE TABLE contacts (id INTEGER, max_amount INTEGER, company_id INTEGER);
CREATE TABLE events (name VARCHAR, contact_id INTEGER, "at" TIMESTAMP, item VARCHAR, amount INTEGER);
`;

let warehouse: MemoryWarehouse;
beforeAll(async () => {
  warehouse = await MemoryWarehouse.open(tables);
});
afterAll(() => {
  warehouse.close();
});

function text(value: string | undefined): string {
  return value === undefined ? 'NULL' : `'${value}'`;
}

function number(value: number | undefined): string {
  return String(value ?? 'NULL');
}

async function fill({ contacts, events }: World): Promise<void> {
  const people = contacts.map(
    ({ id, limit, company }) => `(${id}, ${number(limit)}, ${number(company)})`,
  );
  const rows = events.map(({ name, contact, hoursAgo, item, amount }) => {
    const at =
      hoursAgo === undefined
        ? 'NULL'
        : `TIMESTAMP '${new Date(Date.parse(noon) - hoursAgo * 3_600_000).toISOString().slice(0, 19)}'`;
    return `('${name}', ${contact}, ${at}, ${text(item)}, ${number(amount)})`;
  });
  await warehouse.run('DELETE FROM contacts; DELETE FROM events');
  await warehouse.run(`INSERT INTO contacts VALUES ${people.join(', ')}`);
  await warehouse.run(`INSERT INTO events VALUES ${rows.join(', ')}`);
}

/** One segment of contacts for each sequence, and one of companies with such a contact whose limit is known. */
function segmentsOf(all: readonly Sequence[]): string {
  return all
    .map((sequence, index) => {
      const source = sequenceSource(sequence);
      return `
segment s${index} of contact { where { ${source}\n } }
segment c${index} of company { where { has contacts where { ${source}\n max_amount is known } } }`;
    })
    .join('\n');
}

function idsOf(list: readonly { readonly id: number }[]): readonly string[] {
  return list.map(({ id }) => String(id)).toSorted();
}

async function membersOf(plan: RefreshPlan, segment: string): Promise<readonly string[]> {
  const rows = await warehouse.rows(printSegmentQuery(plan, segment, duckdbDialect, published));
  return rows.map(([key]) => String(key)).toSorted();
}

describe('random sequences', () => {
  it('find whom trying every choice finds', { timeout: 120_000 }, async () => {
    const projects = fc.tuple(worlds, fc.array(sequences, { minLength: 10, maxLength: 10 }));
    await fc.assert(
      fc.asyncProperty(projects, async ([world, all]) => {
        await fill(world);
        const plan = planOf(model + segmentsOf(all));
        for (const [index, sequence] of all.entries()) {
          const inside = world.contacts.filter((contact) => holds(sequence, contact, world));
          expect(await membersOf(plan, `s${index}`), sequenceSource(sequence)).toEqual(
            idsOf(inside),
          );
          const companies = [{ id: 1 }, { id: 2 }].filter(({ id }) =>
            inside.some(({ company, limit }) => company === id && limit !== undefined),
          );
          expect(await membersOf(plan, `c${index}`), sequenceSource(sequence)).toEqual(
            idsOf(companies),
          );
        }
      }),
      { numRuns: 20, seed: 11 },
    );
  });
});
