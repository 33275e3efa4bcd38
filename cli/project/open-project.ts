// Loads and checks the project of a command. Offline: neither the environment nor a warehouse is touched here.
import { type CheckResult, checkProject } from '../../compiler/check/check-project.ts';
import { diskReader } from '../../runtime/project/disk-reader.ts';
import { loadProject } from '../../runtime/project/load-project.ts';
import type { LoadedProject } from '../../runtime/project/loaded-project.ts';
import type { CommandContext } from '../command.ts';
import type { Findings } from '../output/diagnostics-text.ts';

export interface OpenedProject {
  readonly loaded: LoadedProject;
  readonly checked: CheckResult;
}

/** `online`: the command talks to a warehouse, so settings may come from the environment as well. */
export function openProject(context: CommandContext, online: boolean): OpenedProject {
  const loaded = loadForCommand(context, online);
  context.progress.step(`checking ${loaded.sources.length} files`);
  return { loaded, checked: checkProject(loaded.sources) };
}

/** Without compiling: for commands that only read what is published. */
export function loadForCommand(context: CommandContext, online: boolean): LoadedProject {
  context.progress.step('reading the project');
  return loadProject({
    startDir: context.host.directory,
    projectDir: context.project,
    target: context.target,
    env: online ? context.host.env : undefined,
    files: diskReader,
  });
}

/** What the check said, for a command whose result it is not. */
export function findingsOf({ loaded, checked }: OpenedProject): Findings {
  return { diagnostics: checked.diagnostics, sources: loaded.sources, stream: 'stderr' };
}
