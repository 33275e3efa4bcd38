// Makes a program that shows a difference as small as it can be made: fewer declarations, rows and parts of expressions.
import { createReporter } from '../../compiler/diagnostics/reporter.ts';
import { parseFile } from '../../compiler/syntax/parse.ts';
import type { Program } from './random-program.ts';
import type { StoredTable } from './random-rows.ts';

/** Whether a program still shows the same difference. */
export type Shows = (program: Program) => Promise<boolean>;

/** Stops after so many attempts. */
export async function shrink(program: Program, shows: Shows, attempts: number): Promise<Program> {
  const tried = { left: attempts };
  const tries: Shows = async (candidate) => {
    tried.left -= 1;
    return tried.left > 0 && (await shows(candidate));
  };
  const round = async (before: Program): Promise<Program> => {
    let best = await withFewerDeclarations(before, tries);
    best = await withFewerRows(best, tries);
    best = await withoutPast(best, tries);
    best = await withFewerLines(best, tries);
    best = await withShorterTexts(best, tries);
    const isDone = tried.left <= 0 || JSON.stringify(best) === JSON.stringify(before);
    return isDone ? best : round(best);
  };
  return withoutUnusedTables(await round(program), shows);
}

async function withFewerDeclarations(program: Program, shows: Shows): Promise<Program> {
  const declarations = await fewer(program.declarations, async (kept) =>
    shows({ ...program, declarations: kept }),
  );
  return { ...program, declarations };
}

/** Leaves out runs of items, long ones first, from the end. */
async function fewer<T>(
  items: readonly T[],
  shows: (items: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let kept = items;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let end = kept.length; end > 0; end -= size) {
      const start = Math.max(0, end - size);
      const candidate = [...kept.slice(0, start), ...kept.slice(end)];
      if (candidate.length < kept.length && (await shows(candidate))) kept = candidate;
    }
  }
  return kept;
}

async function withFewerLines(program: Program, shows: Shows): Promise<Program> {
  let best = program;
  for (const [at, text] of program.declarations.entries()) {
    const replaced = (lines: readonly string[]): Program => ({
      ...best,
      declarations: best.declarations.with(at, lines.join('\n')),
    });
    best = replaced(await fewer(text.split('\n'), async (lines) => shows(replaced(lines))));
  }
  return best;
}

async function withFewerRows(program: Program, shows: Shows): Promise<Program> {
  let best = program;
  for (const name of Object.keys(program.tables)) {
    const table = best.tables[name];
    if (table === undefined) continue;
    const replaced = (changed: StoredTable): Program => ({
      ...best,
      tables: { ...best.tables, [name]: changed },
    });
    const rows = await fewer(table.rows, async (kept) => shows(replaced({ ...table, rows: kept })));
    best = replaced({ ...table, rows });
  }
  return best;
}

async function withoutPast(program: Program, shows: Shows): Promise<Program> {
  const log = await fewer(program.log, async (kept) => shows({ ...program, log: kept }));
  const without = { ...program, log, previous: {} };
  return (await shows(without)) ? without : { ...program, log };
}

async function withShorterTexts(program: Program, shows: Shows): Promise<Program> {
  let best = program;
  for (let at = best.declarations.length - 1; at >= 0; at -= 1) {
    for (let found: string | undefined = ''; found !== undefined;) {
      found = undefined;
      const text = best.declarations[at] ?? '';
      for (const candidate of shorterTexts(text)) {
        const declarations = best.declarations.with(at, candidate);
        if (!(await shows({ ...best, declarations }))) continue;
        best = { ...best, declarations };
        found = candidate;
        break;
      }
    }
  }
  return best;
}

/** With one part left out, or replaced by a part of it; large steps first. */
function shorterTexts(text: string): readonly string[] {
  const { declarations } = parseFile({ path: 'part.seg', text }, createReporter());
  const spans = new Map<string, Span>();
  collectSpans(declarations[0], spans);
  const all = [...spans.values()].toSorted((a, b) => b.end - b.start - (a.end - a.start));
  const found = new Map<string, true>();
  for (const outer of all) found.set(text.slice(0, outer.start) + text.slice(outer.end), true);
  for (const line of linesOf(text)) found.set(line, true);
  for (const outer of all) {
    for (const inner of all) {
      if (inner.start < outer.start || inner.end > outer.end) continue;
      const part = text.slice(inner.start, inner.end);
      found.set(text.slice(0, outer.start) + part + text.slice(outer.end), true);
    }
  }
  return [...found.keys()]
    .filter((candidate) => candidate.length < text.length && candidate.trim() !== '')
    .toSorted((a, b) => a.length - b.length)
    .slice(0, 600);
}

/** Without one of its lines. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.map((_line, at) => lines.toSpliced(at, 1).join('\n'));
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function collectSpans(node: unknown, into: Map<string, Span>): void {
  if (typeof node !== 'object' || node === null) return;
  if ('span' in node && isSpan(node.span)) {
    const { start, end } = node.span;
    into.set(`${start}:${end}`, { start, end });
  }
  for (const child of Object.values(node)) collectSpans(child, into);
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}

async function withoutUnusedTables(program: Program, shows: Shows): Promise<Program> {
  let best = program;
  for (const [name, { rows }] of Object.entries(program.tables)) {
    if (rows.length > 0) continue;
    const tables = Object.fromEntries(Object.entries(best.tables).filter(([key]) => key !== name));
    const candidate = { ...best, tables };
    if (await shows(candidate)) best = candidate;
  }
  return best;
}
