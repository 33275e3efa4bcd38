// Part of compiler/explain: what a condition looked at, in words: `3: 7 orders, 5 in last 30 days, 3 with status = "paid"`.
import type { Span } from '../source.ts';
import type { TextOf } from './condition-text.ts';
import { describeValue, distanceText, plural, quoted } from './describe-value.ts';
import type { ExplainedCondition, ExplainedOperand } from './explained-condition.ts';

export interface Describing {
  readonly textOf: TextOf;
  /** `model/traits.seg:12` */
  readonly placeText: (span: Span) => string;
  /** ISO instant. */
  readonly now: string;
}

/**
 * One short sentence each, most important first; none where there is nothing to show. What a value is computed from stands
 * below it, indented by two spaces for each step.
 */
export function conditionFacts(
  condition: ExplainedCondition,
  describing: Describing,
): readonly string[] {
  const { connective, operands } = condition;
  if (connective.kind === 'reference') return referenceFacts(connective, describing);
  if (connective.kind === 'not') {
    return condition.children.flatMap((child) => conditionFacts(child, describing));
  }
  if (connective.kind !== 'leaf') return [];
  const echo = describing.textOf(condition.span);
  const facts = groupsOf(operands).flatMap((group) => groupFacts(group, describing));
  return facts.filter((fact) => fact !== '' && fact !== echo);
}

type Reference = Extract<ExplainedCondition['connective'], { kind: 'reference' }>;

function referenceFacts({ related, args }: Reference, describing: Describing): readonly string[] {
  const key = related === undefined ? [] : sideFacts(related, describing);
  const given = args.map(
    ({ name, value }) => `$${name} is ${describeValue(value.value, value.type)}`,
  );
  return [...key, ...given];
}

/** Bounds belong together, and so do steps of a sequence, names, and a place and how many there are. */
type Group =
  | { readonly kind: 'one'; readonly operand: ExplainedOperand }
  | {
      readonly kind: 'bounds' | 'steps' | 'names' | 'places';
      readonly operands: readonly ExplainedOperand[];
    };

function groupsOf(operands: readonly ExplainedOperand[]): readonly Group[] {
  const bounds = operands.filter(({ role }) => role === 'start' || role === 'end');
  const steps = operands.filter(({ role }) => role === 'steps');
  const names = operands.filter(({ role }) => role === 'tag' || role === 'all_rows');
  const places = operands.filter(isPlace);
  const grouped = new Set([...bounds, ...steps, ...names, ...places]);
  const groups: Group[] = [];
  for (const operand of operands) {
    if (!grouped.has(operand)) groups.push({ kind: 'one', operand });
  }
  if (bounds.length > 0) groups.push({ kind: 'bounds', operands: bounds });
  if (steps.length > 0) groups.push({ kind: 'steps', operands: steps });
  if (names.length > 0) groups.push({ kind: 'names', operands: names });
  if (places.length > 0) groups.push({ kind: 'places', operands: places });
  return groups;
}

function isPlace({ role, type, label }: ExplainedOperand): boolean {
  return (role === 'place' && type.kind === 'int') || (role === 'rows' && label === undefined);
}

function groupFacts(group: Group, describing: Describing): readonly string[] {
  switch (group.kind) {
    case 'one':
      return operandFacts(group.operand, describing);
    case 'bounds':
      return [boundsFact(group.operands)];
    case 'steps':
      return stepFacts(group.operands, describing);
    case 'names':
      return [namesFact(group.operands)];
    case 'places':
      return [placeFact(group.operands)];
  }
}

/** What a side of a comparison is, and where it comes from. Written out constants stand in the condition already. */
function operandFacts(operand: ExplainedOperand, describing: Describing): readonly string[] {
  const { role, type, value, parts, span } = operand;
  switch (role) {
    case 'rows':
      return [narrowingText(parts, describing)];
    case 'satisfying':
      return [`${String(value)} of them with ${describing.textOf(span)}`];
    case 'place':
      return [`at ${describeValue(value, type)} of the draw`];
    case 'state':
      return [stateFact(operand)];
    case 'changed_at':
      return value === null ? [] : [`since ${timedText(operand, describing)}`];
    case 'threshold':
      return isWritten(operand) ? [] : thresholdFacts(operand, describing);
    case 'key':
    case 'value':
    case 'inside':
      return sideFacts(operand, describing);
    case 'start':
    case 'end':
    case 'all_rows':
    case 'in_window':
    case 'passing':
    case 'steps':
    case 'tag':
    case 'found':
    case 'branch':
      return [];
  }
}

function isWritten({ label, parts, type }: ExplainedOperand): boolean {
  const isTime = type.kind === 'timestamp' || type.kind === 'date';
  return label === undefined && parts.length === 0 && !isTime;
}

function thresholdFacts(operand: ExplainedOperand, describing: Describing): readonly string[] {
  const [first = '', ...more] = sideFacts(operand, describing);
  return [operand.label === undefined ? `compared with ${first}` : first, ...more];
}

/** The value with its name and the rows it comes from; below it, what it is computed from. */
function sideFacts(operand: ExplainedOperand, describing: Describing): readonly string[] {
  const { role, label, definition, parts, span } = operand;
  const narrowing = narrowingText(parts, describing);
  const inputs = parts.filter((part) => part.role === 'inside' || part.role === 'branch');
  const below = inputs.flatMap((input) => inputFacts(input, describing));
  const name = label ?? (role === 'inside' ? describing.textOf(span) : undefined);
  const value = timedText(operand, describing);
  const declared = definition === undefined ? '' : ` (${describing.placeText(definition)})`;
  const rows = narrowing === '' ? '' : `: ${narrowing}`;
  const isCount = name === undefined && isCountOf(operand);
  const head = isCount ? narrowing : `${name === undefined ? '' : `${name} is `}${value}${rows}`;
  return [`${head}${declared}`, ...below.map((line) => `  ${line}`)];
}

