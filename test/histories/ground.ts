// Test support: what a history stands on: a warehouse in memory, the sources in it, and refreshes of it.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { checkProject } from '../../compiler/check/check-project.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import type { Connection } from '../../dialects/duckdb/engine/connection.ts';
import { warehouseOver } from '../../dialects/duckdb/warehouse.ts';
import { refresh } from '../../runtime/refresh/refresh.ts';
import type { RefreshReport } from '../../runtime/refresh/report.ts';
import type { Warehouse } from '../../runtime/warehouse.ts';
import { memoryTarget, openMemoryConnection } from '../runtime/memory-connection.ts';
import { type Costs, timed } from './costs.ts';
import { type Fault, faultStatements, fillStatements, type Rows } from './data.ts';
import { qualified } from './published-state.ts';
import { asSeenBy, type Plant, type Seen } from './planted-faults.ts';
import { tableNames, type Variant } from './tracking.ts';

export class Ground {
  readonly connection: Connection;
  readonly #costs: Costs;
  /** What the tables hold; undefined: not known. */
  #rows: Rows | undefined;
  readonly #plant: Plant | undefined;
  #seen: Seen | undefined;
  #checked: { readonly text: string; readonly project: CheckedProject } | undefined;

  private constructor(connection: Connection, costs: Costs, plant: Plant | undefined) {
    this.#plant = plant;
    this.connection = connection;
    this.#costs = costs;
  }

  static async open(costs: Costs, plant: Plant | undefined): Promise<Ground> {
    const connection = await timed(costs, 'opening', openMemoryConnection);
    return new Ground(withoutCheckpoints(connection), costs, plant);
  }

  async close(): Promise<void> {
    await timed(this.#costs, 'opening', () => this.connection.close());
  }

  /** The checked project; that of an unchanged text is the one it was. Throws when it has errors. */
  check(text: string): CheckedProject {
    if (this.#checked?.text === text) return this.#checked.project;
    const { project, diagnostics } = checkProject([{ path: 'all.seg', text }]);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) {
      const told = errors.map(({ code, message }) => `${code} ${message}`);
      throw new Error(`${told.join('\n')}\n${text}`);
    }
    this.#checked = { text, project };
    return project;
  }

  /** Tables whose rows are the same stay as they are. */
  async write(is: Seen, variant: Variant, fault: Fault): Promise<void> {
    const rows = this.#asSeen(is, variant);
    const before = this.#rows;
    const names = tableNames.filter((name) => before?.[name] !== rows[name]);
    this.#rows = fault === 'none' ? rows : undefined;
    const statements = [
      // What the refresh before made visible in the connection's own catalogue.
      'DROP SCHEMA IF EXISTS memory."src" CASCADE',
      ...[...fillStatements(rows, names), ...faultStatements[fault]].map((sql) =>
        qualified(this.connection, sql),
      ),
    ];
    await timed(this.#costs, 'sources', () =>
      this.connection.run(statements.join(';\n'), 'writing the sources'),
    );
  }

  #asSeen(is: Seen, variant: Variant): Rows {
    const [plant, before] = [this.#plant, this.#seen];
    if (plant === undefined) return is.rows;
    const rows = before === undefined ? is.rows : asSeenBy(plant, before, is, variant);
    this.#seen = { rows, now: is.now };
    return rows;
  }

  async refresh(
    project: CheckedProject,
    text: string,
    now: string,
    segments: readonly string[] | undefined,
  ): Promise<RefreshReport> {
    const openWarehouse = async (): Promise<Warehouse> => ({
      ...(await warehouseOver(this.connection, memoryTarget, [])),
      // The next refresh goes on with it.
      close: () => Promise.resolve(),
    });
    const clock = { now: () => '2026-12-31T00:00:00.000Z' };
    const sources = [{ path: 'all.seg', text }];
    const options = {
      project,
      sources,
      target: memoryTarget,
      dialect: duckdbDialect,
      openWarehouse,
      clock,
    };
    return await timed(this.#costs, 'refresh', () => refresh({ ...options, now, segments }));
  }
}

/** A database in memory has no file to bring up to date. */
function withoutCheckpoints(connection: Connection): Connection {
  return {
    ...connection,
    run: async (sql, doing) => {
      if (!sql.startsWith('CHECKPOINT')) await connection.run(sql, doing);
    },
  };
}
