// Test support: the same question asked of an empty warehouse: all segments computed at once, by the SQL that the compiler prints.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import type { World } from '../interpreter/world.ts';
import type { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import type { Keys } from './expected.ts';
import { fillStatements, type Rows } from './data.ts';
import { tableNames } from './tracking.ts';

const log =
  'CREATE OR REPLACE TABLE segments.membership_changes (refresh_id VARCHAR, object_type VARCHAR, segment VARCHAR, object_key VARCHAR, change VARCHAR, changed_at TIMESTAMP)';

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What the tables of a warehouse hold. */
const filled = new WeakMap<MemoryWarehouse, Rows>();

/** `kept`: members of the segments that are not computed. */
export async function computeFresh(
  warehouse: MemoryWarehouse,
  project: CheckedProject,
  rows: Rows,
  world: World,
  kept: ReadonlyMap<string, Keys>,
): Promise<ReadonlyMap<string, Keys>> {
  const before = filled.get(warehouse);
  filled.delete(warehouse);
  // Tables whose rows are the same stay as they are.
  const changed = tableNames.filter((name) => before?.[name] !== rows[name]);
  const names = project.segments.map(({ name }) => name);
  const plan = planRefresh(project, { now: world.now, segments: names });
  const statements = plan.segments.flatMap(({ name, object }) => {
    const last = kept.get(name);
    const previous = world.previous.get(name);
    return [
      ...(previous === undefined ? [] : [stored(`before ${name}`, object, previous)]),
      last === undefined ? computed(plan, name, world) : stored(name, object, last),
    ];
  });
  const all = [...fillStatements(rows, changed), ...logStatements(project, world), ...statements];
  await warehouse.run(all.join(';\n'));
  filled.set(warehouse, rows);
  const found = new Map(plan.segments.map(({ name }) => [name, new Set<string>()]));
  for (const [name, key] of await warehouse.rows(membersQuery([...found.keys()]))) {
    found.get(String(name))?.add(String(key));
  }
  return found;
}

function computed(plan: RefreshPlan, name: string, world: World): string {
  const sql = printSegmentQuery(plan, name, duckdbDialect, {
    membership: (one) => ['segments', one],
    changes: () => ['segments', 'membership_changes'],
    previous: (one) =>
      world.previous.has(one)
        ? { relation: ['segments', `before ${one}`], keyColumn: 'id' }
        : undefined,
  });
  return `CREATE OR REPLACE TABLE segments."${name}" AS ${sql}`;
}

function stored(name: string, object: string, keys: Keys): string {
  const type = object === 'firm' || object === 'order' ? 'BIGINT' : 'VARCHAR';
  const list = `CAST([${[...keys].map(literal).join(', ')}] AS VARCHAR[])`;
  return `CREATE OR REPLACE TABLE segments."${name}" AS SELECT CAST(unnest(${list}) AS ${type}) AS id`;
}

function logStatements(project: CheckedProject, world: World): readonly string[] {
  const logged = world.log.map(({ segment, key, change, at, refreshId }) => {
    const object = project.segments.find(({ name }) => name === segment)?.object ?? '';
    const cells = [refreshId, object, segment, key, change, at.replace('Z', '')].map(literal);
    return `(${cells.join(', ')})`;
  });
  if (logged.length === 0) return [log];
  return [log, `INSERT INTO segments.membership_changes VALUES ${logged.join(', ')}`];
}

function membersQuery(names: readonly string[]): string {
  return names
    .map((name) => `SELECT ${literal(name)}, CAST(id AS VARCHAR) FROM segments."${name}"`)
    .join(' UNION ALL ');
}
