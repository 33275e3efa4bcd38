// One text per meaning: what JSON.stringify gives of sorted fields, whatever their order, and read back the same.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../compiler/lower/canonical.ts';

describe('canonicalJson', () => {
  it('is JSON of the same data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('says the same whatever the order of fields, and leaves undefined ones out', () => {
    const text = canonicalJson({ b: [1, { d: undefined, c: 'x"\n' }], a: null });
    expect(text).toBe('{"a":null,"b":[1,{"c":"x\\"\\n"}]}');
    expect(canonicalJson({ a: null, b: [1, { c: 'x"\n', d: undefined }] })).toBe(text);
    expect(canonicalJson([undefined, undefined])).toBe('[null,null]');
  });

  it('tells fields apart whose names read alike together', () => {
    expect(canonicalJson({ a: 1, b: 2 })).toBe('{"a":1,"b":2}');
    expect(canonicalJson({ 'a b': 1 })).toBe('{"a b":1}');
    expect(canonicalJson({})).toBe('{}');
    expect(canonicalJson({ '': 1 })).toBe('{"":1}');
  });
});
