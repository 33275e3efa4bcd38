// `segform check`: every fault of the project, or those in some files or segments; offline.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CheckResult } from '../../compiler/check/check-project.ts';
import type { Diagnosed } from '../../compiler/diagnose/diagnose-project.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import type { Span } from '../../compiler/source.ts';
import type { CommandArguments } from '../arguments/command-arguments.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { plural } from '../output/quantities.ts';
import { countFaults, faultsFailure } from '../project/findings.ts';
import { fixesResult, fixesText, fixProject } from '../project/fix-project.ts';
import { openTestedProject } from '../project/open-project.ts';
import { selectSegments } from '../project/selection.ts';
import { writtenSegments } from '../project/written-segments.ts';

export const check: Command = {
  name: 'check',
  description:
    'Finds every fault of the project: syntax, names, types, and what can never match. Offline: no warehouse is asked.\nThe whole project is always checked; files and selectors limit what is shown. Warnings and notes alone end with 0, errors with 10.',
  positionals: [
    {
      name: 'files',
      description: '.seg files, folders, or selectors of segments',
      required: false,
      many: true,
    },
  ],
  options: [
    {
      name: 'fix',
      kind: 'flag',
      description:
        'rewrite the files with every fix that needs no choice; a file that would get new errors is left alone',
    },
  ],
  examples: [
    { line: 'segform check', meaning: 'the whole project' },
    { line: 'segform check segments/sales.seg', meaning: 'the faults of one file' },
    { line: 'segform check --fix', meaning: 'corrects what has only one correction' },
    {
      line: 'segform check owner:marketing --format json',
      meaning: 'for a program, those of some segments',
    },
  ],
  stopsByItself: false,
  run: checkFiles,
};

async function checkFiles(context: CommandContext, args: CommandArguments): Promise<Outcome> {
  const opened = openTestedProject(context);
  const given = args.list('files');
  const wanted = (checked: Diagnosed): ((diagnostic: Diagnostic) => boolean) =>
    limiter(context, opened.loaded.directory, given, checked);
  const fixed = args.flag('fix') ? await fixProject(context, opened, wanted) : undefined;
  const sources = fixed?.files ?? opened.loaded.sources;
  const shownSources = [...sources, ...(opened.fixtureFiles ?? [])];
  const checked = fixed?.checked ?? opened.checked;
  const diagnostics = checked.diagnostics.filter(wanted(checked));
  const failure = faultsFailure(diagnostics);
  const { suppressed } = checked;
  const segments = writtenSegments(checked).length;
  const counts = { files: sources.length, segments, suppressed };
  return {
    exitCode: failure === undefined ? exitCodes.done : exitCodes.diagnostics,
    result: { ...counts, ...countFaults(diagnostics), ...(fixed && fixesResult(fixed)) },
    text: () => `${fixed === undefined ? '' : fixesText(fixed)}${summary(counts, diagnostics)}\n`,
    ...(failure === undefined ? {} : { failure }),
    diagnostics: { diagnostics, sources: shownSources, stream: 'stdout' },
  };
}

interface Counts {
  readonly files: number;
  readonly segments: number;
  /** Warnings and notes that a comment suppresses, in the whole project. */
  readonly suppressed: number;
}

function summary(
  { files, segments, suppressed }: Counts,
  diagnostics: readonly Diagnostic[],
): string {
  const checkedText = `${plural(files, 'file')}, ${plural(segments, 'segment')}`;
  const hidden = suppressed === 0 ? '' : `, ${suppressed} suppressed`;
  if (diagnostics.length === 0) return `${checkedText}: no faults${hidden}`;
  const { errors, warnings, notes } = countFaults(diagnostics);
  const noted = notes === 0 ? '' : `, ${plural(notes, 'note')}`;
  return `${checkedText}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}${noted}${hidden}`;
}

/** Whether a diagnostic is to be shown: in a given file or folder, or in the declaration of a selected segment. */
function limiter(
  context: CommandContext,
  directory: string,
  given: readonly string[],
  checked: CheckResult,
): (diagnostic: Diagnostic) => boolean {
  if (given.length === 0) return () => true;
  const absolute = (word: string): string => path.resolve(context.host.directory, word);
  const isFile = (word: string): boolean => word.endsWith('.seg') || existsSync(absolute(word));
  const paths = given
    .filter(isFile)
    .map((word) => path.relative(directory, absolute(word)).split(path.sep).join('/'));
  const spans = selectedSpans(
    given.filter((word) => !isFile(word)),
    checked,
  );
  return ({ span }) =>
    paths.some((one) => one === '' || span.file === one || span.file.startsWith(`${one}/`)) ||
    spans.some((one) => span.file === one.file && span.start >= one.start && span.start <= one.end);
}

function selectedSpans(selectors: readonly string[], checked: CheckResult): readonly Span[] {
  if (selectors.length === 0) return [];
  const written = writtenSegments(checked);
  const names = new Set(
    selectSegments(
      selectors,
      written.map(({ selectable }) => selectable),
    ),
  );
  return written.filter(({ selectable }) => names.has(selectable.name)).map(({ span }) => span);
}
