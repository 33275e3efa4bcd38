// Why an object is in a segment or not, for people: the answer, what decides it, when it changes by itself, and every condition
// with the values it looked at.
import stringWidth from 'string-width';
import { conditionFacts, type Describing } from '../../compiler/explain/condition-facts.ts';
import { conditionText } from '../../compiler/explain/condition-text.ts';
import { decidingConditions } from '../../compiler/explain/deciding-conditions.ts';
import { describeValue } from '../../compiler/explain/describe-value.ts';
import type { ExplainedCondition } from '../../compiler/explain/explained-condition.ts';
import { nearestCondition } from '../../compiler/explain/nearest-condition.ts';
import { turningConditions } from '../../compiler/explain/turning-conditions.ts';
import { visible } from '../../compiler/diagnostics/visible-line.ts';
import type { MemberExplanation } from '../../runtime/explain/explain-member.ts';
import { changeReasons } from './changes-text.ts';
import type { Colours } from './colours.ts';
import { formatAge, formatInstant, plural } from './quantities.ts';

const factColumn = 13;
const widestText = 76;

/** `days`: how far ahead a change was looked for. */
export function explanationText(
  explanation: MemberExplanation,
  describing: Describing,
  days: number,
  colours: Colours,
): string {
  const { segment, objectType, key, now, isMember } = explanation;
  const answer = isMember ? colours.green('in') : colours.red('out of');
  const facts: readonly (readonly [string, readonly string[]])[] = [
    ['published', [publishedText(explanation)]],
    ['because', becauseLines(explanation, describing, colours)],
    [isMember ? 'least margin' : 'nearest', nearestLines(explanation, describing, colours)],
    ['next change', nextChangeLines(explanation, describing, days)],
  ];
  return [
    `${objectType} ${colours.bold(visible(key))} is ${answer} ${colours.bold(segment)} at ${formatInstant(now)}\n\n`,
    ...facts.filter(([, lines]) => lines.length > 0).map(([name, lines]) => factText(name, lines)),
    `\n${colours.bold('conditions')}\n`,
    ...treeLines(explanation.tree, describing, colours),
  ].join('');
}

function factText(name: string, lines: readonly string[]): string {
  const indent = ' '.repeat(factColumn);
  return `${name.padEnd(factColumn)}${lines.join(`\n${indent}`)}\n`;
}

function publishedText({ published, now, isMember }: MemberExplanation): string {
  const { state, refreshedAt, lastChange, status } = published;
  if (state === 'unpublished') return 'the segment has no published members yet';
  const differs = (state === 'member') !== isMember;
  const when = refreshedAt === undefined ? '' : `; refreshed ${formatAge(refreshedAt, now)}`;
  const kept = status === 'active' || status === undefined ? '' : `, ${status}`;
  const outlook = differs ? `; a refresh now would ${isMember ? 'let it in' : 'let it out'}` : '';
  return `${memberText(state === 'member', lastChange)}${when}${kept}${outlook}`;
}

function memberText(
  isMember: boolean,
  lastChange: MemberExplanation['published']['lastChange'],
): string {
  if (lastChange === undefined) return isMember ? 'a member' : 'never a member';
  const { changedAt, change, reason } = lastChange;
  const state = isMember ? 'a member' : 'not a member';
  return `${state}: ${change} ${formatInstant(changedAt)}, ${changeReasons[reason]}`;
}

function becauseLines(
  { tree, isMember }: MemberExplanation,
  describing: Describing,
  colours: Colours,
): readonly string[] {
  const deciding = decidingConditions(tree);
  if (deciding.length === 0) return ['the segment asks for nothing'];
  if (isMember) return [`everything asked for holds (${plural(deciding.length, 'condition')})`];
  return deciding.flatMap((condition) => {
    const [fact] = conditionFacts(condition, describing);
    const state = condition.truth ? 'holds' : 'does not hold';
    const text = `${cut(conditionText(condition, describing.textOf))} ${colours.gray(state)}`;
    return fact === undefined ? [text] : [text, `  ${colours.cyan(fact)}`];
  });
}

