// Declarations → the model table: settings, entities with tables and members, traits by their declared types.
import { catalogue } from '../diagnostics/catalogue.ts';
import { suggestion } from '../diagnostics/did-you-mean.ts';
import { renameFixes } from '../diagnostics/rename-fixes.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { AnnotationSyntax } from '../syntax/ast.ts';
import type { ExpressionSyntax } from '../syntax/expression-ast.ts';
import { createChecking } from './check-expression.ts';
import type { CheckedCondition } from './checked.ts';
import { type Annotations, oneNamed, reportArguments } from './declarations/annotations.ts';
import { readCalendars } from './declarations/calendars.ts';
import type { Declarations } from './declarations/collect.ts';
import type { Declaring } from './declarations/declaring.ts';
import { declareEntities, type Declared } from './declarations/entities.ts';
import { consentNames, readProject } from './declarations/project-settings.ts';
import { describeTable } from './declarations/tables.ts';
import { declareTraits } from './declarations/traits.ts';
import type { EntityInfo, HiddenNames, ModelTable, SegmentHead } from './model-table.ts';
import { rawRow } from './scope.ts';
import { readSettings, wordSetting } from './settings-values.ts';

/** The table before its segments are known, and what goes on reading declarations. */
export interface DeclaredModel {
  readonly table: ModelTable;
  readonly declaring: Declaring;
}

export function checkModel(
  declarations: Declarations,
  segments: ReadonlyMap<string, SegmentHead>,
  hidden: HiddenNames,
  reporter: Reporter,
): DeclaredModel {
  const declaring: Declaring = {
    reporter,
    project: readProject(declarations.project, reporter),
    enums: declarations.enums,
    entities: new Map(),
    hidden,
    missingObjects: { reported: false },
  };
  const declared = declareEntities(declarations, declaring);
  const annotations = declared.map((one) => describeTable(one, declaring));
  const traits = declareTraits(declarations.traits, declaring);
  checkConsentNames(declarations, declaring);
  const calendars = readCalendars(declarations.calendars, declaring);
  const { project, entities } = declaring;
  const table: ModelTable = { project, entities, traits, segments, calendars, hidden };
  declared.forEach((one, at) => {
    checkTableConditions(one.entity, annotations[at] ?? new Map(), table, declaring);
    readConsentPolicy(one, declaring);
  });
  return { table, declaring };
}

/** A required consent that does not exist would silently be asked of nobody. */
function checkConsentNames(
  { project, consents }: Declarations,
  { reporter, hidden }: Declaring,
): void {
  const declared = new Set(consents.map(({ name }) => name.text));
  for (const setting of project?.settings ?? []) {
    if (setting.name.text !== 'consent_required' || setting.value.kind !== 'paths') continue;
    for (const { text, span } of consentNames(setting, reporter)) {
      if (declared.has(text) || hidden.texts.has(text)) continue;
      const help = suggestion(text, declared) ?? 'Declare it: `consent … of … via …`.';
      const fixes = renameFixes(text, declared, span);
      const args = { name: text, of: 'the model', help };
      reporter.report(catalogue.names.unknownConsent, span, args, { fixes });
    }
  }
}

function checkTableConditions(
  entity: EntityInfo,
  annotations: Annotations,
  table: ModelTable,
  declaring: Declaring,
): void {
  const where = annotations.get('where');
  const only = where?.args.length === 1 ? where.args[0] : undefined;
  if (where !== undefined && (only === undefined || only.name !== undefined)) {
    reportArguments(where, declaring);
    entity.faulty = true;
  } else {
    entity.where = rawCondition(only?.value, entity, table, declaring);
  }
  const deletedWhen = deletedCondition(annotations.get('deleted'), entity, table, declaring);
  entity.tracking = { ...entity.tracking, deletedWhen };
}

function deletedCondition(
  annotation: AnnotationSyntax | undefined,
  entity: EntityInfo,
  table: ModelTable,
  declaring: Declaring,
): CheckedCondition | undefined {
  const when = oneNamed(annotation, 'when', declaring);
  if (annotation !== undefined && when === undefined) entity.faulty = true;
  return rawCondition(when, entity, table, declaring);
}

function rawCondition(
  syntax: ExpressionSyntax | undefined,
  entity: EntityInfo,
  table: ModelTable,
  declaring: Declaring,
): CheckedCondition | undefined {
  if (syntax === undefined) return undefined;
  const { reporter } = declaring;
  const checking = createChecking({
    table,
    reporter,
    parameters: new Map(),
    inTrait: false,
    unsupportedIs: 'warning',
  });
  const condition = checking.condition(syntax, rawRow(entity));
  if (checking.findings.faulty) entity.faulty = true;
  return condition;
}

function readConsentPolicy({ syntax, entity }: Declared, declaring: Declaring): void {
  if (syntax.kind !== 'consent') return;
  const { reporter, project } = declaring;
  const settings = readSettings(syntax.settings, ['policy'], [], 'consent', reporter);
  const policy = wordSetting(settings.get('policy')?.[0], ['opt_in', 'opt_out'], reporter);
  entity.consentPolicy = policy ?? project.consentPolicy;
}
