// Serves the grammar: turns "found this, expected that" into the sentence that helps most.
import type { IToken } from 'chevrotain';
import { foreign } from '../diagnostics/catalogue/foreign.ts';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import type { Span } from '../source.ts';
import type { ParseTarget } from './parse-target.ts';
import { isLoneSurrogate, nameOf } from './limits.ts';

import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { type Encounter, isWord } from './encounter.ts';
import { explainCase, explainCurrency, explainCurrencySign } from './fault-case.ts';
import { explainForeign, explainQuery } from './fault-foreign.ts';
import { explainHabit } from './fault-habits.ts';
import { explainUnit } from './fault-units.ts';
import { explainCounts } from './faults-of-counts.ts';
import { endOf, lineAt } from './places.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';
import { segmentSettings } from './setting-names.ts';

/** Tries the explanations in turn; the last one fits everything. */
export function explainFault(target: ParseTarget, encounter: Encounter): void {
  const explained = explanations.some((explain) => explain(target, encounter));
  if (!explained) explainUnexpected(target, encounter);
}

type Explanation = (target: ParseTarget, encounter: Encounter) => boolean;

const explanations: readonly Explanation[] = [
  explainForeign,
  explainCurrencySign,
  (target, { found }) => explainCounts(target, found),
  explainHabit,
  explainQuery,
  explainCharacter,
  explainQuotes,
  explainSymbol,
  explainUnclosed,
  explainThan,
  explainUnit,
  explainCase,
  explainCurrency,
  explainMissing,
  explainSetting,
  explainColon,
  explainReserved,
];

const endOfLine = 'the end of the line';

// ---------------------------------------------------------------- characters

function explainCharacter({ file, reporter }: ParseTarget, { found, span }: Encounter): boolean {
  if (found.tokenType !== S.Unknown) return false;
  if (isLoneSurrogate(file.text, span.start)) return true;
  const code = found.image.codePointAt(0) ?? 0;
  const space = /^\s/u.test(found.image);
  const character = space
    ? `${nameOf(code)}, a space of another kind`
    : `\`${String.fromCodePoint(code)}\``;
  const fixes = space ? [{ title: 'write a plain space', span, text: ' ' }] : [];
  reporter.report(syntax.unexpectedCharacter, span, { character }, { fixes });
  return true;
}

function explainQuotes({ reporter }: ParseTarget, { found, span }: Encounter): boolean {
  if (found.tokenType === S.OpenText) {
    reporter.report(syntax.unterminatedText, span, {});
    return true;
  }
  if (found.tokenType !== S.WrongQuotes) return false;
  const inner = found.image.slice(1).replace(/['`\u201c\u201d\u00bb"]$/u, '');
  const text = `"${inner.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const fixes = [{ title: `write \`${text}\``, span, text }];
  reporter.report(syntax.wrongQuotes, span, { instead: text }, { fixes });
  return true;
}

const rightSymbols: ReadonlyMap<string, string> = new Map([
  ['==', '='],
  ['===', '='],
  ['!==', '!='],
  ['<>', '!='],
  ['=<', '<='],
  ['=>', '>='],
  ['~=', 'matches'],
  ['&&', 'and'],
  ['&', 'and'],
  ['||', 'or'],
  ['|', 'or'],
  ['!', 'not'],
  [';', ''],
]);

function explainSymbol({ reporter }: ParseTarget, { found, span }: Encounter): boolean {
  if (found.tokenType !== S.WrongSymbol) return false;
  const written = found.image;
  const instead = rightSymbols.get(written) ?? '';
  const title = instead === '' ? 'remove it' : `write \`${instead}\``;
  const text = written === '!' ? 'not ' : instead;
  reporter.report(
    syntax.wrongSymbol,
    span,
    { written, instead },
    { fixes: [{ title, span, text }] },
  );
  return true;
}

// ---------------------------------------------------------------- brackets

