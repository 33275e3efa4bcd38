// `use shop, people`: the parts of fixtures in the tests that use them, each once.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { suggestion } from '../../diagnostics/did-you-mean.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type { Reporter } from '../../diagnostics/reporter.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';
import type { FixturesSyntax, TestPartSyntax } from '../../syntax/test-ast.ts';
import type { Checking } from '../checking.ts';

export type FixturesByName = ReadonlyMap<string, FixturesSyntax>;

/** The parts of a test's fixtures, then its own; `use` itself is left out. Marks what is used. */
export function withUsed(
  parts: readonly TestPartSyntax[],
  fixtures: FixturesByName,
  used: Set<string>,
  checking: Checking,
): readonly TestPartSyntax[] {
  const result: TestPartSyntax[] = [];
  const seen = new Set<string>();
  const open: Opened[] = [{ parts, names: namesUsed(parts) }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const name = top.names.shift();
    if (name === undefined) {
      for (const part of top.parts) if (part.kind !== 'use') result.push(part);
      open.pop();
      continue;
    }
    const found = findFixtures(name, fixtures, checking);
    if (found === undefined || seen.has(name.text)) continue;
    seen.add(name.text);
    used.add(name.text);
    open.push({ parts: found.parts, names: namesUsed(found.parts) });
  }
  return result;
}

/** Fixtures whose parts wait for those they use; a stack, since chains of them may be as long as a file. */
interface Opened {
  readonly parts: readonly TestPartSyntax[];
  /** What is still to be opened. */
  readonly names: NameSyntax[];
}

function namesUsed(parts: readonly TestPartSyntax[]): NameSyntax[] {
  return parts.flatMap((part) => (part.kind === 'use' ? part.names : []));
}

function findFixtures(
  { text: name, span }: NameSyntax,
  fixtures: FixturesByName,
  checking: Checking,
): FixturesSyntax | undefined {
  const found = fixtures.get(name);
  if (found !== undefined) return found;
  if (checking.table.hidden.texts.has(name)) checking.fail();
  else {
    const help = suggestion(name, fixtures.keys());
    const fixes = renameFixes(name, fixtures.keys(), span);
    checking.report(catalogue.tests.unknownFixtures, span, { name, help }, { fixes });
  }
  return undefined;
}

/** Fixtures that use each other in a circle, each circle once. */
export function reportCycles(fixtures: FixturesByName, reporter: Reporter): void {
  const done = new Set<string>();
  for (const start of fixtures.values()) {
    const path = new Map<string, NameSyntax[]>();
    if (!done.has(start.name.text)) path.set(start.name.text, namesUsed(start.parts));
    const order = [...path.keys()];
    for (let name = order.at(-1); name !== undefined; name = order.at(-1)) {
      const next = path.get(name)?.shift();
      if (next === undefined) {
        done.add(name);
        path.delete(name);
        order.pop();
      } else if (path.has(next.text)) {
        reportCycle(order, next.text, fixtures, reporter);
      } else if (!done.has(next.text)) {
        const found = fixtures.get(next.text);
        if (found === undefined) continue;
        path.set(next.text, namesUsed(found.parts));
        order.push(next.text);
      }
    }
  }
}

function reportCycle(
  path: readonly string[],
  closing: string,
  fixtures: FixturesByName,
  reporter: Reporter,
): void {
  const span = fixtures.get(closing)?.name.span;
  const cycle = [...path.slice(path.indexOf(closing)), closing];
  if (span !== undefined) reporter.report(catalogue.tests.fixturesCycle, span, { cycle });
}
