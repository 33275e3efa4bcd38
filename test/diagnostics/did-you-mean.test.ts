// Suggestions: near names by letters or by case, the nearest first, never too many.
import { expect, it } from 'vitest';
import {
  alternatives,
  didYouMean,
  listed,
  suggestion,
} from '../../compiler/diagnostics/did-you-mean.ts';

it.each([
  ['emial', ['email', 'name'], ['email']],
  ['Email', ['email'], ['email']],
  ['COUNTRY', ['country', 'county'], ['country', 'county']],
  ['ordrs', ['orders', 'order'], ['orders']],
  ['Europe/Warsav', ['Europe/Warsaw', 'Europe/Jersey'], ['Europe/Warsaw']],
  ['x', ['y', 'X'], ['X']],
  ['lifetime', ['lifetime_value'], []],
  ['aaaa', ['aaab', 'aaac', 'aaad', 'aaae'], ['aaab', 'aaac', 'aaad']],
  ['a'.repeat(5000), ['a'.repeat(5001)], []],
])('%s', (written, candidates, expected) => {
  expect(didYouMean(written, candidates)).toEqual(expected);
});

it('is told in words', () => {
  expect(suggestion('emial', ['email'])).toBe('did you mean `email`?');
  expect(suggestion('zzz', ['email'])).toBeUndefined();
  expect(alternatives(['a', 'b', 'c'])).toBe('a, b or c');
  expect(listed(['a', 'b', 'c'])).toBe('`a`, `b` and `c`');
  expect(listed(['a', 'b', 'c'], 2)).toBe('`a`, `b` and 1 more');
});
