// Part of compiler/analyze: declarations whose name stands nowhere but in themselves, and templates nobody fills in.
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { DeclarationSyntax, FileSyntax } from '../syntax/ast.ts';
import type { NameSyntax } from '../syntax/literal-ast.ts';

/** Only for a project without errors, and with a segment: a model alone is there to be used by others. */
export function reportUnused(files: readonly FileSyntax[], reporter: Reporter): void {
  const declarations = files.flatMap((file) => file.declarations);
  if (!declarations.some(({ kind }) => kind === 'segment')) return;
  const named = declarations.flatMap(namedBy);
  const declared = new Map<string, number>();
  for (const { name } of named) declared.set(name.text, (declared.get(name.text) ?? 0) + 1);
  for (const { what, name } of named) {
    const uses = files.reduce((sum, { words }) => sum + timesIn(words, name.text), 0);
    if (uses > (declared.get(name.text) ?? 0)) continue;
    reporter.report(catalogue.analysis.unusedDeclaration, name.span, { what, name: name.text });
  }
}

interface Named {
  readonly what: string;
  readonly name: NameSyntax;
}

/** The same word for something else counts as a use, so that nothing is called unused that is not. */
function timesIn(words: FileSyntax['words'], word: string): number {
  return Object.hasOwn(words, word) ? (words[word] ?? 0) : 0;
}

const kindsWithUses: ReadonlySet<DeclarationSyntax['kind']> = new Set<DeclarationSyntax['kind']>([
  'enum',
  'object',
  'event',
  'trait',
  'consent',
  'calendar',
]);

function namedBy(declaration: DeclarationSyntax): readonly Named[] {
  if (!('name' in declaration)) return [];
  const { kind, name } = declaration;
  if (kindsWithUses.has(kind)) return [{ what: kind, name }];
  if (kind === 'segment') {
    const isTemplate = declaration.parameters.some(({ fallback }) => fallback === undefined);
    return isTemplate ? [{ what: 'template', name }] : [];
  }
  return [];
}
