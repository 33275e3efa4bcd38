// Hostile text in every place of a `.seg` file that holds text: it comes back as the text it was, or is refused. What is printed is one
// statement over the declared tables, of the same shape whatever the text says, in both dialects.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnoseProject } from '../../../compiler/diagnose/diagnose-project.ts';
import type { CheckedProject } from '../../../compiler/check/checked-project.ts';
import { printSegmentQuery } from '../../../compiler/sql/print-segment-query.ts';
import { dialectsByName } from '../../../dialects/registry.ts';
import { MemoryWarehouse, noon, published } from '../../sql/memory-warehouse.ts';
import { isChosen } from '../chosen.ts';
import { MemberReader, planFor } from '../members.ts';
import { escaped, payloads, plain } from './payloads.ts';
import { checkedPlaces, type Position, positions } from './positions.ts';
import { scan, scanSnowflake } from './scan.ts';

/** The project, or the codes for which it is refused by one of the dialects. */
function checked(text: string): { readonly project: CheckedProject; readonly codes: string[] } {
  const files = [{ path: 'test.seg', text }];
  const results = Object.values(dialectsByName).map((dialect) => diagnoseProject(files, dialect));
  const codes = results
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
  const [first] = results;
  if (first === undefined) throw new Error('no dialect');
  return { project: first.project, codes };
}

function declaredTables({ model }: CheckedProject): ReadonlySet<string> {
  return new Set(
    Object.values(model.entities).map(({ source }) => {
      const parts = source.table.split('.');
      return parts.length === 1 ? `.${source.table}` : parts.slice(-2).join('.');
    }),
  );
}

class Campaign {
  readonly problems: string[] = [];
  accepted = 0;
  readonly refused = new Set<string>();
  readonly #warehouse: MemoryWarehouse;
  readonly #position: Position;
  readonly #shapes = new Map<string, string>();

  constructor(warehouse: MemoryWarehouse, position: Position) {
    this.#warehouse = warehouse;
    this.#position = position;
  }

  async attempt(payload: string, literal: string): Promise<void> {
    const text = this.#position.project(literal);
    const { project, codes } = checked(text);
    if (codes.length > 0) {
      for (const code of codes) this.refused.add(code);
      return;
    }
    this.accepted += 1;
    await this.#statements(payload, project);
    this.#snowflake(payload, project);
    await this.#members(payload, project);
  }

  #tell(payload: string, problem: string): void {
    this.problems.push(`${JSON.stringify(payload.slice(0, 60))}: ${problem}`);
  }

  async #statements(payload: string, project: CheckedProject): Promise<void> {
    const plan = planFor({ project, now: noon });
    const allowed = declaredTables(project);
    for (const { name } of plan.segments) {
      const sql = printSegmentQuery(plan, name, dialectsByName.duckdb, published);
      const count = await this.#warehouse.statementCount(sql);
      const scanned = await scan(this.#warehouse, sql);
      if (count !== 1 || scanned.statements !== 1)
        this.#tell(payload, `${String(count)} statements`);
      const foreign = scanned.tables.filter((table) => !allowed.has(table));
      if (foreign.length > 0) this.#tell(payload, `reads ${foreign.join(', ')}`);
      const shape = this.#shapes.get(name) ?? scanned.shape;
      this.#shapes.set(name, shape);
      if (this.#position.shapes !== true && shape !== scanned.shape) {
        this.#tell(payload, 'the query has another shape');
      }
    }
  }

  #snowflake(payload: string, project: CheckedProject): void {
    const plan = planFor({ project, now: noon });
    for (const { name } of plan.segments) {
      const sql = printSegmentQuery(plan, name, dialectsByName.snowflake, published);
      const { literals, identifiers, rest } = scanSnowflake(sql);
      if (/['";\\$]|--|\/\*|\/\//.test(rest)) this.#tell(payload, `Snowflake: ${rest}`);
      const folded = [...literals, ...identifiers].map((one) => one.toUpperCase());
      const found = payload
        .split('.')
        .every((part) => folded.some((one) => one.includes(part.toUpperCase())));
      if (this.#position.changed !== true && !found)
        this.#tell(payload, 'not in the Snowflake text');
    }
  }

  async #members(payload: string, project: CheckedProject): Promise<void> {
    try {
      for (const statement of this.#position.rows(payload)) await this.#warehouse.run(statement);
      const found = await new MemberReader(this.#warehouse).members({ project, now: noon });
      const keys = [...(found.get('s') ?? [])].toSorted();
      const wanted = this.#position.members(payload);
      if (keys.join() !== wanted.join())
        this.#tell(payload, `members are [${keys.join()}], not [${wanted.join()}]`);
    } catch (error) {
      this.#tell(payload, error instanceof Error ? error.message : 'fails');
    }
  }
}

describe('hostile text', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open('SET threads = 1');
  });
  afterAll(() => {
    warehouse.close();
  });

  it('comes in many kinds', () => {
    expect(payloads.length).toBeGreaterThan(100);
  });

  it.each(positions.map((position, place) => ({ ...position, place })))(
    'in $name',
    async (position) => {
      const campaign = new Campaign(warehouse, position);
      await campaign.attempt('benign', '"benign"');
      expect(campaign.problems).toEqual([]);
      expect(campaign.accepted).toBe(1);
      const chosen = payloads.filter((_payload, index) => isChosen(index, position.place));
      for (const payload of chosen) {
        await campaign.attempt(payload, escaped(payload));
        if (plain(payload) !== escaped(payload)) await campaign.attempt(payload, plain(payload));
      }
      expect(campaign.problems).toEqual([]);
      expect(campaign.accepted).toBeGreaterThan(chosen.length / 2);
    },
  );

  it.each(Object.entries(checkedPlaces))('is refused in %s', (_place, project) => {
    const known = new Set(['1', '-1', 'null', 'true']);
    const accepted = payloads
      .filter((payload) => !known.has(payload))
      .filter((payload) => checked(project(escaped(payload))).codes.length === 0);
    expect(accepted).toEqual([]);
  });
});
