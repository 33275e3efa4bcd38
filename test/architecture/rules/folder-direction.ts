// Rule: who may import whom among our own folders (docs/architecture.md, "Who may import whom").
import { importsOf } from '../code-text.ts';
import { type SourceTree, sourcesOf, type Violation } from '../source-tree.ts';

/** Importing folder → paths it may import besides its own; a missing folder may import everything. */
const allowed: Readonly<Record<string, readonly RegExp[]>> = {
  compiler: [],
  format: [/^compiler\/syntax\//, /^compiler\/[^/]+\.ts$/],
  runtime: [/^compiler\//],
  dialects: [
    /^compiler\/(?!syntax\/|check\/|lower\/)/,
    /^runtime\/[a-z-]*warehouse[a-z-]*(?:\/|\.ts$)/,
  ],
  editor: [/^compiler\//, /^format\//, /^runtime\/project(?:\/|\.ts$)/],
};

/** Reports every import that runs against the table, product code that imports tests or examples, and all that imports bench. */
export function checkFolderDirection(tree: SourceTree): readonly Violation[] {
  const violations: Violation[] = [];
  for (const [path, text] of sourcesOf(tree)) {
    for (const line of importsOf(path, text)) {
      if (line.kind !== 'file' || mayImport(path, line.target)) continue;
      violations.push({ path, message: `must not import ${line.target}` });
    }
  }
  return violations;
}

function mayImport(path: string, target: string): boolean {
  const from = topFolder(path);
  const to = topFolder(target);
  if (from === to) return true;
  if (to === 'test' || to === 'examples' || to === 'docs' || to === 'bench') return false;
  if (to === 'cli') return from === 'bench';
  const rules = allowed[from];
  return rules === undefined || rules.some((rule) => rule.test(target));
}

function topFolder(path: string): string {
  return path.split('/')[0] ?? '';
}
