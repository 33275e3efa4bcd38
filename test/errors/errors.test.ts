// Every code is shown by a fixture with the exact text of its message; `UPDATE=1 npx vitest run test/errors` rewrites them.
import { readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectedPart, messagesOf, readFixture } from './fixture.ts';

const folder = new URL('.', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => /^SEG\d{4}-.*\.seg$/.test(name))
  .toSorted();
const update = process.env['UPDATE'] === '1';

describe('messages', () => {
  it.each(names)('%s', (name) => {
    const { source, expected } = readFixture(name);
    const actual = expectedPart(name, source);
    if (update) writeFileSync(new URL(name, folder), source + actual);
    else expect(actual).toBe(expected);
    expect(messagesOf(name, source).codes).toContain(name.slice(0, 7));
  });

  it('the shared model is without fault', () => {
    expect(messagesOf('empty.seg', '').text).toBe('');
  });
});