function explainUnclosed(target: ParseTarget, encounter: Encounter): boolean {
  const { found, span, expected } = encounter;
  const open = lastUnclosed(target, span.start);
  if (open === undefined) return false;
  const ends = found.tokenType === S.Newline || found.tokenType === S.RCurly || isEnd(found);
  if (!ends && expected !== '`)`' && expected !== '`]`' && expected !== endOfLine) return false;
  const close = open.tokenType === S.LParen ? ')' : ']';
  const place = { ...span, start: open.startOffset, end: open.startOffset + 1 };
  const fixes = ends
    ? []
    : [insertAfter(encounter.previous, close, `write \`${close}\` here`, span)];
  target.reporter.report(
    syntax.unclosedBracket,
    ends ? { ...span, end: span.start } : span,
    { open: open.image, close, found: ends ? undefined : found.image },
    { related: [{ span: place, text: 'opened here' }], fixes },
  );
  return true;
}

/** The last bracket on this line that nothing closes. */
function lastUnclosed({ chunk, file }: ParseTarget, before: number): IToken | undefined {
  const line = lineAt(file.text, before);
  let last: IToken | undefined;
  for (const open of chunk.unclosed) {
    if (open.startOffset < before && (last === undefined || open.startOffset > last.startOffset))
      last = open;
  }
  return last !== undefined && lineAt(file.text, last.startOffset) === line ? last : undefined;
}

function insertAfter(previous: IToken, text: string, title: string, like: Span): Fix {
  const start = endOf(previous);
  return { title, span: { ...like, start, end: start }, text, certain: false };
}

// ---------------------------------------------------------------- words

function explainThan(
  { reporter }: ParseTarget,
  { found, span, expected, previous }: Encounter,
): boolean {
  if (expected !== '`than`') return false;
  const word = previous.image;
  const start = previous.startOffset;
  const isMisspelled = /^(?:then|that|as|the)$/i.test(found.image);
  const place = { ...span, start, end: isMisspelled ? span.end : start + word.length };
  const fixes = [{ title: `write \`${word} than\``, span: place, text: `${word} than` }];
  reporter.report(syntax.missingThan, place, { word }, { fixes });
  return true;
}

/** `or missing` behind something that is no comparison. */
function explainMissing({ reporter }: ParseTarget, { found, span, previous }: Encounter): boolean {
  const both = found.tokenType === T.Missing || found.tokenType === T.Known;
  const joined = previous.tokenType === T.Or || previous.tokenType === T.And;
  if (!both || !joined) return false;
  const written = `${previous.image} ${found.image}`;
  const place = { ...span, start: previous.startOffset };
  reporter.report(syntax.misplacedMissing, place, { written });
  return true;
}

/** A condition where settings stand. */
function explainSetting(
  { file, chunk, reporter }: ParseTarget,
  { found, span, expected, previous }: Encounter,
): boolean {
  if (expected !== '`:` and the value of the setting' || !isWord(previous)) return false;
  if (chunk.tokens[0]?.tokenType !== T.Segment || segmentSettings.includes(previous.image))
    return false;
  if (found.tokenType === S.LCurly) return false;
  const start = previous.startOffset;
  const line = lineEndAt(file.text, start);
  const condition = file.text.slice(start, line).trimEnd();
  const place = { ...span, start, end: start + condition.length };
  const text = `where {\n    ${condition}\n  }`;
  const fixes = [{ title: 'put it into `where { }`', span: place, text, certain: false }];
  reporter.report(foreign.conditionOutside, place, {}, { fixes });
  return true;
}

function lineEndAt(text: string, offset: number): number {
  const end = text.slice(offset).search(/[\r\n]|\s*\/\/|\s*\}/);
  return end === -1 ? text.length : offset + end;
}

/** `=` in a setting or field, `:` in a condition. */
function explainColon(
  { reporter }: ParseTarget,
  { found, span, expected, previous }: Encounter,
): boolean {
  const equals = found.tokenType === S.Equals && expected.startsWith('`:`');
  const colon = found.tokenType === S.Colon && expected === endOfLine && isWord(previous);
  if (!equals && !colon) return false;
  const [written, instead] = equals ? ['=', ':'] : [':', '='];
  const start = equals ? endOf(previous) : span.start;
  const place = { ...span, start };
  const fixes = [{ title: `write \`${instead}\``, span: place, text: equals ? ':' : ' =' }];
  reporter.report(syntax.colonOrEquals, span, { written, instead }, { fixes });
  return true;
}

