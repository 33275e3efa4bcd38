// Serves faults.ts: words of the language in capital letters, and currencies in small ones.
import type { IToken } from 'chevrotain';
import { periods } from '../diagnostics/catalogue/periods.ts';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import { type Encounter, isWord } from './encounter.ts';
import type { ParseTarget } from './parse-target.ts';
import { endOf } from './places.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

/** `AND`, `IS NOT`: the fault may stand behind the words that cause it; all of the line are put right at once. */
export function explainCase(target: ParseTarget, { found, span }: Encounter): boolean {
  const line = lineOf(target.chunk.tokens, found);
  const wrong = line.filter((token, index) => isShouted(token, line[index - 1]));
  const [first] = wrong;
  const last = wrong.at(-1);
  if (first === undefined || last === undefined) return false;
  const place = { ...span, start: first.startOffset, end: endOf(last) };
  const lowered = (from: number, to: number): string => {
    let text = target.file.text.slice(from, to);
    for (const { startOffset, image } of wrong) {
      const at = startOffset - from;
      text = text.slice(0, at) + image.toLowerCase() + text.slice(at + image.length);
    }
    return text;
  };
  const together = line.indexOf(last) - line.indexOf(first) === wrong.length - 1;
  const written = together
    ? wrong.map(({ image }) => image).join(' ')
    : [...new Set(wrong.map(({ image }) => image))].join('`, `');
  const instead = written.toLowerCase();
  const text = lowered(place.start, place.end);
  const fixes = [{ title: `write \`${instead}\``, span: place, text }];
  const at = together ? place : { ...place, end: endOf(first) };
  target.reporter.report(syntax.wrongCase, at, { written, instead, keyword: true }, { fixes });
  return true;
}

/** A word of the language in capital letters, or a hard one with a capital letter; `5 ALL` is money. */
function isShouted(token: IToken, previous: IToken | undefined): boolean {
  const { image } = token;
  const word = T.wordTokens.get(image.toLowerCase());
  if (word === undefined || image === image.toLowerCase() || !isWord(token)) return false;
  const isHard = (word.CATEGORIES ?? []).length === 0;
  if (!isHard && token.tokenType === T.Currency && previous?.tokenType === S.Numeral) return false;
  return isHard || image === image.toUpperCase();
}

/** The tokens of the line or block line that `found` stands in, up to the end of the line. */
function lineOf(tokens: readonly IToken[], found: IToken): readonly IToken[] {
  const at = tokens.indexOf(found);
  let start = at === -1 ? tokens.length : at;
  while (!endsLine(tokens[start - 1])) start -= 1;
  let end = Math.max(start, at);
  while (!endsLine(tokens[end])) end += 1;
  return tokens.slice(start, end);
}

/** `50 usd` */
export function explainCurrency(
  { reporter }: ParseTarget,
  { found, span, previous }: Encounter,
): boolean {
  const written = found.image;
  const isAmount = previous.tokenType === S.Numeral && /^[A-Za-z]{3}$/.test(written);
  if (!isAmount || found.tokenType !== T.Ident) return false;
  const instead = written.toUpperCase();
  const fixes = [{ title: `write \`${instead}\``, span, text: instead }];
  reporter.report(syntax.wrongCase, span, { written, instead, keyword: false }, { fixes });
  return true;
}

const currencySigns: ReadonlyMap<string, string> = new Map([
  ['$', 'USD'],
  ['\u20ac', 'EUR'],
  ['\u00a3', 'GBP'],
]);

/** `$100`, `100 €` */
export function explainCurrencySign(
  { chunk, file, reporter }: ParseTarget,
  { found, span, previous }: Encounter,
): boolean {
  const currency = currencySigns.get(found.image);
  const next = chunk.tokens[chunk.tokens.indexOf(found) + 1];
  const amount = [next, previous].find((token) => token?.tokenType === S.Numeral);
  if (currency === undefined || amount === undefined) return false;
  const start = Math.min(span.start, amount.startOffset);
  const place = { ...span, start, end: Math.max(span.end, endOf(amount)) };
  const written = file.text.slice(place.start, place.end);
  const instead = `${amount.image} ${currency}`;
  const fixes = [{ title: `write \`${instead}\``, span: place, text: instead, certain: false }];
  const why = 'An amount of money is a number and the three letters of its currency.';
  reporter.report(periods.otherWording, place, { written, instead, why }, { fixes });
  return true;
}

function endsLine(token: IToken | undefined): boolean {
  return token === undefined || [S.Newline, S.LCurly, S.RCurly].includes(token.tokenType);
}
