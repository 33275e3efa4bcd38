// `segform explain <segment> <key>`: why one object is in a segment or not; `segform explain SEG1001`: the long form of a diagnostic.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import { didYouMean } from '../../compiler/diagnostics/did-you-mean.ts';
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import { textIn } from '../../compiler/explain/condition-text.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import { openReader } from '../../dialects/open-warehouse.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { explainMember } from '../../runtime/explain/explain-member.ts';
import { placesIn } from '../../runtime/source-places.ts';
import type { CommandArguments } from '../arguments/command-arguments.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { explanationText } from '../output/explanation-text.ts';
import { explanationView, type Viewing } from '../output/explanation-view.ts';
import { renderPage } from '../output/markdown.ts';
import { packageRoot } from '../package-root.ts';
import { faultyProject } from '../project/findings.ts';
import { findingsOf, openProject } from '../project/open-project.ts';
import { runnableTarget } from '../project/runnable-target.ts';
import { segmentArguments } from '../project/segment-arguments.ts';

export const explain: Command = {
  name: 'explain',
  description:
    'Says why one object is in a segment or not: every condition with the values it looked at, what decides, and when the\nanswer changes by itself. Reads the warehouse, writes nothing. With a code: what that diagnostic means.',
  positionals: [
    {
      name: 'subject',
      description: 'name of a segment, or a code such as SEG1001',
      required: true,
      many: false,
    },
    { name: 'key', description: 'key of an object of the segment', required: false, many: false },
  ],
  options: [
    {
      name: 'arg',
      kind: 'repeated',
      value: 'name=value',
      description: "value of a template's parameter, given once for each",
    },
    {
      name: 'days',
      kind: 'count',
      value: 'n',
      description: 'how far ahead to look for the next change (default: 400)',
    },
  ],
  examples: [
    {
      line: 'segform explain win_back c1042',
      meaning: 'why this contact is in or out, and until when',
    },
    {
      line: 'segform explain overdue_for t7 --arg agent=ann --now 2026-01-31T09:00:00Z',
      meaning: 'the same for a template, as of another moment',
    },
    { line: 'segform explain SEG1001', meaning: 'the long form of a message' },
  ],
  stopsByItself: false,
  run: explainSubject,
};

const daysAhead = 400;
/** Later than this nobody plans, and a calendar knows no days. */
const mostDays = 4000;

async function explainSubject(context: CommandContext, args: CommandArguments): Promise<Outcome> {
  const subject = args.text('subject') ?? '';
  const key = args.text('key');
  if (key !== undefined) return await explainObject(context, args, subject, key);
  if (/^SEG\d+$/i.test(subject)) return await explainCode(subject.toUpperCase());
  const problem = `\`explain ${subject}\` needs the key of an object, or a code such as SEG1001`;
  throw operationalError(commandLine.badArgument, { command: 'explain', problem });
}

async function explainObject(
  context: CommandContext,
  args: CommandArguments,
  name: string,
  key: string,
): Promise<Outcome> {
  const opened = openProject(context, true);
  const findings = findingsOf(opened);
  const faulty = faultyProject(findings);
  if (faulty !== undefined) return faulty;
  const { project } = opened.checked;
  const { sources } = opened.loaded;
  const segment = segmentNamed(project, name);
  const target = runnableTarget(context, opened.loaded);
  const now = context.givenNow ?? context.host.now();
  const days = Math.min(args.count('days') ?? daysAhead, mostDays);
  context.progress.step(`reading ${target.name}`);
  const explanation = await explainMember({
    project,
    sources,
    target,
    dialect: dialectsByName[target.kind],
    openReader,
    now,
    segment,
    args: segmentArguments(segment, args.list('arg')),
    key,
    days,
    signal: context.signal,
  });
  const placeOf = placesIn(sources);
  const viewing: Viewing = {
    textOf: textIn(sources),
    placeOf,
    placeText: (span) => {
      const place = placeOf(span);
      return place.line === undefined ? place.path : `${place.path}:${place.line}`;
    },
    now: explanation.now,
  };
  return {
    exitCode: exitCodes.done,
    result: { target: target.name, ...explanationView(explanation, viewing) },
    text: (colours) => explanationText(explanation, viewing, days, colours),
    ...(findings.diagnostics.length === 0 ? {} : { diagnostics: findings }),
  };
}

function segmentNamed(project: CheckedProject, name: string): CheckedSegment {
  const found = project.segments.find((segment) => segment.name === name);
  if (found !== undefined) return found;
  const names = project.segments.map((segment) => segment.name);
  const suggestion = didYouMean(name, names)[0];
  throw operationalError(commandLine.unknownSelection, { word: name, suggestion });
}

async function explainCode(code: string): Promise<Outcome> {
  const page = await readPage(code);
  const title = /^# +(.+)$/m.exec(page)?.[1] ?? code;
  return {
    exitCode: exitCodes.done,
    result: { code, title, page },
    text: (colours) => renderPage(page, colours),
  };
}

async function readPage(code: string): Promise<string> {
  const folder = path.join(packageRoot(), 'docs/errors');
  const pages = await readdir(folder);
  if (pages.includes(`${code}.md`)) return readFile(path.join(folder, `${code}.md`), 'utf8');
  throw operationalError(commandLine.unknownCode, { code });
}
