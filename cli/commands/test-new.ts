// `segform test new <segment>`: writes a fixture test of the segment's boundaries; offline.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import { generating } from '../../compiler/diagnostics/catalogue/generating.ts';
import { didYouMean } from '../../compiler/diagnostics/did-you-mean.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import { openTestWarehouse } from '../../dialects/open-warehouse.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { runTest } from '../../runtime/test/run-test.ts';
import { createTestSession } from '../../runtime/test/test-session.ts';
import type { CommandArguments } from '../arguments/command-arguments.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { writeText } from '../files.ts';
import { plural } from '../output/quantities.ts';
import { faultyProject } from '../project/findings.ts';
import { findingsOf, openProject, type OpenedProject } from '../project/open-project.ts';
import { segmentArguments } from '../project/segment-arguments.ts';
import { argumentsText, plainArguments } from '../test/test-arguments.ts';
import { writeTest, type WrittenTest } from '../test/write-test.ts';

export const testNew: Command = {
  name: 'test new',
  description:
    'Writes a test of a segment from its conditions: an object that is in, and one for each side of each threshold, without a\nvalue, and for each alternative. It is run once in memory; what turns out otherwise than was worked out is marked\n`check this one`. Read it before you keep it: it says what the segment does, not what it should do.',
  positionals: [
    { name: 'segment', description: 'the segment to test', required: true, many: false },
  ],
  options: [
    {
      name: 'out',
      kind: 'text',
      value: 'file',
      description: 'write a new file such as tests/win_back.seg (default: print the test)',
    },
    { name: 'force', kind: 'flag', description: 'with --out: replace the file if it is there' },
    {
      name: 'arg',
      kind: 'repeated',
      value: 'name=value',
      description: "value of a template's parameter, given once for each (default: plausible ones)",
    },
  ],
  examples: [
    { line: 'segform test new win_back', meaning: 'the test, to read' },
    {
      line: 'segform test new win_back --out tests/win_back.seg --now 2026-01-31T09:00:00Z',
      meaning: 'as a file, the same bytes on every day',
    },
    { line: 'segform test new overdue_for --arg agent=ann', meaning: 'of a template' },
  ],
  stopsByItself: false,
  run: writeNewTest,
};

async function writeNewTest(context: CommandContext, args: CommandArguments): Promise<Outcome> {
  const opened = openProject(context, false);
  const findings = findingsOf(opened);
  const faulty = faultyProject(findings);
  if (faulty !== undefined) return faulty;
  const segment = segmentNamed(opened.checked.project, args.text('segment') ?? '');
  const out = args.text('out');
  if (out?.endsWith('.seg') === false) {
    const problem = `must be a \`.seg\` file, not \`${out}\``;
    const example = `--out tests/${segment.name}.seg`;
    throw operationalError(commandLine.badOptionValue, { option: '--out', problem, example });
  }
  const file = out === undefined ? undefined : path.resolve(context.host.directory, out);
  if (file !== undefined && existsSync(file) && !args.flag('force')) {
    throw operationalError(generating.testFileExists, { path: out ?? '' });
  }
  const now = context.givenNow ?? morningOf(context.host.now());
  context.progress.step(`working out a test of ${segment.name}`);
  const written = await write(opened, segment, args.list('arg'), now, file);
  if (file !== undefined) await writeText(file, written.text);
  return {
    exitCode: exitCodes.done,
    result: {
      segment: segment.name,
      now,
      file: out ?? null,
      text: written.text,
      cases: written.cases,
      not_covered: written.notCovered,
    },
    text: () => (out === undefined ? written.text : `wrote ${out}\n`),
    hints: () => hintsOf(written, segment, context),
  };
}

/** 09:00 UTC of the day, so that the same command gives the same test all day. */
function morningOf(now: string): string {
  return `${now.slice(0, 10)}T09:00:00.000Z`;
}

const elapsed = (): number => 0;

async function write(
  { checked, loaded }: OpenedProject,
  segment: CheckedSegment,
  given: readonly string[],
  now: string,
  file: string | undefined,
): Promise<WrittenTest> {
  const { project } = checked;
  const all = [...plainArguments(segment, given, now), ...given];
  const values = segmentArguments(segment, all, `segform test new ${segment.name}`);
  const args = [...values].map(([name, value]) => ({ name, value }));
  const warehouse = await openTestWarehouse();
  try {
    return await writeTest({
      project,
      sources: loaded.sources,
      segment,
      args,
      argsText: argumentsText(args),
      now: now.replace('.000Z', 'Z'),
      path:
        file === undefined
          ? `tests/${segment.name}.seg`
          : path.relative(loaded.directory, file).split(path.sep).join('/'),
      runTest: (tested, test) => {
        const dialect = dialectsByName.duckdb;
        const session = { project: tested, warehouse, dialect, elapsed, coverage: false };
        return runTest(createTestSession(session), test);
      },
    });
  } finally {
    await warehouse.close();
  }
}

function segmentNamed(project: CheckedProject, name: string): CheckedSegment {
  const found = project.segments.find((segment) => segment.name === name);
  if (found !== undefined) return found;
  const names = project.segments.map((segment) => segment.name);
  const suggestion = didYouMean(name, names)[0];
  throw operationalError(commandLine.unknownSelection, { word: name, suggestion });
}

function hintsOf(
  { cases, notCovered }: WrittenTest,
  segment: CheckedSegment,
  { repeatedOptions }: CommandContext,
): readonly string[] {
  const corrected = cases.filter((one) => one.corrected).length;
  return [
    `${plural(cases.length, 'case')}${corrected === 0 ? '' : `, ${corrected} of them to check`}${
      notCovered.length === 0 ? '' : `; ${plural(notCovered.length, 'condition')} not covered`
    }. It says what the segment does: read whether it should.`,
    `Run it with: segform test ${segment.name}${repeatedOptions}`,
  ];
}
