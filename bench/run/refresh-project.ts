// A refresh as `segform refresh` does it: load the project, check it, refresh its target; everything that is not refreshed is an error.
import { checkSources } from '../../cli/project/open-project.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { openWarehouse } from '../../dialects/open-warehouse.ts';
import { diskReader } from '../../runtime/project/disk-reader.ts';
import { loadProject } from '../../runtime/project/load-project.ts';
import { resolveTarget } from '../../runtime/project/resolve-target.ts';
import { refresh } from '../../runtime/refresh/refresh.ts';

export interface RefreshWish {
  /** Names; undefined: all. */
  readonly segments: readonly string[] | undefined;
  /** From all rows, whatever changed. */
  readonly full: boolean;
}

/** `now` in milliseconds since 1970. Gives the milliseconds until the project was loaded and checked. */
export async function refreshProject(
  project: string,
  now: number,
  { segments, full }: RefreshWish,
): Promise<number> {
  const began = performance.now();
  const loaded = loadProject({ startDir: project, projectDir: project, files: diskReader });
  const { project: checked, diagnostics } = checkSources(loaded.sources, 'duckdb', undefined);
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  if (fault !== undefined) throw new Error(`${fault.span.file}: ${fault.message}`);
  const compileMs = performance.now() - began;
  const report = await refresh({
    project: checked,
    sources: loaded.sources,
    target: resolveTarget(loaded, {}, diskReader),
    dialect: dialectsByName.duckdb,
    openWarehouse,
    clock: { now: () => new Date().toISOString() },
    now: new Date(now).toISOString(),
    segments,
    full,
    reconcileMinutes: loaded.reconcileMinutes,
  });
  const failed = report.segments.filter(({ status }) => status !== 'refreshed');
  const told = failed.map(
    ({ segment, status, problems }) =>
      `${segment}: ${status} ${problems.map(({ message }) => message).join('; ')}`,
  );
  if (told.length > 0) throw new Error(told.join('\n'));
  return compileMs;
}
