// What the project already says about tables, read from its files as text and syntax: introspection adds beside it and never changes it.
import { createReporter } from '../../compiler/diagnostics/reporter.ts';
import type { SourceFile, Span } from '../../compiler/source.ts';
import type { DeclarationSyntax, ObjectSyntax } from '../../compiler/syntax/ast.ts';
import { parseFile } from '../../compiler/syntax/parse.ts';

export interface DeclaredTable {
  /** The declaration's whole text range. */
  readonly span: Span;
  readonly text: string;
  readonly keyword: DeclarationSyntax['kind'];
}

export interface DeclaredTables {
  /** Declarations by table name, lower case. */
  readonly byTable: ReadonlyMap<string, readonly DeclaredTable[]>;
  /** Every object with its key column and table, by name. */
  readonly objects: ReadonlyMap<string, { readonly table: string; readonly keyColumn: string }>;
  /** Names of all declarations. */
  readonly names: ReadonlySet<string>;
  /** True when some file writes `@table("...")` for it, in a comment too. */
  readonly mentions: (table: string) => boolean;
}

/** Files with faults are read as far as they go. */
export function declaredTables(sources: readonly SourceFile[]): DeclaredTables {
  const byTable = new Map<string, DeclaredTable[]>();
  const objects = new Map<string, { readonly table: string; readonly keyColumn: string }>();
  const names = new Set<string>();
  for (const source of sources) {
    for (const declaration of parseFile(source, createReporter()).declarations) {
      if ('name' in declaration) names.add(declaration.name.text);
      const table = tableOf(declaration);
      if (table === undefined) continue;
      const { span, kind } = declaration;
      const text = source.text.slice(span.start, span.end);
      const known = byTable.get(table.toLowerCase()) ?? [];
      byTable.set(table.toLowerCase(), [...known, { span, text, keyword: kind }]);
      const keyColumn = declaration.kind === 'object' ? keyColumnOf(declaration) : undefined;
      if (declaration.kind === 'object' && keyColumn !== undefined) {
        objects.set(declaration.name.text, { table, keyColumn });
      }
    }
  }
  const texts = sources.map(({ text }) => text.toLowerCase());
  const mentions = (table: string): boolean =>
    texts.some((text) => text.includes(`@table("${table.toLowerCase()}")`));
  return { byTable, objects, names, mentions };
}

function tableOf(declaration: DeclarationSyntax): string | undefined {
  if (!('annotations' in declaration)) return undefined;
  return textArgument(declaration.annotations, 'table');
}

function keyColumnOf(object: ObjectSyntax): string | undefined {
  const key = object.fields.find(({ annotations }) =>
    annotations.some(({ name }) => name.text === 'key'),
  );
  return key === undefined ? undefined : (textArgument(key.annotations, 'column') ?? key.name.text);
}

function textArgument(
  annotations: ObjectSyntax['annotations'],
  wanted: string,
): string | undefined {
  const value = annotations.find(({ name }) => name.text === wanted)?.args[0]?.value;
  return value?.kind === 'string' ? value.value : undefined;
}
