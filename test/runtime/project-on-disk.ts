// A project in a temporary folder, for the tests of this folder: files in, a refresh or a loaded project out.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkProject } from '../../compiler/check/check-project.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { openPublished, openWarehouse } from '../../dialects/open-warehouse.ts';
import { diskReader } from '../../runtime/project/disk-reader.ts';
import type { Environment, LoadedProject } from '../../runtime/project/loaded-project.ts';
import { loadProject } from '../../runtime/project/load-project.ts';
import { resolveTarget } from '../../runtime/project/resolve-target.ts';
import { refresh } from '../../runtime/refresh/refresh.ts';
import type { RefreshOptions } from '../../runtime/refresh/refresh-options.ts';
import type { RefreshReport } from '../../runtime/refresh/report.ts';
import type { PublishedRelations } from '../../runtime/warehouse.ts';
import type { ChangeRow, SegmentRow } from '../../runtime/warehouse-rows.ts';
import type { WarehouseTarget } from '../../runtime/warehouse-target.ts';

export class ProjectOnDisk {
  readonly folder: string;

  constructor(files: Readonly<Record<string, string>>) {
    this.folder = mkdtempSync(join(tmpdir(), 'segform-project-'));
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  load(env: Environment = {}, target?: string): LoadedProject {
    return loadProject({ startDir: this.folder, target, env, files: diskReader });
  }

  target(): WarehouseTarget {
    return resolveTarget(this.load(), {}, diskReader);
  }

  /** Everything a refresh needs; throws when the project has errors, so that no test passes by accident. */
  options(): RefreshOptions {
    const { sources } = this.load();
    const { project, diagnostics } = checkProject(sources);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new Error(JSON.stringify(errors, undefined, 2));
    return {
      project,
      sources,
      target: this.target(),
      dialect: duckdbDialect,
      openWarehouse,
      clock: { now: () => '2026-01-01T00:00:00.000Z' },
    };
  }

  async refresh(now: string, more: Partial<RefreshOptions> = {}): Promise<RefreshReport> {
    return await refresh({ ...this.options(), now, ...more });
  }

  async read<T>(work: (relations: PublishedRelations) => Promise<T>): Promise<T> {
    const relations = await openPublished(this.target());
    try {
      return await work(relations);
    } finally {
      await relations.close();
    }
  }

  /** Keys, in order. */
  async members(segment: string): Promise<readonly string[]> {
    const page = await this.read((relations) => relations.members(segment, 1_000));
    return (page?.rows ?? []).map((row) => row[0] ?? '');
  }

  async segment(name: string): Promise<SegmentRow | undefined> {
    const rows = await this.read((relations) => relations.segments());
    return rows.find(({ segment }) => segment === name);
  }

  /** `entered 3 first` of the newest refresh that wrote any, in order. */
  async lastChanges(): Promise<readonly string[]> {
    const rows = await this.changes();
    return rows
      .filter(({ refreshId }) => refreshId === rows[0]?.refreshId)
      .map(
        ({ segment, change, objectKey, reason }) => `${segment} ${change} ${objectKey} ${reason}`,
      )
      .toSorted();
  }

  async changes(): Promise<readonly ChangeRow[]> {
    return await this.read((relations) =>
      relations.changes({ segment: undefined, since: undefined, limit: 100_000 }),
    );
  }
}
