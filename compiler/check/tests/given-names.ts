// Names of a test's objects: whether there is one, and whether it is of the type that is needed.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { listed, suggestion } from '../../diagnostics/did-you-mean.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';
import type { EntityInfo } from '../model-table.ts';
import type { FixtureObject, Testing, World } from './testing.ts';

/** The object called so, or undefined when it was reported. */
export function findGiven(
  name: NameSyntax,
  needs: EntityInfo | undefined,
  known: World,
  testing: Testing,
): FixtureObject | undefined {
  const found = known.get(name.text);
  if (found === undefined || found.name === undefined) {
    reportUnknown(name, needs, known, testing);
    return undefined;
  }
  if (needs === undefined || found.entity === needs) return found;
  const args = { name: name.text, found: found.entity.id, needs: needs.id };
  testing.checking.report(catalogue.tests.otherObject, name.span, args, {
    related: [{ span: found.name.span, text: 'given here' }],
  });
  return undefined;
}

function reportUnknown(
  { text, span }: NameSyntax,
  needs: EntityInfo | undefined,
  known: World,
  { checking, incomplete }: Testing,
): void {
  if (incomplete) return checking.fail();
  const names = [...known.values()]
    .filter(({ entity, name }) => name !== undefined && (needs === undefined || entity === needs))
    .map(({ name }) => name?.text ?? '');
  const all =
    names.length === 0 ? undefined : `There ${names.length === 1 ? 'is' : 'are'} ${listed(names)}.`;
  const help = suggestion(text, names) ?? all;
  const fixes = renameFixes(text, names, span);
  checking.report(catalogue.tests.unknownGiven, span, { name: text, help }, { fixes });
}
