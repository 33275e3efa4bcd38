// `in segment`: the segment exists, is about the same object, and gets the arguments it declares.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { listed, suggestion } from '../../diagnostics/did-you-mean.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type {
  ArgumentSyntax,
  ExpressionSyntax,
  InSegmentSyntax,
} from '../../syntax/expression-ast.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';
import type { CheckedCondition, CheckedValue } from '../checked.ts';
import type { CheckedParameter } from '../checked-project.ts';
import { type Checking, unknownCondition } from '../checking.ts';
import { requireComparable } from '../comparing.ts';
import { requireConstant } from '../constants.ts';
import { describeType } from '../describe-type.ts';
import { checkMissingRow } from '../missing-rule.ts';
import type { SegmentHead } from '../model-table.ts';
import type { RowScope } from '../scope.ts';
import { isAssignable } from '../type-rules.ts';
import { checkSubjectRow, describeSubject, type SubjectRow } from './subject-row.ts';

export function checkInSegment(
  syntax: InSegmentSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { negated, span } = syntax;
  const subject = checkSubjectRow(syntax.subject, scope, span, checking);
  const head = findSegment(syntax.segment, checking);
  if (head === undefined) return unknownCondition(span);
  const args = checkArguments(head, syntax, (value) => checking.value(value, scope), checking);
  if (subject === undefined || !isSegmentOf(head, subject, syntax.segment, checking)) {
    return unknownCondition(span);
  }
  const use = { rule: syntax.missing, negated, span };
  const missing = checkMissingRow(use, describeSubject(subject, syntax.subject), checking);
  return { kind: 'in_segment', row: subject.row, negated, segment: head.name, args, missing, span };
}

export function findSegment(
  { text: name, span }: NameSyntax,
  checking: Checking,
): SegmentHead | undefined {
  const head = checking.table.segments.get(name);
  if (head === undefined && checking.table.hidden.texts.has(name)) checking.fail();
  else if (head === undefined) {
    const help = suggestion(name, checking.table.segments.keys());
    const fixes = renameFixes(name, checking.table.segments.keys(), span);
    checking.report(catalogue.names.unknownSegment, span, { name, help }, { fixes });
  }
  return head;
}

/** Whether the subject can be a member; if so, the reference is noted. */
export function isSegmentOf(
  head: SegmentHead,
  subject: SubjectRow,
  name: NameSyntax,
  checking: Checking,
): boolean {
  if (head.object === undefined) {
    checking.fail();
    return false;
  }
  if (head.object !== subject.entity.id) {
    const mismatch = { segment: head.name, of: head.object, found: subject.entity.id };
    checking.report(catalogue.typing.segmentOfOther, name.span, mismatch, {
      related: [{ span: head.span, text: `a segment of ${head.object}` }],
    });
    return false;
  }
  const { findings } = checking;
  if (!findings.segments.has(head.name)) findings.segments.set(head.name, name.span);
  return true;
}

type CheckedArgument = { readonly name: string; readonly value: CheckedValue };

type Use = Pick<InSegmentSyntax, 'segment' | 'args'>;

/** The arguments of a use of the segment, each with the value that `valueOf` gives it; constants. */
export function checkArguments(
  head: SegmentHead,
  syntax: Use,
  valueOf: (value: ExpressionSyntax) => CheckedValue,
  checking: Checking,
): readonly CheckedArgument[] {
  const given = new Map<string, ArgumentSyntax>();
  for (const arg of syntax.args) {
    const known = nameArgument(head, arg, checking);
    if (known === undefined) continue;
    if (given.has(known)) {
      checking.report(catalogue.names.repeated, arg.span, {
        what: 'argument',
        name: `\`${known}\``,
      });
    }
    given.set(known, arg);
  }
  reportForgotten(head, given, syntax, checking);
  return head.parameters.flatMap((parameter) => {
    const arg = given.get(parameter.name);
    if (arg === undefined) return [];
    const value = valueOf(arg.value);
    checkArgument(parameter, value, checking);
    return [{ name: parameter.name, value }];
  });
}

function nameArgument(
  head: SegmentHead,
  arg: ArgumentSyntax,
  checking: Checking,
): string | undefined {
  const names = head.parameters.map(({ name }) => name);
  if (arg.name === undefined) {
    const args = { segment: head.name, parameters: names };
    checking.report(catalogue.typing.unnamedArgument, arg.span, args);
    return undefined;
  }
  const { text, span } = arg.name;
  if (names.includes(text)) return text;
  const help =
    suggestion(text, names) ??
    (names.length === 0 ? 'It takes no arguments.' : `Its parameters are ${listed(names)}.`);
  const args = { name: text, of: `segment \`${head.name}\``, help };
  checking.report(catalogue.names.unknownArgument, span, args);
  return undefined;
}

function reportForgotten(
  head: SegmentHead,
  given: ReadonlyMap<string, ArgumentSyntax>,
  syntax: Use,
  checking: Checking,
): void {
  const refused = syntax.args.length > given.size;
  const forgotten = head.parameters.filter(
    ({ name, fallback }) => fallback === undefined && !given.has(name),
  );
  if (refused || forgotten.length === 0) return;
  const args = {
    segment: head.name,
    names: forgotten.map(({ name, type }) => `${name}: ${describeType(type)}`),
  };
  checking.report(catalogue.typing.argumentForgotten, syntax.segment.span, args, {
    related: [{ span: head.span, text: 'declared here' }],
  });
}

function checkArgument(parameter: CheckedParameter, value: CheckedValue, checking: Checking): void {
  if (value.type.kind === 'unknown') return;
  if (!requireConstant(value, 'argument of a segment', checking)) return;
  const declared = { ...value, type: parameter.type };
  if (!requireComparable(declared, value, value.span, checking)) return;
  if (value.type.kind === 'text' || isAssignable(value.type, parameter.type)) return;
  const args = {
    name: parameter.name,
    expected: describeType(parameter.type),
    found: describeType(value.type),
  };
  checking.report(catalogue.typing.wrongArgument, value.span, args);
}
