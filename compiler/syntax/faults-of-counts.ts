// Serves faults.ts: counts, periods and aggregates as people write them at first, and how they are written.
import type { IToken } from 'chevrotain';
import { periods } from '../diagnostics/catalogue/periods.ts';
import type { Span } from '../source.ts';
import type { ParseTarget } from './parse-target.ts';
import { endOf } from './places.ts';
import * as S from './symbols.ts';

/** Where the words of a line go wrong, as text: tokens with a blank between them. */
interface Place {
  readonly target: ParseTarget;
  /** Tokens of the line up to the fault. */
  readonly before: readonly IToken[];
  /** The token at the fault and the rest of the line. */
  readonly after: readonly IToken[];
}

/** `cut` in either expression is what `instead` replaces. */
interface Wording {
  readonly before: RegExp;
  readonly after: RegExp;
  readonly instead: (cut: string) => string;
  readonly why: string;
}

const unit = '(?:hour|day|week|month|quarter|year)s?';
const distinct = '(?:distinct|different|separate|unique)';
const amount = String.raw`(?:(?:at least|at most|more than|less than|exactly) )?(?:\d\S*|\$\w+)`;
const onPeriods = 'The periods that rows fall on are counted with `on`; `times` counts the rows.';
const once = 'A period counts once, however many rows fall on it.';
const streak = 'Periods without a gap are `consecutive`.';
const firstTime = 'It says that the earliest of all matching rows lies in the window.';

