// Rule: files are small, named after their content, open with a comment, and only the two indexes re-export.
import { importsOf } from '../code-text.ts';
import { type SourceTree, sourcesOf, type Violation } from '../source-tree.ts';

const largestFile = 400;
const largestMedian = 150;
const emptyNames = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'types',
  'misc',
  'shared',
]);
const indexes = new Set(['compiler/index.ts', 'runtime/index.ts']);

/** Reports source files over the limit, and a median over the limit. */
export function checkFileBudgets(tree: SourceTree): readonly Violation[] {
  const sizes = [...sourcesOf(tree)].map(([path, text]) => ({ path, lines: lineCount(text) }));
  const violations = sizes
    .filter((size) => size.lines > largestFile)
    .map((size) => ({ path: size.path, message: `${size.lines} lines, limit ${largestFile}` }));
  const median = sizes.map((size) => size.lines).toSorted((a, b) => a - b)[sizes.length >> 1] ?? 0;
  if (median <= largestMedian) return violations;
  return [...violations, { path: '.', message: `median ${median} lines, limit ${largestMedian}` }];
}

/** Reports source files whose first line is not a comment; an interpreter line may stand before it. */
export function checkOpeningComments(tree: SourceTree): readonly Violation[] {
  return [...sourcesOf(tree)]
    .filter(([, text]) => !/^(?:#![^\n]*\n)?(?:\/\/ ?\S|\/\*)/.test(text))
    .map(([path]) => ({
      path,
      message: 'must open with a comment: its place and what it guarantees',
    }));
}

/** Reports files and folders named after nothing, and names that are not kebab-case. */
export function checkNames(tree: SourceTree): readonly Violation[] {
  const violations: Violation[] = [];
  for (const path of sourcesOf(tree).keys()) {
    for (const name of path.replace(/(?:\.d)?\.ts$/, '').split('/')) {
      if (emptyNames.has(name)) violations.push({ path, message: `"${name}" names no content` });
      if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) {
        violations.push({ path, message: `"${name}" is not kebab-case` });
      }
    }
  }
  return violations;
}

/** Reports re-exports outside the two index files. */
export function checkBarrels(tree: SourceTree): readonly Violation[] {
  return [...sourcesOf(tree)]
    .filter(
      ([path, text]) => !indexes.has(path) && importsOf(path, text).some((line) => line.reExport),
    )
    .map(([path]) => ({ path, message: 're-exports; import from the file that defines the name' }));
}

function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
