// Serves faults.ts: recognises a habit (habits/) around a fault and says how it is written here.
import type { IToken } from 'chevrotain';
import { periods } from '../diagnostics/catalogue/periods.ts';
import type { Encounter } from './encounter.ts';
import { habits } from './habits/all-habits.ts';
import type { Habit } from './habits/habit.ts';
import { testHabits } from './habits/tests.ts';
import type { ParseTarget } from './parse-target.ts';
import * as T from './tokens.ts';

/** Lines longer than this hold more than a habit, and patterns must stay cheap on any input. */
const longestLine = 300;

export function explainHabit({ file, reporter, chunk }: ParseTarget, { span }: Encounter): boolean {
  const { text } = file;
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end === -1 ? text.length : end).replace(/\r$/, '');
  if (line.length > longestLine) return false;
  const blanked = withoutTexts(line);
  const at = span.start - start;
  for (const habit of isOfTests(chunk.tokens[0]) ? testHabits : habits) {
    const found = matchAt(habit, blanked, line, at);
    if (found === undefined) continue;
    const place = { ...span, start: start + found.start, end: start + found.end };
    const written = line.slice(found.start, found.end);
    const { instead } = found;
    const title = instead === '' ? 'remove it' : `write \`${instead.trim()}\``;
    const fix = { title, span: place, text: instead };
    const fixes = [habit.certain === false ? { ...fix, certain: false } : fix];
    const args = { written: written.trim(), instead: instead.trim(), why: habit.why };
    reporter.report(periods.otherWording, trimmed(place, written), args, { fixes });
    return true;
  }
  return false;
}

function isOfTests(first: IToken | undefined): boolean {
  return first?.tokenType === T.Test || first?.tokenType === T.Fixtures;
}

interface Match {
  readonly start: number;
  readonly end: number;
  readonly instead: string;
}

/** A match that the fault lies in, or is the next word behind. */
function matchAt(habit: Habit, blanked: string, line: string, at: number): Match | undefined {
  for (const match of blanked.matchAll(habit.pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    const wanted = habit.faultAt === undefined ? undefined : match.indices?.[habit.faultAt]?.[0];
    if (wanted === undefined ? at < start || at > end + 1 : at !== wanted) continue;
    const parts = (match.indices ?? []).map((range) =>
      range === undefined ? '' : line.slice(range[0], range[1]),
    );
    const instead = habit.instead(parts);
    if (instead === undefined || instead === line.slice(start, end)) continue;
    return { start, end, instead };
  }
  return undefined;
}

function trimmed<S extends { readonly start: number; readonly end: number }>(
  span: S,
  written: string,
): S {
  const before = written.length - written.trimStart().length;
  return { ...span, start: span.start + before, end: span.start + before + written.trim().length };
}

/** Texts and comments as blanks of the same length, so that nothing in them is taken for a habit. */
function withoutTexts(line: string): string {
  return line
    .replaceAll(/"(?:[^"\\]|\\.)*"?/g, (text) =>
      `"${'\u00a0'.repeat(Math.max(0, text.length - 2))}"`.slice(0, text.length),
    )
    .replace(/\/\/.*$/, (comment) => ' '.repeat(comment.length));
}
