// Test support: the members of segments in a warehouse, as the printed SQL of DuckDB finds them. The same SQL is run once.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { verifyPlan } from '../../compiler/plan/verify.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { type MemoryWarehouse, published } from '../sql/memory-warehouse.ts';

export type Keys = ReadonlySet<string>;
export type Members = ReadonlyMap<string, Keys>;

export interface Asked {
  readonly project: CheckedProject;
  readonly now: string;
  /** Undefined: all that have members. */
  readonly segments?: readonly string[] | undefined;
  readonly withoutPasses?: readonly string[] | undefined;
}

/** The plan of what is asked; throws when it breaks an invariant. */
export function planFor({ project, now, segments, withoutPasses }: Asked): RefreshPlan {
  const plan = planRefresh(project, { now, segments, withoutPasses });
  const problems = verifyPlan(plan);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return plan;
}

/** Members over rows that do not change while it is used. Needs a schema `segments`. */
export class MemberReader {
  readonly #warehouse: MemoryWarehouse;
  /** By the SQL of a segment and of all that it refers to. */
  readonly #known = new Map<string, Keys>();
  /** What stands in `segments.<name>`. */
  readonly #stored = new Map<string, string>();
  queries = 0;

  readonly #relations: SegmentRelations;

  constructor(warehouse: MemoryWarehouse, relations: SegmentRelations = published) {
    this.#warehouse = warehouse;
    this.#relations = relations;
  }

  async members(asked: Asked): Promise<Members> {
    const plan = planFor(asked);
    const texts = new Map<string, string>();
    const members = new Map<string, Keys>();
    for (const { name, dependsOn } of plan.segments) {
      const sql = printSegmentQuery(plan, name, duckdbDialect, this.#relations);
      const text = [sql, ...dependsOn.map((one) => texts.get(one) ?? '')].join('\n;');
      texts.set(name, text);
      const keys = this.#known.get(text);
      if (keys !== undefined && !isReferred(plan, name)) members.set(name, keys);
      else members.set(name, await this.#compute(name, sql, text));
    }
    return members;
  }

  async #compute(name: string, sql: string, text: string): Promise<Keys> {
    const known = this.#known.get(text);
    if (known !== undefined && this.#stored.get(name) === text) return known;
    this.queries += 1;
    await this.#warehouse.run(`CREATE OR REPLACE TABLE segments."${name}" AS ${sql}`);
    this.#stored.set(name, text);
    const rows = await this.#warehouse.rows(
      `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM segments."${name}"`,
    );
    const keys = new Set(rows.map(([key]) => String(key)));
    if (keys.size !== rows.length) throw new Error(`a member of ${name} comes twice`);
    this.#known.set(text, keys);
    return keys;
  }
}

function isReferred(plan: RefreshPlan, name: string): boolean {
  return plan.segments.some(({ dependsOn }) => dependsOn.includes(name));
}
