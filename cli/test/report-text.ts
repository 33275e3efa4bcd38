// A run of tests for people: of each failing test, who is not where it was expected, and which conditions decided, in code frames.
import type { SourceIndex } from '../../compiler/diagnostics/line-index.ts';
import { type Excerpt, renderExcerpts } from '../../compiler/diagnostics/render.ts';
import { ansiStyle, plainStyle } from '../../compiler/diagnostics/style.ts';
import { visible } from '../../compiler/diagnostics/visible-line.ts';
import {
  calledObject,
  type ReportedFailure,
  type ReportedObject,
  type ReportedTest,
  tellingConditions,
  type TestReport,
} from './test-report.ts';
import type { Colours } from '../output/colours.ts';
import { problemGroups } from '../output/problem-text.ts';
import { plural } from '../output/quantities.ts';

/** Conditions that are shown of one object. */
const mostConditions = 4;
/** Objects of one failure that are explained. */
const mostObjects = 2;

/** `everyTest`: passing ones have a line, too. */
export function testReportText(
  { tests, counts }: TestReport,
  sources: SourceIndex,
  colours: Colours,
  everyTest: boolean,
): string {
  const shown = tests.filter(({ status }) => everyTest || status !== 'passed');
  const parts = shown.map((test) => testText(test, sources, colours));
  const { passed, failed, errors, notRun } = counts;
  const total = tests.length + notRun;
  const facts = [
    ...(passed > 0 ? [colours.green(`${passed} passed`)] : []),
    ...(failed > 0 ? [colours.red(`${failed} failed`)] : []),
    ...(errors > 0 ? [colours.red(`${errors} could not be run`)] : []),
    ...(notRun > 0 ? [`${notRun} not run`] : []),
  ];
  return `${parts.join('')}${plural(total, 'test')}: ${facts.join(', ')}\n`;
}

function testText(test: ReportedTest, sources: SourceIndex, colours: Colours): string {
  const { status, name, segment, where } = test;
  const mark = status === 'passed' ? colours.green('ok') : colours.bold(colours.red('FAIL'));
  const place = `${where.path}:${where.line}`;
  const title = `${mark} ${colours.bold(visible(JSON.stringify(name)))} of ${segment} ${colours.dim(place)}\n`;
  if (status === 'passed') return title;
  const failures = test.failures.map((failure) => failureText(failure, sources, colours));
  const problems = problemGroups(
    test.problems.map((problem) => ({ segment: undefined, problem })),
    colours,
  ).map((text) => `${text}\n`);
  return `${title}\n${failures.join('')}${problems.join('')}`;
}

function failureText(failure: ReportedFailure, sources: SourceIndex, colours: Colours): string {
  const style = colours.isColorSupported ? ansiStyle : plainStyle;
  const objects = failure.objects.slice(0, mostObjects);
  const named = failure.objects.length > 1;
  const excerpts: readonly Excerpt[] = [
    { span: failure.span, text: 'expected here', tone: 'error' },
    ...objects.flatMap((object) => excerptsOf(object, named)),
  ];
  const notes = objects.flatMap(notesOf);
  const lines = [
    `${style.error('error')}${style.strong(`: ${visible(failure.message)}`)}`,
    renderExcerpts(excerpts, sources, style),
    ...notes.map((note) => `   ${style.gutter('=')} ${visible(note)}`),
  ];
  return `${lines.join('\n')}\n\n`;
}

/** The conditions that decided, each with what it looked at. */
function excerptsOf(object: ReportedObject, named: boolean): readonly Excerpt[] {
  return tellingConditions(object)
    .slice(0, mostConditions)
    .map(({ span, truth, text, isWritten, facts }) => {
      const who = named ? ` for ${calledObject(object)}` : '';
      const said = isWritten ? facts : [text, ...facts];
      const why = said.length === 0 ? '' : `: ${said.join('; ')}`;
      return { span, text: `${String(truth)}${who}${why}`, tone: 'plain' };
    });
}

function notesOf(object: ReportedObject): readonly string[] {
  const who = calledObject(object);
  const telling = tellingConditions(object);
  const more = telling.length - mostConditions;
  const alike = object.deciding.length - telling.length;
  return [
    ...(object.exists
      ? []
      : [`${who} does not exist at this instant: no object of that name, or it was removed`]),
    ...(object.exists && object.deciding.length === 0
      ? [`no row of ${who} counts: the model leaves it out with \`@where\` or \`@deleted\``]
      : []),
    ...(more > 0
      ? [`${plural(more, 'more condition')} for ${who}: \`--format json\` has all of them`]
      : []),
    ...(alike > 0 ? [alikeText(alike, object.comparedWith ?? '')] : []),
  ];
}

function alikeText(count: number, other: string): string {
  return count === 1
    ? `the other condition holds with the same value as for \`${other}\`, who should be in`
    : `the other ${count} conditions hold with the same values as for \`${other}\`, who should be in`;
}
