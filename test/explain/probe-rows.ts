// Test support: what a probe says of every object in a DuckDB, by key.
import type { ExplainedCondition } from '../../compiler/explain/explained-condition.ts';
import { readProbe } from '../../compiler/explain/read-probe.ts';
import { type Probe, printProbe } from '../../compiler/explain/create-probe.ts';
import { verifyPlan } from '../../compiler/plan/verify.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { type MemoryWarehouse, published } from '../sql/memory-warehouse.ts';

/** The segments that the explained one refers to are computed first. */
export async function explainedByKey(
  probe: Probe,
  warehouse: MemoryWarehouse,
  relations: SegmentRelations = published,
): Promise<ReadonlyMap<string, ExplainedCondition>> {
  const problems = verifyPlan(probe.plan);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const segments = probe.plan.segments.filter(({ name }) => !probe.queries.includes(name));
  await warehouse.membersOfAll({ ...probe.plan, segments }, relations);
  const rows = new Map<string, Record<string, unknown>>();
  for (const sql of printProbe(probe, duckdbDialect, relations)) {
    for (const row of await warehouse.objects(sql)) {
      const key = String(row[probe.keyColumn]);
      rows.set(key, { ...rows.get(key), ...row });
    }
  }
  return new Map([...rows].map(([key, row]) => [key, readProbe(probe, row)]));
}

/** Every node of a tree, outside in. */
export function nodesOf(explained: ExplainedCondition): readonly ExplainedCondition[] {
  return [explained, ...explained.children.flatMap(nodesOf)];
}
