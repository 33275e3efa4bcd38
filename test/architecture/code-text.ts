// Reads TypeScript as text: what a file imports, and its code without comments and string contents.
import path from 'node:path';

/** One import or re-export of a file. `target` is a repository path for relative imports, a package name otherwise. */
export interface ImportLine {
  readonly kind: 'file' | 'package' | 'node';
  readonly target: string;
  readonly lazy: boolean;
  readonly reExport: boolean;
}

const commentOrString =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
const staticImport = /^(import|export)\b(?:[^;'"`]*?\bfrom\s*)?\s*['"]([^'"\n]+)['"]/gm;
const lazyImport = /\bimport\(\s*['"]([^'"\n]+)['"]/g;

/** The code with comments and the contents of strings blanked; line numbers stay. */
export function codeOnly(text: string): string {
  return text.replaceAll(commentOrString, (match) => match.replaceAll(/[^\n]/g, ' '));
}

/** The text without its comments: what stands in strings stays. */
export function withoutComments(text: string): string {
  return text.replaceAll(commentOrString, (match) => (match.startsWith('/') ? ' ' : match));
}

/** Everything the file imports, in order. Imports written in comments do not count. */
export function importsOf(file: string, text: string): readonly ImportLine[] {
  const code = withoutComments(text);
  const found: ImportLine[] = [];
  for (const match of code.matchAll(staticImport)) {
    found.push(importLine(file, match[2] ?? '', false, match[1] === 'export'));
  }
  for (const match of code.matchAll(lazyImport)) {
    found.push(importLine(file, match[1] ?? '', true, false));
  }
  return found;
}

function importLine(file: string, name: string, lazy: boolean, reExport: boolean): ImportLine {
  if (name.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), name);
    return { kind: 'file', target, lazy, reExport };
  }
  if (name.startsWith('node:')) return { kind: 'node', target: name.slice(5), lazy, reExport };
  const parts = name.split('/');
  const target = name.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? name);
  return { kind: 'package', target, lazy, reExport };
}
