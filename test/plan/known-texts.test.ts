// Canonical texts that are remembered are the texts that canonicalJson makes.
import { expect, it } from 'vitest';
import { canonicalJson } from '../../compiler/lower/canonical.ts';
import { textOf, textOfParts } from '../../compiler/plan/known-texts.ts';

const part = { when: [undefined, { b: 'x"\n', a: null }], kind: 'y', gone: undefined };
const whole = { part, id: undefined, 'a "b"': 1, flag: false, none: null, list: [part, 'z'] };

it.each([1, 2])('is the same text, asked for the %s. time', () => {
  expect(textOf(part)).toBe(canonicalJson(part));
  expect(textOfParts(whole)).toBe(canonicalJson(whole));
});

it('goes by what an object is, not by where it stands', () => {
  expect(textOfParts({ b: part, a: part })).toBe(canonicalJson({ a: part, b: { ...part } }));
});