const wordings: readonly Wording[] = [
  {
    before: new RegExp(`on ${amount}$`),
    after: new RegExp(`^(?<cut>${distinct} ${unit})(?: |$)`),
    instead: withoutDistinct,
    why: once,
  },
  {
    before: new RegExp(`on ${amount} (?<cut>${unit})$`),
    after: /^(?<cut>consecutive)(?: |$)/,
    instead: consecutive,
    why: '`consecutive` stands before the unit.',
  },
  {
    before: new RegExp(`on ${amount} (?<cut>${unit} in)$`),
    after: /^(?<cut>a row)(?: |$)/,
    instead: consecutive,
    why: streak,
  },
  {
    before: new RegExp(`^did .*? (?<cut>${amount})$`),
    after: new RegExp(`^(?<cut>${unit} in a row|consecutive ${unit})(?: |$)`),
    instead: (cut) => `on ${consecutive(cut)}`,
    why: onPeriods,
  },
  {
    before: new RegExp(`^did .*? (?<cut>${amount})$`),
    after: new RegExp(`^(?<cut>(?:${distinct} )?${unit})(?: |$)`),
    instead: (cut) => `on ${withoutDistinct(cut)}`,
    why: onPeriods,
  },
  {
    before: /(?<cut>count)$/,
    after: new RegExp(`^(?<cut>${distinct} ${unit}) \\(`),
    instead: withoutDistinct,
    why: once,
  },
  {
    before: /count$/,
    after: /^(?<cut>unique|different|separate) \(/,
    instead: () => 'distinct',
    why: 'Different values are counted with `count distinct(…)`.',
  },
  {
    before: /(?<cut>count|longest)$/,
    after: /^(?<cut>consecutive|streak) \(/,
    instead: () => 'count consecutive days',
    why: 'It is the longest run of days, or of another unit, without a gap.',
  },
  {
    before: /(?<cut>for)$/,
    after: /^(?<cut>(?:their |its )?(?:very )?first times?)(?: |$)/,
    instead: () => 'for the first time',
    why: firstTime,
  },
  {
    before: /^(?:did|has) (?:not )?\S+(?: \. \S+)*$/,
    after: /^(?<cut>(?:the )?first times?)(?: |$)/,
    instead: () => 'for the first time',
    why: firstTime,
  },
  {
    before: /^(?:did|has) .*\S$/,
    after: new RegExp(String.raw`^(?<cut>within (?:the last )?\d+ ${unit})(?: |$)`),
    instead: (cut) => `in last ${cut.trim().split(' ').slice(-2).join(' ')}`,
    why: 'A window up to now is `in last …`; for another time, compare in `where`.',
  },
  {
    before: /(?<cut>any)$/,
    after: /^(?<cut>\d+) of \{/,
    instead: (cut) => cut.replace('any', 'at least'),
    why: 'Say how many conditions must hold: `at least`, `more than`, `less than`, `at most` or `exactly`.',
  },
  {
    before: /(?<cut>count|number)$/,
    after: /^(?<cut>of \w+(?: \. \w+)*)(?: |$)/,
    instead: (cut) => `count(${cut.replace(/^\w+ of /, '').replaceAll(' ', '')})`,
    why: 'A value over related rows takes them in parentheses, with their window and `where`.',
  },
  {
    before: /(?<cut>on)$/,
    after: /^(?<cut>\d{4}-\d\d-\d\d)(?: |$)/,
    instead: (cut) => cut.replace(/^on (\S+)$/, 'from $1 through $1'),
    why: 'Behind a collection, `on` says on how many days; a window names the day.',
  },
];

/** `3 days in a row`, `days consecutive` → `3 consecutive days`, `consecutive days` */
function consecutive(cut: string): string {
  const words = cut.replace(/ in a row$/, '').replace(/ ?consecutive/, '');
  return words.replace(/(\S+)$/, 'consecutive $1');
}

function withoutDistinct(cut: string): string {
  return cut.replace(/(?:distinct|different|separate|unique) /, '');
}

/** True when the fault is one of counting, and reported. */
export function explainCounts(target: ParseTarget, found: IToken): boolean {
  const { tokens } = target.chunk;
  const at = tokens.indexOf(found);
  if (at === -1) return false;
  const start = tokens.findLastIndex((token, index) => index < at && beginsLine(token)) + 1;
  const end = tokens.findIndex((token, index) => index >= at && token.tokenType === S.Newline);
  if (at - start > longest) return false;
  const after = tokens.slice(at, end === -1 ? at + longest : Math.min(end, at + longest));
  const place: Place = { target, before: tokens.slice(start, at), after };
  return explanations.some((explain) => explain(place));
}

/** More tokens than a condition has that somebody means to read. */
const longest = 80;

const explanations: readonly ((place: Place) => boolean)[] = [
  explainWording,
  explainOutside,
  explainPath,
  explainPeriods,
  explainVerb,
  explainHaving,
];

function beginsLine({ tokenType }: IToken): boolean {
  return tokenType === S.Newline || tokenType === S.LCurly;
}

function textOf(tokens: readonly IToken[]): string {
  return tokens.map(({ image }) => image).join(' ');
}

function explainWording({ target, before, after }: Place): boolean {
  const [left, right] = [textOf(before), textOf(after)];
  for (const wording of wordings) {
    const [ahead, behind] = [wording.before.exec(left), wording.after.exec(right)];
    if (ahead === null || behind === null) continue;
    const [cutAhead, cutBehind] = [ahead.groups?.['cut'], behind.groups?.['cut']];
    const cut = [
      ...before.slice(before.length - countOf(cutAhead)),
      ...after.slice(0, countOf(cutBehind)),
    ];
    const written = textOf(cut);
    const instead = wording.instead(written);
    const span = spanOf(target, cut);
    const fixes = [{ title: `write \`${instead}\``, span, text: instead }];
    const args = { written: written.replaceAll(' . ', '.'), instead, why: wording.why };
    target.reporter.report(periods.otherWording, span, args, { fixes });
    return true;
  }
  return false;
}

function countOf(words: string | undefined): number {
  return words === undefined ? 0 : words.split(' ').length;
}

function spanOf(target: ParseTarget, tokens: readonly IToken[]): Span {
  const [first, last] = [tokens[0], tokens.at(-1)];
  const start = first?.startOffset ?? 0;
  return { file: target.file.path, start, end: last === undefined ? start : endOf(last) };
}

const aggregate = String.raw`(?:(?:count|sum|avg|min|max|median|mode|first|last)|count (?:distinct|(?:consecutive )?${unit}))`;

/** A window or `where` that belongs into the parentheses before it. */
function explainOutside({ target, before, after }: Place): boolean {
  const window = '(?<window> (?:in|since|between|from) .*)?';
  const behind = new RegExp(`${aggregate} \\( [^()]*\\)${window}$`).exec(textOf(before));
  if (behind === null) return false;
  const right = textOf(after);
  const isWindow = behind.groups?.['window'] !== undefined;
  if (isWindow ? !/^[=!<>]/.test(right) : !right.startsWith('where ')) return false;
  const span = spanOf(target, after.slice(0, 1));
  const what = isWindow ? 'the window' : '`where`';
  target.reporter.report(periods.outsideParentheses, span, { what });
  return true;
}

/** `sum(orders.total * 2)` */
function explainPath({ target, before, after }: Place): boolean {
  const path = new RegExp(`(${aggregate}) \\( (\\w+(?: \\. \\w+)*) \\. (\\w+)$`).exec(
    textOf(before),
  );
  const operator = /^[-+*/] /.exec(textOf(after))?.[0].trim();
  if (path === null || operator === undefined) return false;
  const [, name = '', rows = '', value = ''] = path;
  const args = { name, rows: rows.replaceAll(' ', ''), value, operator };
  const span = spanOf(target, after.slice(0, 1));
  target.reporter.report(periods.expressionBehindPath, span, args);
  return true;
}

/** `3 times per week`, `every day` */
function explainPeriods({ target, before, after }: Place): boolean {
  const left = textOf(before);
  const words = `^(?:per|each|every|in a|a|each of the (?:last|previous) \\d+) (?<unit>${unit})(?: |$)`;
  const found = new RegExp(words).exec(textOf(after));
  if (found === null || !/^(?:did|has|count) /.test(left)) return false;
  const units = (found.groups?.['unit'] ?? '').replace(/s?$/, 's');
  const span = spanOf(target, after.slice(0, found[0].trim().split(' ').length));
  const isCounted = / times?(?: in)?$|\)$/.test(left) || new RegExp(` ${unit}$`).test(left);
  const entry = isCounted ? periods.perPeriod : periods.everyPeriod;
  target.reporter.report(entry, span, { unit: units });
  return true;
}

/** `orders on at least 3 days` */
function explainVerb({ target, before, after }: Place): boolean {
  const left = /^(?:not )?(\w+(?: \. \w+)*) on (?:at|more|less)$/.exec(textOf(before));
  if (left === null || !/^(?:least|most|than) /.test(textOf(after))) return false;
  const name = (left[1] ?? '').replaceAll(' ', '');
  target.reporter.report(periods.missingVerb, spanOf(target, before.slice(0, -2)), { name });
  return true;
}

function explainHaving({ target, before, after }: Place): boolean {
  const left = ` ${textOf(before)}`;
  const problem = problemOfHaving(left, textOf(after));
  if (problem === undefined) return false;
  target.reporter.report(periods.havingForm, spanOf(target, after.slice(0, 1)), { problem });
  return true;
}

function problemOfHaving(left: string, right: string): 'one' | 'last' | 'count' | undefined {
  if (left.endsWith(' having'))
    return /^(?:at|more|less|exactly|\d)/.test(right) ? 'count' : undefined;
  if (!/ having [^()]*(?:\([^()]*\)[^()]*)?$/.test(left)) return undefined;
  if (/^(?:and|or) /.test(right)) return 'one';
  return /^(?:where|in|since|between) /.test(right) ? 'last' : undefined;
}
