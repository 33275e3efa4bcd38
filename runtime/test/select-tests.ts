// Which tests a pattern means: a part of a name, a segment, a file or a folder. Several patterns add up.
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import { testing } from '../../compiler/diagnostics/catalogue/testing.ts';
import { didYouMean } from '../../compiler/diagnostics/did-you-mean.ts';
import { operationalError } from '../../compiler/operational-error.ts';

/** As given, and as a path relative to the project. */
export interface TestPattern {
  readonly text: string;
  readonly path: string;
}

/** All tests without patterns. Throws OperationalError for a pattern that matches none. */
export function selectTests(
  tests: readonly CheckedTest[],
  patterns: readonly TestPattern[],
): readonly CheckedTest[] {
  if (patterns.length === 0) return tests;
  const selected = new Set<CheckedTest>();
  for (const pattern of patterns) {
    const found = tests.filter((test) => matches(test, pattern));
    if (found.length === 0) throw matchesNothing(tests, pattern);
    for (const test of found) selected.add(test);
  }
  return tests.filter((test) => selected.has(test));
}

function matches({ name, segment, span }: CheckedTest, { text, path }: TestPattern): boolean {
  if (text.includes('*')) {
    const glob = globPattern(text);
    return [name, segment, span.file].some((word) => glob.test(word));
  }
  const folder = path === '' ? '' : `${path}/`;
  return (
    segment === text ||
    span.file === path ||
    span.file.startsWith(folder) ||
    name.toLowerCase().includes(text.toLowerCase())
  );
}

/** `*` stands for any characters. */
function globPattern(glob: string): RegExp {
  const parts = glob.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is');
}

function matchesNothing(tests: readonly CheckedTest[], { text }: TestPattern): Error {
  const words = tests.flatMap(({ name, segment, span }) => [segment, span.file, name]);
  const [suggestion] = didYouMean(text, [...new Set(words)]);
  return operationalError(testing.noSuchTest, { pattern: text, suggestion });
}
