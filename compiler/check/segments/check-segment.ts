// One segment: name, parameters, settings, `where` and each `except`.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { Reporter } from '../../diagnostics/reporter.ts';
import type { Span } from '../../source.ts';
import type { SegmentSyntax } from '../../syntax/ast.ts';
import { createChecking } from '../check-expression.ts';
import type { CheckedSegment } from '../checked-project.ts';
import type { Checking, Findings } from '../checking.ts';
import { type Declaring, findObject } from '../declarations/declaring.ts';
import type { ModelTable, SegmentHead } from '../model-table.ts';
import { outermostRow } from '../scope.ts';
import { checkHysteresis } from './hysteresis.ts';
import { lintEmpties } from './lint-empties.ts';
import { checkSegmentName } from './names.ts';
import { readParameters } from './parameters.ts';
import { readSegmentSettings } from './settings.ts';
import { readTake } from './take.ts';

/** A segment's head and whether reading it found fault. */
export interface OpenSegment {
  readonly syntax: SegmentSyntax;
  readonly head: SegmentHead;
  readonly faulty: boolean;
}

/** What references to the segment need, before any body is checked. */
export function openSegment(
  syntax: SegmentSyntax,
  table: ModelTable,
  declaring: Declaring,
): OpenSegment {
  const { reporter } = declaring;
  const checking = newChecking([], table, reporter);
  const named = checkSegmentName(syntax.name, reporter);
  const object = findObject(syntax.of, declaring);
  const parameters = readParameters(syntax, checking, declaring);
  const { text: name, span } = syntax.name;
  const faulty = !named || object === undefined || object.faulty || checking.findings.faulty;
  const draft = isDraft(syntax);
  return { syntax, faulty, head: { name, object: object?.id, parameters, draft, span } };
}

function isDraft({ settings }: SegmentSyntax): boolean {
  return settings.some(
    ({ name, value }) => name.text === 'status' && value.kind === 'word' && value.text === 'draft',
  );
}

export interface ClosedSegment {
  readonly segment: CheckedSegment;
  readonly findings: Findings;
  /** Of the name. */
  readonly place: Span;
}

/** The whole segment, also when it is faulty; `findings.faulty` then says so. */
export function checkSegment(
  { syntax, head, faulty }: OpenSegment,
  definition: string,
  table: ModelTable,
  reporter: Reporter,
): ClosedSegment {
  const checking = newChecking(head.parameters, table, reporter);
  if (faulty) checking.fail();
  const scope = outermostRow(
    head.object === undefined ? undefined : table.entities.get(head.object),
  );
  const settings = readSegmentSettings(syntax, scope, checking);
  const where =
    syntax.where === undefined
      ? ({ kind: 'constant', value: true, span: syntax.span } as const)
      : checking.condition(syntax.where, scope);
  const hysteresis = checkHysteresis(syntax, head, scope, checking);
  const excepts = syntax.excepts.map((except) => checking.condition(except, scope));
  const take = syntax.take && readTake(syntax.take, scope, checking);
  if (!checking.findings.faulty) {
    // Who leaves when nothing is left is meant to.
    for (const one of [where, hysteresis?.enter]) {
      if (one !== undefined) lintEmpties(one, head.object ?? '', checking);
    }
  }
  reportUnused(head, checking);
  const segment: CheckedSegment = {
    name: head.name,
    object: head.object ?? '',
    parameters: head.parameters,
    published: head.parameters.every(({ fallback }) => fallback !== undefined),
    settings,
    where,
    hysteresis,
    excepts,
    take,
    refersTo: [],
    definition,
    span: syntax.span,
  };
  return { segment, findings: checking.findings, place: head.span };
}

function newChecking(
  parameters: SegmentHead['parameters'],
  table: ModelTable,
  reporter: Reporter,
): Checking {
  return createChecking({
    table,
    reporter,
    parameters: new Map(parameters.map((parameter) => [parameter.name, parameter])),
    inTrait: false,
    unsupportedIs: 'error',
  });
}

function reportUnused(head: SegmentHead, checking: Checking): void {
  if (checking.findings.faulty) return;
  for (const { name, span } of head.parameters) {
    if (checking.findings.usedParameters.has(name)) continue;
    checking.report(catalogue.meaning.unusedParameter, span, { name });
  }
}
