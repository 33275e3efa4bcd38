// Serves faults.ts: pieces of other languages that stand for something here: comments, dates, patterns, queries.
import type { IToken } from 'chevrotain';
import { foreign } from '../diagnostics/catalogue/foreign.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import type { Span } from '../source.ts';
import type { Encounter } from './encounter.ts';
import type { ParseTarget } from './parse-target.ts';
import { endOf } from './places.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

export function explainForeign(target: ParseTarget, encounter: Encounter): boolean {
  return (
    explainComment(target, encounter) ||
    explainDate(target, encounter) ||
    explainLike(target, encounter) ||
    explainEverything(target, encounter)
  );
}

function explainComment({ file, reporter }: ParseTarget, { found, span }: Encounter): boolean {
  if (found.tokenType !== S.ForeignComment) return false;
  const written = /^(?:--|#|\/\*)/.exec(found.image)?.[0] ?? '';
  const end = file.text.indexOf('\n', span.end);
  const rest = file.text.slice(span.end, end === -1 ? undefined : end).trim();
  const lines = found.image
    .replace(/^(?:--|#+|\/\*+)/, '')
    .replace(/\*+\/$/, '')
    .split('\n')
    .map((line) => `// ${line.replace(/^\s*\*?/, '').trim()}`.trimEnd())
    .filter(
      (line, at, all) => line !== '//' || all.length === 1 || (at > 0 && at < all.length - 1),
    );
  const fixes = rest === '' ? [{ title: 'write `//`', span, text: lines.join('\n') }] : [];
  const place = { ...span, end: span.start + written.length };
  reporter.report(foreign.foreignComment, place, { written }, { fixes });
  return true;
}

/** `11/01/2026` can be two days; `2026/11/01` and `11.01.2026` only one. */
function explainDate({ reporter }: ParseTarget, { found, span }: Encounter): boolean {
  if (found.tokenType !== S.ForeignDate) return false;
  const written = found.image;
  const parts = written.split(/[/.]/).map(Number);
  const [first = 0, second = 0, third = 0] = parts;
  const days =
    first > 31
      ? [isoDay(first, second, third)]
      : written.includes('.')
        ? [isoDay(third, second, first)]
        : [isoDay(third, first, second), isoDay(third, second, first)];
  const known = [...new Set(days.filter((day) => day !== undefined))];
  const fixes = known.map((text) => ({ title: `write \`${text}\``, span, text }));
  reporter.report(foreign.foreignDate, span, { written, ambiguous: known.length > 1 }, { fixes });
  return true;
}

function isoDay(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}

/** `like "P%"` is `starts with "P"`. */
function explainLike({ chunk, reporter }: ParseTarget, { found, span }: Encounter): boolean {
  const ignoring = /^ilike$/i.test(found.image);
  if (!ignoring && !/^like$/i.test(found.image)) return false;
  const next: IToken | undefined = chunk.tokens[chunk.tokens.indexOf(found) + 1];
  const pattern = next?.tokenType === S.Text ? next.image.slice(1, -1) : undefined;
  const instead = pattern === undefined ? undefined : insteadOfLike(pattern, ignoring);
  const place: Span = { ...span, end: next === undefined ? span.end : endOf(next) };
  // Without `%`, whoever wrote it may have meant either.
  const ways = [
    instead,
    instead?.startsWith('= ') === true ? instead.replace('=', 'contains') : undefined,
  ];
  const fixes: readonly Fix[] = ways.flatMap((text) =>
    text === undefined ? [] : [{ title: `write \`${text}\``, span: place, text }],
  );
  reporter.report(foreign.foreignLike, span, { written: found.image, instead }, { fixes });
  return true;
}

/** `count(*)`, `count()` */
function explainEverything({ chunk, reporter }: ParseTarget, { found, span }: Encounter): boolean {
  const at = chunk.tokens.indexOf(found);
  const name = chunk.tokens[at - 2];
  const isOpen = chunk.tokens[at - 1]?.tokenType === S.LParen;
  const isAggregate = (name?.tokenType.CATEGORIES ?? []).includes(T.AggregateWord);
  const isNothing = found.tokenType === S.Star || found.tokenType === S.RParen;
  if (name === undefined || !isOpen || !isAggregate || !isNothing) return false;
  const place = { ...span, start: name.startOffset };
  reporter.report(foreign.countOfEverything, place, { name: name.image });
  return true;
}

function insteadOfLike(pattern: string, ignoring: boolean): string | undefined {
  const [, before = '', inner = '', after = ''] = /^(%?)([^%_]*)(%?)$/.exec(pattern) ?? [];
  if (inner === '') return undefined;
  const verb =
    before === '' && after === ''
      ? '='
      : before === ''
        ? 'starts with'
        : after === ''
          ? 'ends with'
          : 'contains';
  return `${verb} "${inner}"${ignoring && verb !== '=' ? ' ignoring case' : ''}`;
}

const queryWords: ReadonlyMap<string, string> = new Map([
  [
    'select',
    'A segment is a rule over one kind of object: it names no columns and no tables. Write its conditions, one per line; columns to publish stand in `publish: [ … ]`.',
  ],
  ['from', 'What a segment is about stands in its first line: `segment name of contact`.'],
  [
    'join',
    'Relations are declared in the model; go over them with a dot, as in `company.industry`.',
  ],
  [
    'inner',
    'Relations are declared in the model; go over them with a dot, as in `company.industry`.',
  ],
  [
    'left',
    'Relations are declared in the model; go over them with a dot, as in `company.industry`.',
  ],
  [
    'group',
    'Rows are counted and summed per object: `count(orders) > 3`, `sum(orders.total) > 100 USD`.',
  ],
  [
    'having',
    'Rows are counted and summed per object: `count(orders) > 3`, `sum(orders.total) > 100 USD`.',
  ],
  ['order', 'A segment has no order; the best of its members are taken with `take top 10 by …`.'],
  ['limit', 'The best of its members are taken with `take top 10 by …`.'],
  ['union', 'Alternatives stand in `any of { }`.'],
  ['exists', 'Related rows are asked for with `has` and `did`: `has orders where …`.'],
]);

/** A line that begins as a query does. */
export function explainQuery(
  { chunk, reporter }: ParseTarget,
  { found, span }: Encounter,
): boolean {
  const at = chunk.tokens.indexOf(found);
  let first = at === -1 ? chunk.tokens.length - 1 : at;
  while (first > 0 && !endsLine(chunk.tokens[first - 1])) first -= 1;
  const word = chunk.tokens[first];
  const help = word === undefined ? undefined : queryWords.get(word.image.toLowerCase());
  if (word === undefined || help === undefined || isUsedHere(word, chunk.tokens[first + 1])) {
    return false;
  }
  const place = { ...span, start: word.startOffset, end: endOf(word) };
  reporter.report(foreign.queryWord, place, { written: word.image, help });
  return true;
}

/** Words of this language and names that happen to be those of a query. */
function isUsedHere(word: IToken, next: IToken | undefined): boolean {
  if (word.tokenType === T.Left && next?.tokenType === T.Segment) return true;
  return next !== undefined && [S.Dot, S.Equals, S.Colon, S.NotEquals].includes(next.tokenType);
}

function endsLine(token: IToken | undefined): boolean {
  return token === undefined || [S.Newline, S.LCurly, S.RCurly].includes(token.tokenType);
}
