// Serves faults.ts: units of time that are misspelled or shortened.
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import { didYouMean, isSlip } from '../diagnostics/did-you-mean.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import { type Encounter, isWord } from './encounter.ts';
import type { ParseTarget } from './parse-target.ts';
import { endOf } from './places.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

const units = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'quarters', 'years'];

/** `m` could be minutes or months and is none of them. */
const shortened: ReadonlyMap<string, string> = new Map([
  ['s', 'seconds'],
  ['sec', 'seconds'],
  ['secs', 'seconds'],
  ['min', 'minutes'],
  ['mins', 'minutes'],
  ['h', 'hours'],
  ['hr', 'hours'],
  ['hrs', 'hours'],
  ['d', 'days'],
  ['w', 'weeks'],
  ['wk', 'weeks'],
  ['wks', 'weeks'],
  ['mo', 'months'],
  ['mon', 'months'],
  ['mth', 'months'],
  ['mths', 'months'],
  ['q', 'quarters'],
  ['qtr', 'quarters'],
  ['y', 'years'],
  ['yr', 'years'],
  ['yrs', 'years'],
]);

export function explainUnit(target: ParseTarget, encounter: Encounter): boolean {
  const { found, span, expected, previous } = encounter;
  const isAmount = previous.tokenType === S.Numeral && shortened.has(found.image.toLowerCase());
  if (!isWord(found) || (expected !== T.Unit.LABEL && !isAmount)) return false;
  const meant = shortened.get(found.image.toLowerCase());
  const suggestion = meant ?? didYouMean(found.image, units)[0];
  const joined = endOf(previous) === span.start ? ' ' : '';
  const fixes: readonly Fix[] =
    suggestion === undefined
      ? []
      : [
          {
            title: `write \`${suggestion}\``,
            span,
            text: `${joined}${suggestion}`,
            certain: meant !== undefined || isSlip(found.image, suggestion),
          },
        ];
  const args = { written: found.image, suggestion };
  target.reporter.report(syntax.unknownUnit, span, args, { fixes });
  return true;
}
