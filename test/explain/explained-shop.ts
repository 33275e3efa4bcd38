// Test support: the small shop in a DuckDB file, and what explaining one of its contacts says.
import { DuckDBInstance } from '@duckdb/node-api';
import { must } from '../../compiler/assert.ts';
import { openReader } from '../../dialects/open-warehouse.ts';
import { explainMember, type MemberExplanation } from '../../runtime/explain/explain-member.ts';
import { ProjectOnDisk } from '../runtime/project-on-disk.ts';
import { model, tables } from '../sql/small-shop.ts';
import { sessionSettings } from '../../dialects/duckdb/engine/session.ts';

/** A project whose warehouse is the file `warehouse.duckdb`. */
export const configuration = `segments: ["*.seg"]
default_target: dev
targets: { dev: { type: duckdb, database: warehouse.duckdb, schema: segments } }
`;

/** Everything of one test; `remove` deletes it. */
export class ExplainedShop {
  readonly project: ProjectOnDisk;

  private constructor(project: ProjectOnDisk) {
    this.project = project;
  }

  /** `segments`: declarations beside the model; `rows`: statements that fill its tables. */
  static async open(segments: string, rows: string): Promise<ExplainedShop> {
    const project = new ProjectOnDisk({
      'segform.yaml': configuration,
      'model.seg': model,
      'segments.seg': segments,
    });
    const shop = new ExplainedShop(project);
    await shop.run(`${tables} ${rows}`);
    return shop;
  }

  /** Changes the warehouse. */
  async run(sql: string): Promise<void> {
    await runOnFile(this.project.path('warehouse.duckdb'), sql);
  }

  async explain(segment: string, key: string, now: string): Promise<MemberExplanation> {
    const { project, sources, target, dialect } = this.project.options();
    return await explainMember({
      project,
      sources,
      target,
      dialect,
      openReader,
      now,
      segment: must(
        project.segments.find(({ name }) => name === segment),
        segment,
      ),
      args: new Map(),
      key,
      days: 400,
    });
  }

  remove(): void {
    this.project.remove();
  }
}

/** Runs statements on a DuckDB file, which is made when it is not there. */
export async function runOnFile(file: string, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(`${sessionSettings.join(';')}; ${sql}`);
  connection.closeSync();
  instance.closeSync();
}
