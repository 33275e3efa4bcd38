// `check --fix`: makes the certain fixes of a project's diagnostics, writes the files, and says what was done.
import path from 'node:path';
import type { Diagnosed } from '../../compiler/diagnose/diagnose-project.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import {
  type FixedProject,
  type FixPass,
  fixUntilStable,
} from '../../compiler/diagnostics/fix-until-stable.ts';
import { diagnosticToJson, indexSources } from '../../compiler/diagnostics/render.ts';
import { visible } from '../../compiler/diagnostics/visible-line.ts';
import type { SourceFile } from '../../compiler/source.ts';
import type { CommandContext } from '../command.ts';
import { writeText } from '../files.ts';
import { plural } from '../output/quantities.ts';
import { checkSources, dialectFor, type OpenedProject } from './open-project.ts';

export type FixedSourcesOfProject = FixedProject<Diagnosed>;

/** Fixes the diagnostics that `wanted` lets through and writes the files that changed. */
export async function fixProject(
  context: CommandContext,
  { loaded, checked, fixtureFiles }: OpenedProject,
  wanted: (checked: Diagnosed) => (diagnostic: Diagnostic) => boolean,
): Promise<FixedSourcesOfProject> {
  const dialect = dialectFor(undefined, loaded);
  const check = (sources: readonly SourceFile[]): Diagnosed =>
    sources === loaded.sources ? checked : checkSources(sources, dialect, fixtureFiles);
  const fixed = fixUntilStable(loaded.sources, { check, wanted });
  const before = new Map(loaded.sources.map((file) => [file.path, file.text]));
  for (const { path: name, text } of fixed.files) {
    if (text === before.get(name)) continue;
    context.progress.step(`writing ${name}`);
    await writeText(path.resolve(loaded.directory, name), text);
  }
  return fixed;
}

interface MadeFix {
  readonly path: string;
  /** Where it stood before its pass. */
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly title: string;
}

/** For the JSON result. */
export function fixesResult(fixed: FixedSourcesOfProject): {
  readonly fixed: readonly MadeFix[];
  readonly leftAlone: readonly string[];
} {
  return { fixed: fixed.passes.flatMap(fixesOf), leftAlone: fixed.leftAlone };
}

/** One line per fix and per file left alone, and how many there were. */
export function fixesText(fixed: FixedSourcesOfProject): string {
  const made = fixed.passes.flatMap(fixesOf);
  const files = new Set(made.map((fix) => fix.path)).size;
  return [
    ...made.map(
      ({ path: file, line, column, code, title }) =>
        `fixed ${visible(file)}:${line}:${column} ${code}: ${visible(title)}`,
    ),
    ...fixed.leftAlone.map((file) => `left alone: ${visible(file)}, its fixes bring new errors`),
    made.length === 0
      ? 'nothing to fix without a choice'
      : `${made.length === 1 ? '1 fix' : `${String(made.length)} fixes`} in ${plural(files, 'file')}`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function fixesOf({ before, applied }: FixPass): readonly MadeFix[] {
  const sources = indexSources(before);
  return applied.map(({ diagnostic, fix }) => {
    const { code, where } = diagnosticToJson(diagnostic, sources);
    return { path: where.path, line: where.line, column: where.column, code, title: fix.title };
  });
}
