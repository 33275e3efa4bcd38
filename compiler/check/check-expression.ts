// The heart of the checker: each kind of expression goes to the file that knows it. Creates the `Checking` that they share.
import type { CatalogueEntry } from '../diagnostics/catalogue-entry.ts';
import { catalogue } from '../diagnostics/catalogue.ts';
import type { ReportExtras, Reporter } from '../diagnostics/reporter.ts';
import type { Span } from '../source.ts';
import type { ExpressionSyntax } from '../syntax/expression-ast.ts';
import type { LiteralSyntax } from '../syntax/literal-ast.ts';
import type { CheckedCondition, CheckedValue } from './checked.ts';
import type { CheckedParameter } from './checked-project.ts';
import { type Checking, noFindings, unknownCondition, unknownValue } from './checking.ts';
import { checkArrayHas } from './conditions/arrays.ts';
import { checkAnniversary } from './conditions/anniversary.ts';
import { checkCompare, checkInRange, checkInSet } from './conditions/compare.ts';
import { checkConsent, checkInList, checkTagged } from './conditions/lists-tags-consents.ts';
import { checkCountOf } from './conditions/count-of.ts';
import { checkLogic, checkTruth } from './conditions/logic.ts';
import { checkMembershipHistory } from './conditions/membership-history.ts';
import { checkInSegment } from './conditions/membership.ts';
import { checkInSample } from './conditions/sample.ts';
import { checkAllHave, checkExists } from './conditions/related-rows.ts';
import { checkTextMatch } from './conditions/text.ts';
import { checkSequence } from './conditions/sequence.ts';
import { checkIsMissing, checkTimeCondition } from './conditions/time.ts';
import { checkWithin } from './conditions/within.ts';
import type { ModelTable } from './model-table.ts';
import type { RowScope } from './scope.ts';
import { checkAggregate } from './values/aggregate.ts';
import { checkArithmetic, checkNegate, checkPercentOf } from './values/arithmetic.ts';
import { checkCall } from './values/call.ts';
import { checkCase } from './values/case.ts';
import { checkCountPeriods } from './values/count-periods.ts';
import { checkLiteral } from './values/literal.ts';
import { checkParameterUse } from './values/parameter-use.ts';
import { checkPopulation, isPopulation } from './values/population.ts';
import { checkPathValue } from './values/path-value.ts';

export interface CheckingOptions {
  readonly table: ModelTable;
  readonly reporter: Reporter;
  readonly parameters: ReadonlyMap<string, CheckedParameter>;
  /** Whether the expression is the value of a trait: only there may a number depend on a whole population. */
  readonly inTrait: boolean;
  /** A declaration with an unsupported construct is a warning: what uses it is the error. */
  readonly unsupportedIs: 'error' | 'warning';
}

export function createChecking(options: CheckingOptions): Checking {
  const findings = noFindings();
  const report = <Args>(
    entry: CatalogueEntry<Args>,
    span: Span,
    args: Args,
    extras?: ReportExtras,
  ): void => {
    options.reporter.report(entry, span, args, extras);
    if (entry.severity === 'error') findings.faulty = true;
  };
  const checking: Checking = {
    table: options.table,
    parameters: options.parameters,
    inTrait: options.inTrait,
    findings,
    report,
    fail(): void {
      findings.faulty = true;
    },
    unsupported(construct, span, where = ''): void {
      const { unsupported, unsupportedDeclaration } = catalogue.meaning;
      const isError = options.unsupportedIs === 'error';
      const entry = isError ? unsupported : unsupportedDeclaration;
      report(entry, span, { construct: `${construct}${where}` });
      findings.unsupported ??= construct;
      findings.faulty = true;
    },
    value: (syntax, scope) => checkValue(syntax.kind, syntax, scope, checking),
    condition: (syntax, scope) => checkCondition(syntax.kind, syntax, scope, checking),
  };
  return checking;
}

type Kind = ExpressionSyntax['kind'];
type SyntaxOf<K extends Kind> = Extract<ExpressionSyntax, { kind: K }>;
/** One entry for each kind of expression: adding a kind does not compile until it has one. */
type Checks<Result> = {
  readonly [K in Kind]: (syntax: SyntaxOf<K>, scope: RowScope, checking: Checking) => Result;
};

function checkCondition<K extends Kind>(
  kind: K,
  syntax: SyntaxOf<K>,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  if (!scope.raw || rawConditions.has(kind)) return conditions[kind](syntax, scope, checking);
  checking.report(catalogue.typing.onlyOwnColumns, syntax.span, { name: 'this condition' });
  return unknownCondition(syntax.span);
}

