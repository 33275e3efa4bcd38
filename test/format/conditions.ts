// Random conditions that parse, written carelessly: needless parentheses, blanks, singular and plural units.
import * as fc from 'fast-check';

const words = fc.constantFrom('a', 'b.c', 'at', 'list', 'total', 'count', 'last', 'left');
const numbers = fc.constantFrom('1', '2', '0.5', '50_000', '1_0');
const literals = fc.constantFrom(
  '"x"',
  '"a\\"b"',
  '5 USD',
  '20%',
  '2025-01-01',
  'now',
  'today',
  'true',
  '$p',
  '3 days',
  '1  days',
);
const units = fc.constantFrom('day', 'days', 'month', 'hours');
const bounds = fc.constantFrom('more than', 'less than', 'at least', 'at most');

/** One condition, at most a few levels deep. */
export function conditions(): fc.Arbitrary<string> {
  const { condition } = fc.letrec<
    Record<'condition' | 'value' | 'window' | 'where' | 'having' | 'plain', string>
  >((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(words, numbers, literals),
      text`(${tie('value')})`,
      text`${tie('value')} ${fc.constantFrom('+', '-', '*', '/')} ${tie('value')}`,
      text`-${words}`,
      text`20% of (${tie('value')})`,
      text`case {when ${tie('condition')} then ${tie('value')}, else ${tie('value')} }`,
      text`case { when ${tie('condition')}  then (${tie('value')})

 }`,
      text`rank( ${tie('value')},per:${words}) among {${tie('condition')} }`,
      text`coalesce( ${tie('value')},x: ${tie('value')} )`,
      text`${fc.constantFrom('sum', 'max', 'count', 'count distinct')}(${words} ${tie('window')} ${tie('where')})`,
      text`${fc.constantFrom('mode', 'count distinct', 'count days', 'count consecutive week')}((${tie('value')}) of ${words} ${tie('window')} ${tie('where')} ${tie('having')})`,
    ),
    window: fc.oneof(
      fc.constant(''),
      text`in last ${numbers} ${fc.constantFrom('', 'full ')}${units}`,
      text`in ${fc.constantFrom('previous', 'this  full', 'following')} ${units}`,
      text`in following ${numbers} ${units}`,
      text`between 1 and 9 ${units} from  now`,
      text`between 9 and 1 ${units} ago`,
      text`since ${tie('value')}`,
      text`from ${tie('value')} through ${tie('value')}`,
    ),
    where: fc.oneof(
      { depthSize: 'small' },
      fc.constant(''),
      text`where ${tie('condition')}`,
      text`where {${tie('condition')}\n\n${tie('condition')} }`,
    ),
    having: fc.oneof(
      fc.constant(''),
      text`having ${fc.constantFrom('count', 'count distinct(a)', 'sum(a)')} >= ${tie('value')}`,
    ),
    plain: fc.oneof(
      text`${tie('value')} ${fc.constantFrom('=', '!=', '<', '>=')} ${tie('value')}${rule}`,
      text`${words} ${fc.constantFrom('', 'not ')}in [${tie('value')},${tie('value')}]${rule}`,
      text`${words} in ${tie('value')} .. ${tie('value')}`,
      text`${words} contains any of [ "x" ] ignoring case${rule}`,
      text`${words} has all of ["x"]`,
      text`${words} is missing`,
      text`${words} ${bounds} ${numbers} ${units} ${fc.constantFrom('ago', 'from now', 'after  a', 'before a+1 days', 'ago counting  c')}${rule}`,
      text`${words} before ${tie('value')}`,
      text`${words} in this month`,
      text`anniversary  of ${tie('value')} ${fc.constantFrom('in next 3 day', 'not in this month', 'on today')}${rule}`,
      text`${fc.constantFrom('', 'c ', 'not ', 'c not ')}in segment s(x: ${tie('value')})`,
      text`in list "l" added ${bounds} 3 ${units} ago`,
      text`tagged ${fc.constantFrom('"x"', 'any of ["x","y"]', 'all of ["x"]')}`,
      text`${fc.constantFrom('', 'c ', 'not ')}in sample ${fc.constantFrom('10%', '1_0.5%..20%', '$p')} seed ${fc.constantFrom('"x"', '$p')}${rule}`,
      text`${fc.constantFrom('', 'c ')}was ${fc.constantFrom('', 'not ')}in segment x ${fc.constantFrom('1  day ago', '$p months ago', 'at now', 'on 2025-01-01', 'in last 1 days')}${rule}`,
      text`${fc.constantFrom('', 'c ', 'not ')}${fc.constantFrom('entered', 'left')} segment x ${fc.constantFrom('', 'in last 1 days', 'on today', 'since 2025-01-01')}${rule}`,
      fc.constantFrom('consents to m', 'c consent m is not denied'),
    ),
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('plain'),
      text`did ${fc.constantFrom('', 'not ')}e ${fc.constantFrom('', 'once', 'more than once', '2 times', 'at most 1 times', 'for the first time', 'on 2 day', 'on more than 1 consecutive weeks')} ${tie('window')} ${tie('where')} ${tie('having')}`,
      text`has ${fc.constantFrom('', 'no ', 'exactly 2 ')}rows ${fc.constantFrom('', 'as r ')}${tie('window')} ${tie('where')}`,
      text`${fc.constantFrom('2', 'at least 1', 'exactly $p')} of { ${tie('condition')}\n${tie('condition')} }`,
      text`all rows have ${tie('condition')}`,
      text`did ${fc.constantFrom('', 'not ')}sequence ${tie('window')}{ ${fc.constantFrom('', 'first ')}e as f\nthen ${fc.constantFrom('', 'last ', 'no ')}e within ${numbers} ${units} ${tie('where')} then no e}`,
      text`not (${tie('condition')})`,
      text`(${tie('condition')}) and (${tie('condition')})`,
      text`((${tie('condition')}) or (${tie('condition')}))`,
      text`(${tie('condition')}) or (${tie('condition')}) or (${tie('condition')})`,
      text`${fc.constantFrom('any', 'all', 'none')} of { ${tie('condition')}\n${tie('condition')} }`,
    ),
  }));
  return condition;
}

const rule = fc.constantFrom('', ' or missing', ' and known');

function text(
  parts: TemplateStringsArray,
  ...values: readonly fc.Arbitrary<string>[]
): fc.Arbitrary<string> {
  return fc
    .tuple(...values)
    .map((chosen) => parts.map((part, index) => `${part}${chosen[index] ?? ''}`).join(''));
}
