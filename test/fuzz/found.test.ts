// Inputs with which fuzzing once found a crash or a hang: they go through every stage and come back.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runInput } from './run-input.ts';

const model = {
  path: 'model.seg',
  text: readFileSync(new URL('../errors/model.seg', import.meta.url), 'utf8'),
};

const found: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a sequence whose first step is no name, for ever',
    'segment s of contact {\n  where {\n    did sequence {\n      is .phone\n    }\n  }\n}\n',
    ['SEG1014'],
  ],
];

describe('found by fuzzing', () => {
  it.each(found)('%s', (_name, text, codes) => {
    const reached = runInput({ kind: 'damaged', text, companions: [model] });
    expect([...reached.codes]).toEqual(codes);
  });
});
