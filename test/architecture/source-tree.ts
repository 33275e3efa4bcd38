// Reads the repository as a map from path to text; the rules of this folder are pure functions over such a map.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Repository path with forward slashes → text. */
export type SourceTree = ReadonlyMap<string, string>;

/** One broken rule: where, and what to do about it. */
export interface Violation {
  readonly path: string;
  readonly message: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const skippedFolders = new Set(['node_modules', 'dist', 'coverage', '.git', 'out', 'data']);
const textFile =
  /\.(?:ts|mts|mjs|js|json|jsonc|md|ya?ml|seg|sql|csv|txt|sh|html|toml)$|\/(?:run|LICENSE)$|\/\.[a-z]+(?:rc|ignore)$/;
const largestText = 2_000_000;

/** Folders that hold the product; tests, documents and scripts are not sources. */
export const sourceFolders: readonly string[] = [
  'compiler',
  'runtime',
  'dialects',
  'cli',
  'format',
  'editor',
  'bench',
];

/** Every text file of the repository, without dependencies, build output and generated data. */
export function readRepository(): SourceTree {
  const files = new Map<string, string>();
  const visit = (folder: string): void => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) visit(name);
      } else if (entry.isFile() && textFile.test(`/${name}`)) {
        const file = path.join(root, name);
        if (statSync(file).size <= largestText) files.set(name, readFileSync(file, 'utf8'));
      }
    }
  };
  visit('');
  return files;
}

/** The product's TypeScript files only. */
export function sourcesOf(tree: SourceTree): SourceTree {
  return new Map(
    [...tree].filter(
      ([file]) => file.endsWith('.ts') && sourceFolders.includes(file.split('/')[0] ?? ''),
    ),
  );
}
