// Rule: each npm package and each module of Node has its places; a package that is not in the table has none.
import { type ImportLine, importsOf } from '../code-text.ts';
import { type SourceTree, sourcesOf, type Violation } from '../source-tree.ts';

/** npm package → folders whose files may import it. */
const packagePlaces: Readonly<Record<string, readonly string[]>> = {
  chevrotain: ['compiler/syntax/'],
  kysely: ['compiler/sql/', 'dialects/'],
  '@duckdb/node-api': ['dialects/duckdb/'],
  'snowflake-sdk': ['dialects/snowflake/'],
  'temporal-polyfill': ['compiler/', 'runtime/', 'dialects/', 'cli/'],
  croner: ['runtime/'],
  tinyglobby: ['runtime/', 'cli/'],
  yaml: ['runtime/', 'cli/'],
  zod: ['runtime/', 'cli/'],
  'string-width': ['compiler/diagnostics/', 'cli/'],
  picocolors: ['cli/'],
  yargs: ['cli/'],
  prettier: ['format/'],
  'vscode-languageserver': ['editor/'],
  'vscode-languageserver-textdocument': ['editor/'],
};

/** Drivers of warehouses: native or large, so they are loaded when a connection is opened. */
const lazyPackages = new Set(['snowflake-sdk']);

/** Reports packages and Node modules in folders that must not know them. */
export function checkPackagePlaces(tree: SourceTree): readonly Violation[] {
  const violations: Violation[] = [];
  for (const [path, text] of sourcesOf(tree)) {
    if (path.startsWith('bench/')) continue;
    for (const line of importsOf(path, text)) {
      const message = problemOf(path, line);
      if (message !== undefined) violations.push({ path, message });
    }
  }
  return violations;
}

function problemOf(path: string, line: ImportLine): string | undefined {
  switch (line.kind) {
    case 'file':
      return undefined;
    case 'node':
      return nodeProblem(path, line.target);
    case 'package':
      return packageProblem(path, line);
  }
}

function nodeProblem(path: string, module: string): string | undefined {
  if (path.startsWith('compiler/'))
    return `the compiler is pure and must not import node:${module}`;
  if (module === 'process' && !path.startsWith('cli/')) return 'node:process belongs to cli';
  return undefined;
}

function packageProblem(path: string, line: ImportLine): string | undefined {
  const places = packagePlaces[line.target];
  if (places === undefined) return `package ${line.target} has no place in the table of this rule`;
  if (!places.some((place) => path.startsWith(place))) {
    return `package ${line.target} is known only to ${places.join(', ')}`;
  }
  if (lazyPackages.has(line.target) && !line.lazy) {
    return `package ${line.target} must be loaded lazily, with import()`;
  }
  return undefined;
}