function checkValue<K extends Kind>(
  kind: K,
  syntax: SyntaxOf<K>,
  scope: RowScope,
  checking: Checking,
): CheckedValue {
  if (!scope.raw || rawValues.has(kind)) return values[kind](syntax, scope, checking);
  checking.report(catalogue.typing.onlyOwnColumns, syntax.span, { name: 'this calculation' });
  return unknownValue(syntax.span);
}

const conditions: Checks<CheckedCondition> = {
  or: checkLogic,
  and: checkLogic,
  not: checkLogic,
  block: checkLogic,
  count_of: checkCountOf,
  did: checkExists,
  has: checkExists,
  all_have: checkAllHave,
  sequence: checkSequence,
  in_segment: checkInSegment,
  membership_history: checkMembershipHistory,
  in_list: checkInList,
  in_sample: checkInSample,
  tagged: checkTagged,
  consents: checkConsent,
  consent_is: checkConsent,
  compare: checkCompare,
  in_set: checkInSet,
  in_range: checkInRange,
  text_match: checkTextMatch,
  array_has: checkArrayHas,
  within: checkWithin,
  is_missing: checkIsMissing,
  in_window: checkTimeCondition,
  distance: checkTimeCondition,
  moment: checkTimeCondition,
  case: checkTruth,
  anniversary: checkAnniversary,
  arithmetic: checkTruth,
  negate: checkTruth,
  percent_of: checkTruth,
  aggregate: checkTruth,
  count_periods: checkTruth,
  call: checkTruth,
  path: checkTruth,
  parameter: checkTruth,
  string: checkTruth,
  number: checkTruth,
  percent: checkTruth,
  money: checkTruth,
  boolean: checkTruth,
  date: checkTruth,
  timestamp: checkTruth,
  duration: checkTruth,
  now: checkTruth,
  today: checkTruth,
  broken: giveUpCondition,
};

const values: Checks<CheckedValue> = {
  or: refuseCondition,
  and: refuseCondition,
  not: refuseCondition,
  block: refuseCondition,
  count_of: refuseCondition,
  did: refuseCondition,
  has: refuseCondition,
  all_have: refuseCondition,
  sequence: refuseCondition,
  in_segment: refuseCondition,
  membership_history: refuseCondition,
  in_list: refuseCondition,
  in_sample: refuseCondition,
  tagged: refuseCondition,
  consents: refuseCondition,
  consent_is: refuseCondition,
  compare: refuseCondition,
  in_set: refuseCondition,
  in_range: refuseCondition,
  text_match: refuseCondition,
  array_has: refuseCondition,
  within: refuseCondition,
  is_missing: refuseCondition,
  in_window: refuseCondition,
  distance: refuseCondition,
  moment: refuseCondition,
  case: checkCase,
  anniversary: refuseCondition,
  arithmetic: checkArithmetic,
  negate: checkNegate,
  percent_of: checkPercentOf,
  aggregate: checkAggregate,
  count_periods: checkCountPeriods,
  call: (syntax, scope, checking) =>
    isPopulation(syntax)
      ? checkPopulation(syntax, scope, checking)
      : checkCall(syntax, scope, checking),
  path: checkPathValue,
  parameter: (syntax, _scope, checking) => checkParameterUse(syntax, checking),
  string: checkLiteralValue,
  number: checkLiteralValue,
  percent: checkLiteralValue,
  money: checkLiteralValue,
  boolean: checkLiteralValue,
  date: checkLiteralValue,
  timestamp: checkLiteralValue,
  duration: checkLiteralValue,
  now: checkLiteralValue,
  today: checkLiteralValue,
  broken: giveUpValue,
};

/** What `@where` may say of the columns of its own table. */
const rawValues: ReadonlySet<Kind> = new Set<Kind>([
  'path',
  'negate',
  'string',
  'number',
  'percent',
  'money',
  'boolean',
  'date',
  'timestamp',
  'broken',
]);
const rawConditions: ReadonlySet<Kind> = new Set<Kind>([
  ...rawValues,
  'or',
  'and',
  'not',
  'block',
  'compare',
  'in_set',
  'in_range',
  'text_match',
  'is_missing',
]);

function checkLiteralValue(
  syntax: LiteralSyntax,
  _scope: RowScope,
  checking: Checking,
): CheckedValue {
  return checkLiteral(syntax, checking);
}

/** The condition is checked too: what is wrong inside it is independent of where it stands. */
function refuseCondition(
  syntax: ExpressionSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedValue {
  checking.condition(syntax, scope);
  checking.report(catalogue.typing.notAValue, syntax.span, {});
  return unknownValue(syntax.span);
}

type Broken = SyntaxOf<'broken'>;

function giveUpCondition({ span }: Broken, _scope: RowScope, checking: Checking): CheckedCondition {
  checking.fail();
  return unknownCondition(span);
}

function giveUpValue({ span }: Broken, _scope: RowScope, checking: Checking): CheckedValue {
  checking.fail();
  return unknownValue(span);
}