function explainReserved({ reporter }: ParseTarget, { found, span, expected }: Encounter): boolean {
  if (!isWord(found) || !/^(?:a name|the name)/.test(expected)) return false;
  if ((found.tokenType.CATEGORIES ?? []).length > 0 || found.tokenType === T.Ident) return false;
  reporter.report(syntax.reservedWord, span, { word: found.image });
  return true;
}

// ---------------------------------------------------------------- anything else

const conditionWords = [
  'and',
  'or',
  'in',
  'is',
  'not',
  'has',
  'where',
  'contains',
  'starts with',
  'ends with',
  'matches',
  'before',
  'after',
  'more than',
  'less than',
  'at least',
  'between',
  'since',
  'from',
  'until',
  'through',
  'ago',
  'tagged',
  'consents to',
  'ignoring case',
  'added',
];
const otherLanguages: ReadonlyMap<string, string> = new Map([
  ['like', 'contains'],
  ['ilike', 'contains'],
  ['includes', 'contains'],
  ['include', 'contains'],
  ['equals', '='],
  ['eq', '='],
  ['startswith', 'starts with'],
  ['endswith', 'ends with'],
  ['with', 'where'],
  ['over', 'more than'],
  ['under', 'less than'],
  ['exists', 'is known'],
]);

function explainUnexpected({ reporter }: ParseTarget, encounter: Encounter): void {
  const { found, span, expected } = encounter;
  if (isEnd(found) || found.tokenType === S.Newline) {
    const what = isEnd(found) ? 'declaration' : 'line';
    const place = { ...span, end: span.start };
    reporter.report(
      syntax.endsTooEarly,
      place,
      { what, expected },
      { fixes: missingWord(encounter) },
    );
    return;
  }
  const missing = missingWord(encounter);
  if (missing.length > 0) {
    const args = { found: found.image, expected, suggestion: undefined, twice: false };
    reporter.report(syntax.unexpectedToken, span, args, { fixes: missing });
    return;
  }
  const suggestion = suggest(encounter);
  const twice = found.image === encounter.previous.image;
  const fixes = twice
    ? [{ title: 'remove it', span: { ...span, start: endOf(encounter.previous) }, text: '' }]
    : suggestion === undefined
      ? []
      : [{ title: `write \`${suggestion}\``, span, text: suggestion, certain: false }];
  const shown = found.image.length > 40 ? `${found.image.slice(0, 40)}…` : found.image;
  reporter.report(
    syntax.unexpectedToken,
    span,
    { found: shown, expected, suggestion, twice },
    { fixes },
  );
}

/** Where one word and no other can stand, it is what is missing; `of` also where another small word stands for it. */
function missingWord({ found, span, expected, previous }: Encounter): readonly Fix[] {
  const inList = expected === '`]`' && previous.tokenType === S.Text && found.tokenType === S.Text;
  if (inList) {
    const at = endOf(previous);
    return [{ title: 'write `,`', span: { ...span, start: at, end: at }, text: ',' }];
  }
  const isStray = found.tokenType === S.RParen || found.tokenType === S.RSquare;
  if (isStray && expected === endOfLine) return [{ title: 'remove it', span, text: '' }];
  const word = /^`(times|of|ago|to|than|have)`(?: |$)/.exec(expected)?.[1];
  if (word === undefined || Number.isNaN(previous.startOffset)) return [];
  const isLast = isEnd(found) || found.tokenType === S.Newline;
  const isName = isWord(found) && found.image.length > 4;
  if (!isLast && !isName) return [];
  const at = endOf(previous);
  return [{ title: `write \`${word}\``, span: { ...span, start: at, end: at }, text: ` ${word}` }];
}

function suggest({ found, expected, previous }: Encounter): string | undefined {
  if (!isWord(found)) return undefined;
  if (expected !== endOfLine) {
    return didYouMean(found.image, expectedWords(expected))[0];
  }
  if (!isWord(previous)) return undefined;
  return (
    otherLanguages.get(found.image.toLowerCase()) ?? didYouMean(found.image, conditionWords)[0]
  );
}

/** The words in backticks of "`at least` or `at most`". */
function expectedWords(expected: string): string[] {
  const quoted = [...expected.matchAll(/`([a-z0-9 ]+)`/g)].map((match) => match[1] ?? '');
  return quoted.flatMap((words) => words.split(' '));
}

function isEnd(token: IToken): boolean {
  return Number.isNaN(token.startOffset);
}
