// Test support: a warehouse in memory over tables that a test writes, and refreshes that look at them and commit.
import { expect } from 'vitest';
import { must } from '../../compiler/assert.ts';
import type { Connection } from '../../dialects/duckdb/engine/connection.ts';
import { textOf } from '../../dialects/duckdb/engine/row-values.ts';
import { warehouseOver } from '../../dialects/duckdb/warehouse.ts';
import type { RefreshStaging, Warehouse } from '../../runtime/warehouse.ts';
import type { SourceChange, TrackedSource } from '../../runtime/warehouse-changes.ts';
import type {
  MembershipCommit,
  RefreshCommit,
  RegisteredSegment,
  SegmentRecord,
} from '../../runtime/warehouse-state.ts';
import { openMemoryConnection } from './memory-connection.ts';

export const noon = '2025-11-10T12:00:00.000Z';

export class World {
  readonly connection: Connection;
  #warehouse: Warehouse;
  /** Of the last commit. */
  number = 0;

  private constructor(connection: Connection, warehouse: Warehouse) {
    this.connection = connection;
    this.#warehouse = warehouse;
  }

  static async open(connection?: Connection): Promise<World> {
    const own = connection ?? (await openMemoryConnection());
    await own.run('USE memory', 'a test');
    return new World(own, await open(own));
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  /** As another process would: what the warehouse knows of the tables is forgotten. */
  async reopen(): Promise<void> {
    const views = await this.connection.rows(
      "SELECT view_name FROM duckdb_views() WHERE database_name = 'memory' AND NOT internal",
      'a test',
    );
    for (const view of views) {
      await this.connection.run(`DROP VIEW memory.main."${textOf(view, 'view_name')}"`, 'a test');
    }
    this.#warehouse = await open(this.connection);
  }

  /** A statement on tables of the database, which are written as `db.…`. */
  async run(sql: string): Promise<void> {
    await this.connection.run(sql.replaceAll('db.', 'warehouse.main.'), 'a test');
  }

  async values(relation: string): Promise<readonly unknown[]> {
    const rows = await this.connection.rows(
      `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ${relation} ORDER BY ALL`,
      'a test',
    );
    return rows.map((row) => Object.values(row).map(String).join(' '));
  }

  async registered(): Promise<readonly RegisteredSegment[]> {
    return await this.#warehouse.registeredSegments();
  }

  /** A refresh that commits unless `work` fails. */
  async refresh<T>(
    work: (staging: RefreshStaging) => Promise<T>,
    commit: Partial<RefreshCommit> = {},
  ): Promise<T> {
    const staging = await this.stage();
    try {
      const found = await work(staging);
      await this.commit(staging, commit);
      return found;
    } finally {
      await staging.discard();
    }
  }

  async stage(): Promise<RefreshStaging> {
    return await this.#warehouse.startRefresh();
  }

  async commit(staging: RefreshStaging, commit: Partial<RefreshCommit>): Promise<void> {
    await staging.commit({ ...emptyCommit(this.number + 1), ...commit });
    this.number += 1;
    await staging.discard();
  }

  /** A refresh that looks at one source: what became of it, and the values of columns, each with the refresh since which it is asked. */
  async look(
    source: TrackedSource,
    asked: readonly (readonly [column: string, since: number])[] = [],
    now = noon,
  ): Promise<Looked> {
    return await this.refresh(async (staging) => {
      const [change] = await staging.findChanges([source], now);
      const touched: (readonly unknown[] | undefined)[] = [];
      for (const [column, since] of asked) {
        const keys = await staging.touched(source.entity, column, since);
        const values =
          keys && (await this.values(keys.relation.map((part) => `"${part}"`).join('.')));
        if (values !== undefined) expect(values).toHaveLength(keys?.count ?? -1);
        touched.push(values);
      }
      return { state: wordOf(must(change, 'a change')), touched };
    });
  }

  /** Publishes a segment, so that what is remembered since then is kept. */
  async hold(): Promise<void> {
    await this.refresh(
      async (staging) => {
        await staging.stage({
          segmentId: 1,
          objectType: 'contact',
          query: 'SELECT 1 AS id',
          keyColumn: 'id',
        });
        await staging.diff({ segmentId: 1, published: undefined, reason: 'first' });
      },
      { memberships: [membership(1)], records: [record(1)] },
    );
  }
}

interface Looked {
  /** `unchanged`, `changed`, or the cause of not knowing. */
  readonly state: string;
  readonly touched: readonly (readonly unknown[] | undefined)[];
}

async function open(connection: Connection): Promise<Warehouse> {
  return await warehouseOver(connection, { schema: 'segments', serving: undefined }, []);
}

function wordOf({ state }: SourceChange): string {
  return state.kind === 'unknown' ? state.because : state.kind;
}

export function emptyCommit(number: number): RefreshCommit {
  return {
    number,
    refreshId: `${String(number).padStart(8, '0')}-x`,
    now: noon,
    startedAt: noon,
    finishedAt: noon,
    mode: 'full',
    status: 'succeeded',
    projectVersion: 'v',
    entered: 0,
    left: 0,
    segments: 0,
    held: 0,
    failed: 0,
    memberships: [],
    records: [],
    checks: [],
    keysChecked: new Map(),
  };
}

export function membership(
  segmentId: number,
  more: Partial<MembershipCommit> = {},
): MembershipCommit {
  return {
    segmentId,
    objectType: 'contact',
    keyColumn: 'id',
    keyType: 'INTEGER',
    publishColumns: [],
    definitionHash: 'h',
    columnsHash: '',
    size: 1,
    entered: 1,
    left: 0,
    rewritten: 0,
    published: undefined,
    reconciled: noon,
    dataAsOf: undefined,
    ...more,
  };
}

export function record(id: number): SegmentRecord {
  return {
    id,
    name: `s${id}`,
    objectType: 'contact',
    title: undefined,
    description: undefined,
    owner: undefined,
    labels: [],
    status: 'active',
    stale: false,
    staleReason: undefined,
    definition: '',
    sourceFile: '',
    defaultFor: [],
    hiddenFrom: [],
  };
}
