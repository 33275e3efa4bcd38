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
  const seen = new Set<string>();
  const result: TestPartSyntax[] = [];
  const add = (inner: readonly TestPartSyntax[]): void => {
    for (const name of inner.flatMap((part) => (part.kind === 'use' ? part.names : []))) {
      const found = findFixtures(name, fixtures, checking);
      if (found === undefined || seen.has(name.text)) continue;
      seen.add(name.text);
      used.add(name.text);
      add(found.parts);
    }
    result.push(...inner.filter(({ kind }) => kind !== 'use'));
  };
  add(parts);
  return result;
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
  const visit = (name: string, path: readonly NameSyntax[]): void => {
    const at = path.findIndex(({ text }) => text === name);
    const closing = path.at(-1);
    if (at !== -1 && closing !== undefined) {
      const cycle = [...path.slice(at).map(({ text }) => text), name];
      reporter.report(catalogue.tests.fixturesCycle, path[at]?.span ?? closing.span, { cycle });
      return;
    }
    const found = fixtures.get(name);
    if (found === undefined || done.has(name)) return;
    for (const part of found.parts) {
      if (part.kind !== 'use') continue;
      for (const inner of part.names) visit(inner.text, [...path, found.name]);
    }
    done.add(name);
  };
  for (const name of fixtures.keys()) visit(name, []);
}
