// Traits as members of their objects, with their declared types. Their values are checked in check-traits.ts.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { TraitSyntax } from '../../syntax/ast.ts';
import type { TraitInfo } from '../model-table.ts';
import { type Declaring, findObject } from './declaring.ts';
import { reportClash } from './entities.ts';
import { readType } from './field-type.ts';

/** By id; traits of unknown objects are left out. */
export function declareTraits(
  traits: readonly TraitSyntax[],
  declaring: Declaring,
): ReadonlyMap<string, TraitInfo> {
  const found = new Map<string, TraitInfo>();
  for (const syntax of traits) {
    const trait = declareTrait(syntax, declaring);
    if (trait !== undefined) found.set(trait.id, trait);
  }
  return found;
}

function declareTrait(syntax: TraitSyntax, declaring: Declaring): TraitInfo | undefined {
  const object = findObject(syntax.of, declaring);
  const type = readType(syntax.type, declaring);
  if (object === undefined) return undefined;
  const { text: name, span } = syntax.name;
  const first = object.members.get(name);
  if (first !== undefined) {
    reportClash({ what: 'trait', name, span }, first, object, declaring);
    return undefined;
  }
  if (type?.kind === 'entity') {
    const help = 'A trait is one value; a relation is declared in the object.';
    const problem = `a trait cannot be of type ${type.entity.id}`;
    declaring.reporter.report(catalogue.declarations.typeArguments, syntax.type.span, {
      problem,
      help,
    });
  }
  if (type?.kind === 'unsupported') {
    const { construct } = type;
    const { span: typeSpan } = syntax.type;
    declaring.reporter.report(catalogue.meaning.unsupportedDeclaration, typeSpan, { construct });
  }
  const trait: TraitInfo = {
    id: `${object.id}.${name}`,
    object: object.id,
    name,
    type: type?.kind === 'value' ? type.type : { kind: 'unknown' },
    nullable: syntax.type.nullable,
    syntax,
    faulty: type === undefined || type.kind === 'entity',
    unsupported: type?.kind === 'unsupported' ? type.construct : undefined,
  };
  object.members.set(name, { kind: 'trait', trait, span });
  return trait;
}
