// Serves faults.ts: conditions, counts, periods and aggregates as people write them at first, and how they are written.
import type { IToken } from 'chevrotain';
import { periods } from '../diagnostics/catalogue/periods.ts';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Span } from '../source.ts';
import { conditionWordings } from './condition-wordings.ts';
import { aggregate, amount, unit, wordings } from './count-wordings.ts';
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
  explainAgo,
  explainWindowBehindWhere,
  explainOrder,
  explainWording,
  explainOutside,
  explainPath,
  explainTime,
  explainTwoCounts,
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
  for (const wording of [...conditionWordings, ...wordings]) {
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
    const certain = wording.guess !== true;
    const fixes = [{ title: `write \`${instead}\``, span, text: instead, certain }];
    const shown = target.file.text.slice(span.start, span.end);
    const args = { written: shown, instead, why: wording.why };
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

/** `did x where paid in last 30 days` */
function explainWindowBehindWhere({ target, before, after }: Place): boolean {
  if (!/^(?:not )?(?:did|has) [^()]* where [^()]*$/.test(textOf(before))) return false;
  if (!/^in (?:last|next|this|previous|following) /.test(textOf(after))) return false;
  target.reporter.report(periods.windowBehindWhere, spanOf(target, after.slice(0, 1)), {});
  return true;
}

/** `did x then y`, `did x followed by y` */
function explainOrder({ target, before, after }: Place): boolean {
  const first = /^did (\w+(?: \. \w+)*)(?: |$)/.exec(textOf(before))?.[1];
  const order = /^(?:and )?(?:then|followed by|before|after) (\w+(?: \. \w+)*)/.exec(textOf(after));
  if (first === undefined || order === null) return false;
  const [one, other] = [first, order[1] ?? ''].map((path) => path.replaceAll(' ', ''));
  const args = { first: one ?? '', second: other ?? '' };
  target.reporter.report(periods.orderOfEvents, spanOf(target, after.slice(0, 1)), args);
  return true;
}

/** `> 30 days ago` */
function explainAgo({ target, before, after }: Place): boolean {
  const span = new RegExp(`[<>]=? \\S+ (?:minute|second|${unit.slice(3)}$`);
  const compared = span.exec(textOf(before))?.[0].split(' ');
  if (compared === undefined || after[0]?.image !== 'ago') return false;
  const [sign = '', number = '', units = ''] = compared;
  const place = spanOf(target, [...before.slice(-3), ...after.slice(0, 1)]);
  const [old, young] = sign.endsWith('=') ? ['at least', 'at most'] : ['more than', 'less than'];
  const [older, newer] = [`${old} ${number} ${units} ago`, `${young} ${number} ${units} ago`];
  const fixes = [older, newer].map((text) => ({
    title: `write \`${text}\``,
    span: place,
    text,
    certain: false,
  }));
  const written = `${sign} ${number} ${units} ago`;
  target.reporter.report(syntax.comparedWithAgo, place, { written, older, newer }, { fixes });
  return true;
}

/** A window or `where` that belongs into the parentheses before it. */
function explainOutside({ target, before, after }: Place): boolean {
  const window = '(?<window> (?:in|since|between|from) .*)?';
  const compared = '(?<compared> [=!<>]+ \\S+)?';
  const behind = new RegExp(`${aggregate} \\( [^()]*\\)(?:${compared}|${window})$`).exec(
    textOf(before),
  );
  if (behind === null) return false;
  const right = textOf(after);
  const isWindow = behind.groups?.['window'] !== undefined;
  const isCompared = behind.groups?.['compared'] !== undefined;
  const found = /^(?:(?<where>where)|in|since|between|from) /.exec(right);
  const isWhere = found?.groups?.['where'] !== undefined;
  if (isWindow ? !/^[=!<>]/.test(right) : isCompared ? found === null : !isWhere) return false;
  const span = spanOf(target, after.slice(0, 1));
  const what = isWhere ? '`where`' : 'the window';
  target.reporter.report(periods.outsideParentheses, span, { what });
  return true;
}

/** `sum(orders.total * 2)`, `sum(quantity * 2)` */
function explainPath({ target, before, after }: Place): boolean {
  const path = new RegExp(`(${aggregate}) \\( (?:(\\w+(?: \\. \\w+)*) \\. )?(\\w+)$`).exec(
    textOf(before),
  );
  const operator = /^[-+*/] /.exec(textOf(after))?.[0].trim();
  if (path === null || operator === undefined) return false;
  const [, name = '', rows = '…', value = ''] = path;
  const args = { name, rows: rows.replaceAll(' ', ''), value, operator };
  const span = spanOf(target, after.slice(0, 1));
  target.reporter.report(periods.expressionBehindPath, span, args);
  return true;
}

/** `for the last time`, `second time` */
function explainTime({ target, before, after }: Place): boolean {
  const found = /^(?:last|latest|second|third|\d+ \w+) time(?: |$)/.exec(textOf(after));
  if (found === null || !/^(?:did|has) /.test(textOf(before))) return false;
  const [, verb, path = ''] =
    /^(did|has) (?:not |no )?(\w+(?: \. \w+)*)/.exec(textOf(before)) ?? [];
  const span = spanOf(target, after.slice(0, 2));
  const name = path.replaceAll(' ', '');
  const none = verb === 'has' ? `has no ${name}` : `did not ${name}`;
  target.reporter.report(periods.otherTime, span, { name, none });
  return true;
}

/** `more than 2 times on at least 3 days`, and the other way round */
function explainTwoCounts({ target, before, after }: Place): boolean {
  const [left, right] = [textOf(before), textOf(after)];
  const on = `on ${amount} (?:consecutive )?(?<unit>${unit})`;
  const times = `(?:with )?(?:${amount} times?|once)`;
  const found =
    new RegExp(` (?:times?|once)$`).test(left) && new RegExp(`^${on}(?: |$)`).exec(right);
  const other = new RegExp(`^${times}(?: |$)`).test(right) && new RegExp(`${on}$`).exec(left);
  const groups = (found || other || undefined)?.groups;
  if (groups === undefined) return false;
  const units = (groups['unit'] ?? '').replace(/s?$/, 's');
  target.reporter.report(periods.perPeriod, spanOf(target, after.slice(0, 1)), { unit: units });
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
  const isCounted =
    / times?(?: in)?$|\)$|^has (?:at|more|less|exactly|\d)/.test(left) ||
    new RegExp(` ${unit}$`).test(left);
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
