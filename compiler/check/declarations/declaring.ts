// What every function that reads declarations receives: names of types, the entities found so far, and the reporter.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { listed, suggestion } from '../../diagnostics/did-you-mean.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type { Reporter } from '../../diagnostics/reporter.ts';
import type { EnumSyntax } from '../../syntax/ast.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';
import type { ProjectSettings } from '../model.ts';
import type { EntityInfo, HiddenNames } from '../model-table.ts';

export interface Declaring {
  readonly reporter: Reporter;
  readonly project: ProjectSettings;
  readonly enums: ReadonlyMap<string, EnumSyntax>;
  /** By entity id; filled while the model is read. */
  readonly entities: Map<string, EntityInfo>;
  readonly hidden: HiddenNames;
  /** Missing objects are one fault. */
  readonly missingObjects: { reported: boolean };
}

/** The object of that name, or undefined when it was reported. */
export function findObject(name: NameSyntax, declaring: Declaring): EntityInfo | undefined {
  const found = declaring.entities.get(name.text);
  if (found?.kind === 'object') return found;
  if (declaring.hidden.texts.has(name.text)) return undefined;
  const objects = [...declaring.entities.values()].filter(({ kind }) => kind === 'object');
  if (objects.length === 0) reportNoObjects(name, declaring);
  else {
    const names = objects.map(({ id }) => id);
    const help =
      found === undefined
        ? (suggestion(name.text, names) ?? `The objects are ${listed(names.toSorted())}.`)
        : `\`${name.text}\` is an event; this needs an object.`;
    const fixes = found === undefined ? renameFixes(name.text, names, name.span) : [];
    const args = { name: name.text, help };
    declaring.reporter.report(catalogue.names.unknownObject, name.span, args, { fixes });
  }
  return undefined;
}

function reportNoObjects(name: NameSyntax, declaring: Declaring): void {
  const { missingObjects, hidden, reporter } = declaring;
  if (hidden.anyErrors || missingObjects.reported) return;
  missingObjects.reported = true;
  reporter.report(catalogue.names.noObjects, name.span, { name: name.text });
}
