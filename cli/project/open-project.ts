// Loads and checks the project of a command. Offline: neither the environment nor a warehouse is touched here.
import { type Diagnosed, diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import type { SourceFile } from '../../compiler/source.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { diskReader } from '../../runtime/project/disk-reader.ts';
import { loadProject } from '../../runtime/project/load-project.ts';
import type { LoadedProject } from '../../runtime/project/loaded-project.ts';
import { readFixtures } from '../../runtime/project/read-fixtures.ts';
import type { CommandContext } from '../command.ts';
import type { Findings } from '../output/diagnostics-text.ts';

export interface OpenedProject {
  readonly loaded: LoadedProject;
  /** Files with rows for tests; undefined: not loaded, because the command reads no tests. */
  readonly fixtureFiles: readonly SourceFile[] | undefined;
  readonly checked: Diagnosed;
}

/**
 * `online`: the command talks to a warehouse, so settings may come from the environment as well.
 * `dialect`: what the project is checked for; the target's when undefined.
 */
export function openProject(
  context: CommandContext,
  online: boolean,
  dialect?: string,
): OpenedProject {
  const loaded = loadForCommand(context, online);
  context.progress.step(`checking ${loaded.sources.length} files`);
  const checked = checkSources(loaded.sources, dialectFor(dialect, loaded), undefined);
  return { loaded, fixtureFiles: undefined, checked };
}

/** With the files of rows that `fixtures:` lists, for the commands that read tests. Offline. */
export function openTestedProject(context: CommandContext): OpenedProject {
  const loaded = loadForCommand(context, false);
  const fixtureFiles = readFixtures(diskReader, loaded);
  context.progress.step(`checking ${loaded.sources.length} files`);
  const checked = checkSources(loaded.sources, dialectFor(undefined, loaded), fixtureFiles);
  return { loaded, fixtureFiles, checked };
}

/** Everything there is to say about the sources in one dialect, by place. */
export function checkSources(
  sources: readonly SourceFile[],
  dialect: DialectName,
  fixtureFiles: readonly SourceFile[] | undefined,
): Diagnosed {
  return diagnoseProject(sources, dialectsByName[dialect], { fixtureFiles });
}

/** The named dialect, or that of the target. */
export function dialectFor(given: string | undefined, loaded: LoadedProject): DialectName {
  const known = dialectNames.find((name) => name === given);
  if (known !== undefined) return known;
  const target = loaded.targetName === undefined ? undefined : loaded.targets[loaded.targetName];
  return target?.type ?? 'duckdb';
}

export const dialectNames = ['duckdb', 'snowflake'] as const;
export type DialectName = (typeof dialectNames)[number];

/** Without compiling: for commands that read what is published, or, with `mayBeEmpty`, write the first `.seg` file. */
export function loadForCommand(
  context: CommandContext,
  online: boolean,
  mayBeEmpty = false,
): LoadedProject {
  context.progress.step('reading the project');
  return loadProject({
    startDir: context.host.directory,
    projectDir: context.project,
    target: context.target,
    env: online ? context.host.env : undefined,
    files: diskReader,
    mayBeEmpty,
  });
}

/** What the check said, for a command whose result it is not. */
export function findingsOf(opened: OpenedProject): Findings {
  const { diagnostics } = opened.checked;
  return { diagnostics, sources: sourcesOf(opened), stream: 'stderr' };
}

/** Every file that a message may point into. */
export function sourcesOf({ loaded, fixtureFiles }: OpenedProject): readonly SourceFile[] {
  return [...loaded.sources, ...(fixtureFiles ?? [])];
}