function inputFacts(input: ExplainedOperand, describing: Describing): readonly string[] {
  if (input.role !== 'branch') return sideFacts(input, describing);
  const line = describeValue(input.value, input.type);
  return [line === '0' ? 'no line of its `case` holds' : `line ${line} of its \`case\` holds`];
}

/** The number of rows that the last narrowing leaves: the narrowings say it all. */
function isCountOf({ value, type, parts }: ExplainedOperand): boolean {
  const last = parts.at(-1);
  return last !== undefined && isNarrowing(last) && type.kind === 'int' && last.value === value;
}

function isNarrowing({ role }: ExplainedOperand): boolean {
  return role === 'all_rows' || role === 'in_window' || role === 'passing';
}

function timedText({ value, type }: ExplainedOperand, { now }: Describing): string {
  const text = describeValue(value, type);
  const distance = typeof value === 'string' ? distanceText(value, type, now) : undefined;
  return distance === undefined ? text : `${text}, ${distance}`;
}

/** How many rows are left at each narrowing, down to the first that leaves none. */
function narrowingText(parts: readonly ExplainedOperand[], describing: Describing): string {
  const counts = parts.filter(isNarrowing);
  const empty = counts.findIndex(({ value }) => value === '0');
  const shown = empty === -1 ? counts : counts.slice(0, empty + 1);
  const texts = shown.map(({ role, value, label, span, type }) => {
    const count = describeValue(value, type);
    if (role === 'all_rows') return rowsText(count, label ?? 'rows');
    const text = describing.textOf(span);
    return role === 'in_window' ? `${count} ${text}` : `${count} with ${text}`;
  });
  return texts.join(', ');
}

/** `1 order`, `3 orders`, `1 site_visited`; other plurals stay as the model has them. */
function rowsText(count: string, label: string): string {
  if (count !== '1') return `${count} ${label}`;
  return `1 ${label.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')}`;
}

/** In the words of the language: `from A until B` leaves B out, `through B` does not. */
function boundsFact(bounds: readonly ExplainedOperand[]): string {
  const times = bounds.filter(({ type }) => type.kind === 'timestamp' || type.kind === 'date');
  if (times.length === 0 && bounds.every(isWritten)) return '';
  const hasStart = bounds.some(({ role }) => role === 'start');
  const texts = bounds.map(({ role, value, type, inclusive }) => {
    const text = describeValue(value, type);
    if (role === 'start') return `${inclusive === true ? 'from' : 'after'} ${text}`;
    if (inclusive === true) return `through ${text}`;
    return `${hasStart ? 'until' : 'before'} ${text}`;
  });
  return `asked for: ${texts.join(' ')}`;
}

function stepFacts(steps: readonly ExplainedOperand[], describing: Describing): readonly string[] {
  const reached = steps.filter(({ value }) => value === true).length;
  const missing = steps[reached];
  const stop = missing === undefined ? '' : `, not ${describing.textOf(missing.span)}`;
  const rows = narrowingText(steps[0]?.parts ?? [], describing);
  const found = `${reached} of ${plural(steps.length, 'line')} found${stop}`;
  return rows === '' ? [found] : [found, `the first line: ${rows}`];
}

function placeFact(operands: readonly ExplainedOperand[]): string {
  const place = operands.find(({ role }) => role === 'place');
  const rows = operands.find(({ role }) => role === 'rows');
  const among = rows === undefined ? '' : describeValue(rows.value, rows.type);
  if (place === undefined) return `${among} are ranked`;
  if (place.value === null) return `not ranked; ${among} are`;
  return `place ${describeValue(place.value, place.type)} of ${among}`;
}

function stateFact({ value, label, parts }: ExplainedOperand): string {
  const [stored] = parts;
  if (parts.length === 0) {
    return value === null ? `never a member of ${label ?? ''}` : `last change: ${String(value)}`;
  }
  const from =
    stored === undefined || typeof stored.value !== 'string'
      ? 'no row'
      : `stored as ${quoted(stored.value)}`;
  return `${label ?? 'consent'} is ${String(value)} (${from})`;
}

/** Which of the names asked for are there, and what is there. */
function namesFact(operands: readonly ExplainedOperand[]): string {
  const asked = operands.filter(({ role }) => role === 'tag');
  const all = operands.find(({ role }) => role === 'all_rows');
  const count = Number(all?.value ?? 0);
  const found = (all?.parts ?? []).flatMap(({ value }) =>
    typeof value === 'string' ? [quoted(value)] : [],
  );
  const word = all?.label === 'lists' ? 'list row' : 'tag';
  const rest = count > found.length ? ', …' : '';
  const present = asked.flatMap(({ label, value, parts }) => {
    const [added] = parts;
    if (label === undefined || added === undefined || value === '0') return [];
    return [`${quoted(label)} ${added.value === '0' ? 'but not so added' : 'so added'}`];
  });
  const list = count === 0 ? `no ${word}s` : `${plural(count, word)}: ${found.join(', ')}${rest}`;
  return [list, ...present].join('; ');
}
