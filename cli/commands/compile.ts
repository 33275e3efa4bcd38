// `segform compile`: the SQL of segments, readable, on stdout or one file each; or the plan of their refresh. Offline, but for --rows.
import path from 'node:path';
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { SourceIndex } from '../../compiler/diagnostics/line-index.ts';
import { indexSources } from '../../compiler/diagnostics/render.ts';
import { placeOf } from '../../compiler/diagnostics/line-index.ts';
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import { plannedSegment } from '../../compiler/plan/parts-of-plan.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import type { CommandArguments } from '../arguments/command-arguments.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { writeText } from '../files.ts';
import { plural } from '../output/quantities.ts';
import { explainPlan } from '../project/explained-plan.ts';
import { faultyProject } from '../project/findings.ts';
import {
  dialectFor,
  type DialectName,
  dialectNames,
  findingsOf,
  openProject,
} from '../project/open-project.ts';
import { inFileOrder, selectCompilable } from '../project/project-segments.ts';
import { publishedRelations, schemaOf } from '../project/published-relations.ts';

export const compile: Command = {
  name: 'compile',
  description:
    'Prints the SELECT of each segment: its key and published columns for every member. Offline: nothing is run.\nTimes in it are constants, measured from --now. With --explain: what a refresh of them reads and computes, and why.',
  positionals: [
    {
      name: 'segments',
      description: 'selectors of segments (default: all)',
      required: false,
      many: true,
    },
  ],
  options: [
    {
      name: 'dialect',
      kind: 'text',
      value: dialectNames.join('|'),
      choices: dialectNames,
      description: 'default: that of the target',
    },
    {
      name: 'out',
      kind: 'text',
      value: 'dir',
      description: 'write <segment>.sql files there in place of printing',
    },
    {
      name: 'explain',
      kind: 'flag',
      description: 'print the plan of a refresh: tables, what is computed together, and why',
    },
    {
      name: 'rows',
      kind: 'flag',
      description:
        'with --explain: count the rows of the tables in the target; reads the warehouse',
    },
  ],
  examples: [
    { line: 'segform compile win_back', meaning: 'the SQL of one segment' },
    {
      line: 'segform compile --dialect snowflake --out sql',
      meaning: 'all of them for Snowflake, one file each',
    },
    {
      line: 'segform compile win_back | duckdb -readonly warehouse.duckdb',
      meaning: 'run it by hand',
    },
    {
      line: 'segform compile --explain --rows',
      meaning: 'the plan of a refresh of all segments, with the rows that it reads',
    },
  ],
  stopsByItself: false,
  run: compileSegments,
};

interface CompiledSegment {
  readonly segment: string;
  readonly objectType: string;
  readonly path: string;
  readonly line: number;
  readonly sql: string;
}

async function compileSegments(context: CommandContext, args: CommandArguments): Promise<Outcome> {
  if (args.flag('explain')) return await explainPlan(context, args);
  if (args.flag('rows')) {
    const problem = '`--rows` counts the rows of a plan: add `--explain`';
    throw operationalError(commandLine.badArgument, { command: 'compile', problem });
  }
  const opened = openProject(context, false, args.text('dialect'));
  const findings = findingsOf(opened);
  const faulty = faultyProject(findings);
  if (faulty !== undefined) return faulty;
  const { loaded, checked } = opened;
  const now = context.givenNow ?? context.host.now();
  const dialect = dialectFor(args.text('dialect'), loaded);
  const compiled = compileAll(checked.project, {
    names: selectCompilable('compile', args.list('segments'), checked.project),
    now,
    dialect,
    schema: schemaOf(loaded),
    sources: indexSources(loaded.sources),
  });
  const out = args.text('out');
  const files = out === undefined ? [] : await writeFiles(context, out, compiled);
  return {
    exitCode: exitCodes.done,
    result: { dialect, now, segments: compiled, files },
    text: () =>
      out === undefined
        ? compiled.map(({ sql }) => `${sql};\n`).join('\n')
        : files.map((file) => `wrote ${file}\n`).join(''),
    hints: () =>
      out === undefined ? [] : ['', `${plural(files.length, 'file')} written to ${out}`],
    ...(findings.diagnostics.length === 0 ? {} : { diagnostics: findings }),
  };
}

interface CompileSettings {
  readonly names: readonly string[];
  readonly now: string;
  readonly dialect: DialectName;
  readonly schema: string;
  readonly sources: SourceIndex;
}

function compileAll(
  project: CheckedProject,
  settings: CompileSettings,
): readonly CompiledSegment[] {
  const { names, now } = settings;
  if (names.length === 0) return [];
  const plan = planRefresh(project, { now, segments: names });
  const asked = new Set(names);
  return inFileOrder(project.segments)
    .filter(({ name }) => asked.has(name))
    .map((segment) => compileOne(segment, plan, settings));
}

function compileOne(
  segment: CheckedSegment,
  plan: RefreshPlan,
  { dialect, now, schema, sources }: CompileSettings,
): CompiledSegment {
  const { name, object, settings, span } = segment;
  const index = sources.get(span.file);
  const line = index === undefined ? 1 : placeOf(index, span.start).line;
  const relations = publishedRelations(plan, schema);
  const query = printSegmentQuery(plan, name, dialectsByName[dialect], relations);
  const title = settings.title === undefined ? '' : `: ${settings.title}`;
  const { historyOf } = plannedSegment(plan, name);
  const past = pastNote(segment, historyOf, schema);
  const header = [
    `-- segment ${name} of ${object}${title}`.replaceAll(/[\r\n]+/g, ' '),
    `-- ${span.file}:${line}, for ${dialect}, now ${now}`,
    ...(past === undefined ? [] : [`-- ${past}`]),
  ];
  return {
    segment: name,
    objectType: object,
    path: span.file,
    line,
    sql: [...header, query].join('\n'),
  };
}

/** What the query reads that refreshes have written before. */
function pastNote(
  { name, hysteresis }: CheckedSegment,
  historyOf: readonly string[],
  schema: string,
): string | undefined {
  const reads = [
    ...(hysteresis === undefined ? [] : [`its own members in ${schema}.${name}`]),
    ...historyOf.map((other) => `the changes of ${other} in ${schema}.membership_changes`),
  ];
  if (reads.length === 0) return undefined;
  return `reads what refreshes before left: ${reads.join(', ')}`.replaceAll(/[\r\n]+/g, ' ');
}

async function writeFiles(
  context: CommandContext,
  out: string,
  compiled: readonly CompiledSegment[],
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const { segment, sql } of compiled) {
    const file = path.join(out, `${segment}.sql`);
    await writeText(path.resolve(context.host.directory, file), `${sql};\n`);
    files.push(file);
  }
  return files;
}
