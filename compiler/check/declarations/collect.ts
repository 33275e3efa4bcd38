// First step of the checker: all declarations of all files by kind and name. Reports names that are declared twice.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { Reporter } from '../../diagnostics/reporter.ts';
import type { Span } from '../../source.ts';
import type {
  CalendarSyntax,
  ConsentSyntax,
  DeclarationSyntax,
  EnumSyntax,
  EventSyntax,
  FileSyntax,
  ListsSyntax,
  ObjectSyntax,
  ProjectSyntax,
  SegmentSyntax,
  TagsSyntax,
  TraitSyntax,
} from '../../syntax/ast.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';
import type { FixturesSyntax, TestSyntax } from '../../syntax/test-ast.ts';
import { baseTypes } from './base-types.ts';

export interface Declarations {
  readonly project: ProjectSyntax | undefined;
  readonly enums: ReadonlyMap<string, EnumSyntax>;
  readonly objects: readonly ObjectSyntax[];
  readonly events: readonly EventSyntax[];
  readonly lists: readonly ListsSyntax[];
  readonly tags: readonly TagsSyntax[];
  readonly consents: readonly ConsentSyntax[];
  readonly traits: readonly TraitSyntax[];
  readonly segments: readonly SegmentSyntax[];
  readonly calendars: readonly CalendarSyntax[];
  readonly tests: readonly TestSyntax[];
  readonly fixtures: readonly FixturesSyntax[];
}

/** Files in the order of their paths: what is declared first does not depend on how files were found. */
export function collectDeclarations(
  files: readonly FileSyntax[],
  reporter: Reporter,
): Declarations {
  const all = files.flatMap((file) => file.declarations);
  const types = new Map<string, Span>();
  const unique = <D extends DeclarationSyntax>(
    declarations: readonly D[],
    places: Map<string, Span>,
    nameOf: (declaration: D) => NameSyntax,
    what = declarations[0]?.kind ?? '',
  ): readonly D[] =>
    declarations.filter((declaration) => claim(nameOf(declaration), what, places, reporter));
  const enums = unique(ofKind(all, 'enum'), types, named);
  for (const declaration of enums) reportRepeatedValues(declaration, reporter);
  const [project] = unique(ofKind(all, 'project'), new Map(), ({ name }) => ({
    ...name,
    text: 'project',
  }));
  return {
    project,
    enums: new Map(enums.map((declaration) => [declaration.name.text, declaration])),
    objects: unique(ofKind(all, 'object'), types, named),
    events: unique(ofKind(all, 'event'), types, named),
    lists: unique(ofKind(all, 'lists'), new Map(), ofObject, 'lists of'),
    tags: unique(ofKind(all, 'tags'), new Map(), ofObject, 'tags of'),
    consents: unique(ofKind(all, 'consent'), new Map(), owned),
    traits: unique(ofKind(all, 'trait'), new Map(), owned),
    segments: unique(ofKind(all, 'segment'), new Map(), named),
    calendars: unique(ofKind(all, 'calendar'), new Map(), named),
    tests: ofKind(all, 'test'),
    fixtures: unique(ofKind(all, 'fixtures'), new Map(), named),
  };
}

type Named = { readonly name: NameSyntax };
type Owned = { readonly of: NameSyntax };

function named({ name }: Named): NameSyntax {
  return name;
}

function ofObject({ of }: Owned): NameSyntax {
  return of;
}

function owned({ of, name }: Owned & Named): NameSyntax {
  return { text: `${of.text}.${name.text}`, span: name.span };
}

/** True when the name is new; otherwise the second place is reported with the first. */
function claim(
  name: NameSyntax,
  what: string,
  places: Map<string, Span>,
  reporter: Reporter,
): boolean {
  const isType = what === 'enum' || what === 'object' || what === 'event';
  if (isType && baseTypes.has(name.text)) {
    const args = { name: name.text, problem: 'is a type of the language' };
    reporter.report(catalogue.names.takenName, name.span, args);
    return false;
  }
  const first = places.get(name.text);
  if (first === undefined) {
    places.set(name.text, name.span);
    return true;
  }
  const related = [{ span: first, text: 'first declared here' }];
  const args = { what, name: name.text };
  reporter.report(catalogue.names.duplicateDeclaration, name.span, args, { related });
  return false;
}

function ofKind<Kind extends DeclarationSyntax['kind']>(
  all: readonly DeclarationSyntax[],
  kind: Kind,
): readonly Extract<DeclarationSyntax, { kind: Kind }>[] {
  return all.filter(
    (declaration): declaration is Extract<DeclarationSyntax, { kind: Kind }> =>
      declaration.kind === kind,
  );
}

function reportRepeatedValues(declaration: EnumSyntax, reporter: Reporter): void {
  const seen = new Set<string>();
  for (const { value, span } of declaration.values) {
    if (seen.has(value)) {
      reporter.report(catalogue.names.repeated, span, { what: 'value', name: `"${value}"` });
    }
    seen.add(value);
  }
}
