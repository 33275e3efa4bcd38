// Test support: the same question asked of an empty warehouse: all segments computed at once, by the SQL that the compiler prints.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import type { World } from '../interpreter/world.ts';
import type { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import type { Keys } from './expected.ts';
import { fillStatements, type Rows } from './data.ts';

const log =
  'CREATE OR REPLACE TABLE segments.membership_changes (refresh_id VARCHAR, object_type VARCHAR, segment VARCHAR, object_key VARCHAR, change VARCHAR, changed_at TIMESTAMP)';

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `kept`: members of the segments that are not computed. */
export async function computeFresh(
  warehouse: MemoryWarehouse,
  project: CheckedProject,
  rows: Rows,
  world: World,
  kept: ReadonlyMap<string, Keys>,
): Promise<ReadonlyMap<string, Keys>> {
  await warehouse.run([...fillStatements(rows), log].join(';\n'));
  const logged = world.log.map(({ segment, key, change, at, refreshId }) => {
    const object = project.segments.find(({ name }) => name === segment)?.object ?? '';
    const cells = [refreshId, object, segment, key, change, at.replace('Z', '')].map(literal);
    return `(${cells.join(', ')})`;
  });
  if (logged.length > 0) {
    await warehouse.run(`INSERT INTO segments.membership_changes VALUES ${logged.join(', ')}`);
  }
  const names = project.segments.map(({ name }) => name);
  const plan = planRefresh(project, { now: world.now, segments: names });
  const found = new Map<string, Keys>();
  const store = async (name: string, object: string, keys: Keys): Promise<void> => {
    const type = object === 'firm' || object === 'order' ? 'BIGINT' : 'VARCHAR';
    await warehouse.run(`CREATE OR REPLACE TABLE segments."${name}" (id ${type})`);
    const values = [...keys].map((key) => `(CAST(${literal(key)} AS ${type}))`);
    if (values.length === 0) return;
    await warehouse.run(`INSERT INTO segments."${name}" VALUES ${values.join(', ')}`);
  };
  for (const { name, object } of plan.segments) {
    const last = kept.get(name);
    const before = world.previous.get(name);
    if (before !== undefined) await store(`before ${name}`, object, before);
    if (last !== undefined) {
      await store(name, object, last);
      found.set(name, last);
      continue;
    }
    const sql = printSegmentQuery(plan, name, duckdbDialect, {
      membership: (one) => ['segments', one],
      changes: () => ['segments', 'membership_changes'],
      previous: (one) =>
        world.previous.has(one)
          ? { relation: ['segments', `before ${one}`], keyColumn: 'id' }
          : undefined,
    });
    await warehouse.run(`CREATE OR REPLACE TABLE segments."${name}" AS ${sql}`);
    const keys = await warehouse.rows(`SELECT CAST(id AS VARCHAR) FROM segments."${name}"`);
    found.set(name, new Set(keys.map(([key]) => String(key))));
  }
  return found;
}