function nearestLines(
  { tree, now }: MemberExplanation,
  describing: Describing,
  colours: Colours,
): readonly string[] {
  const nearest = nearestCondition(tree, now);
  if (nearest === undefined) return [];
  const { condition, value, threshold } = nearest;
  const is = describeValue(value.value, value.type);
  const turns =
    threshold === undefined
      ? ''
      : ` and turns at ${describeValue(threshold.value, threshold.type)}`;
  return [
    cut(conditionText(condition, describing.textOf)),
    `  ${colours.cyan(`is ${is}${turns}`)}`,
  ];
}

function nextChangeLines(
  { nextChange, tree, treeThen, now }: MemberExplanation,
  describing: Describing,
  days: number,
): readonly string[] {
  switch (nextChange.kind) {
    case 'time_independent':
      return ['only when the data change: nothing here depends on time'];
    case 'none':
      return [
        `not by itself within ${days} days${nextChange.certain ? '' : ', as far as can be seen'}`,
      ];
    case 'change': {
      const { at, becomes, certain } = nextChange;
      const verb = becomes === 'in' ? 'comes in' : 'goes out';
      const turning = treeThen === undefined ? [] : turningConditions(tree, treeThen);
      const why = turning.map(
        (condition) =>
          `${cut(conditionText(condition, describing.textOf))} then ${condition.truth ? 'holds' : 'no longer holds'}`,
      );
      const doubt = certain ? '' : ' (a shorter change before it may have been overlooked)';
      return [`${verb} by itself ${formatInstant(at)}, ${formatAge(at, now)}${doubt}`, ...why];
    }
  }
}

// ---------------------------------------------------------------- the tree

interface Line {
  readonly truth: boolean;
  readonly text: string;
  readonly place: string;
  readonly facts: readonly string[];
  readonly depth: number;
  /** Without these, the answer would be the other one. */
  readonly decides: boolean;
}

function treeLines(
  tree: ExplainedCondition,
  describing: Describing,
  colours: Colours,
): readonly string[] {
  const deciding = new Set(decidingConditions(tree));
  const lines = tree.children.flatMap((child) => linesOf(child, 0, deciding, describing));
  const widest = Math.max(0, ...lines.map(({ text, depth }) => stringWidth(text) + 2 * depth));
  return lines.map((line) => lineText(line, Math.min(widest, widestText), colours));
}

function linesOf(
  condition: ExplainedCondition,
  depth: number,
  deciding: ReadonlySet<ExplainedCondition>,
  describing: Describing,
): readonly Line[] {
  const inner = innermost(condition);
  const line: Line = {
    truth: condition.truth,
    text: cut(conditionText(condition, describing.textOf)),
    place: describing.placeText(inner.span),
    facts: conditionFacts(inner, describing),
    depth,
    decides: deciding.has(inner),
  };
  if (isOfNobody(inner)) return [line];
  const children = inner.children.flatMap((child) =>
    linesOf(child, depth + 1, deciding, describing),
  );
  return [line, ...children];
}

/** The conditions of a related object that does not exist are about nothing. */
function isOfNobody({ connective }: ExplainedCondition): boolean {
  return connective.kind === 'reference' && connective.related?.value === null;
}

/** `except x` and `not x` are one line: its truth is that of the whole, what it looked at is of `x`. */
function innermost(condition: ExplainedCondition): ExplainedCondition {
  const [only] = condition.children;
  return condition.connective.kind === 'not' && only !== undefined ? innermost(only) : condition;
}

function lineText(line: Line, width: number, colours: Colours): string {
  const { truth, text, place, facts, depth, decides } = line;
  const indent = '  '.repeat(depth);
  const room = Math.max(0, width - stringWidth(text) - indent.length);
  const shown = decides ? colours.bold(text) : text;
  const head = `${mark(truth, colours)} ${indent}${shown}${' '.repeat(room)}  ${colours.gray(place)}`;
  const under = facts.map((fact) => `    ${indent}  ${colours.cyan(fact)}`);
  return `${[head, ...under].join('\n')}\n`;
}

function mark(truth: boolean, colours: Colours): string {
  if (!colours.isColorSupported) return truth ? 'yes' : 'no ';
  return truth ? colours.green(' ✓ ') : colours.red(' ✗ ');
}

function cut(text: string): string {
  return stringWidth(text) <= widestText ? text : `${text.slice(0, widestText - 1)}…`;
}
