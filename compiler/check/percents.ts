// Serves comparisons: percentages are fractions, and a plain number beside one is a fraction as well.
import { catalogue } from '../diagnostics/catalogue.ts';
import type { CheckedValue } from './checked.ts';
import type { Checking } from './checking.ts';

/** The least plain number that is taken for a slip: two hundred percent. */
const suspicious = 2;

/** Warns when `value` is a percentage and `number` a whole number written out, as in `score > 70`. */
export function warnOfWholePercent(
  value: CheckedValue,
  number: CheckedValue,
  checking: Checking,
): void {
  if (value.type.kind !== 'percent' || number.type.kind !== 'int') return;
  if (number.kind !== 'literal' || Number(number.value) < suspicious) return;
  const { span } = number;
  const text = `${String(number.value)}%`;
  const fixes = [{ title: `write \`${text}\``, span, text, certain: false }];
  checking.report(
    catalogue.meaning.wholePercent,
    span,
    { number: String(number.value) },
    { fixes },
  );
}
