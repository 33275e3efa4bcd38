// The examples of docs/errors: the first shows the fault, the last is without it. SEG109x is about files that are too large,
// too deep or hold invisible characters: nothing that a page could show.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messagesOf } from './fixture.ts';

const folder = new URL('../../docs/errors/', import.meta.url);
const pages = readdirSync(folder)
  .filter((name) => /^SEG(?!109)[1-5]\d{3}\.md$/.test(name))
  .toSorted();

describe('pages of codes about the source', () => {
  it.each(pages)('%s', (name) => {
    const code = name.slice(0, 7);
    const text = readFileSync(new URL(name, folder), 'utf8');
    const examples = [...text.matchAll(/```seg\n([^]*?)```/g)].map((match) => match[1] ?? '');
    expect(text).toMatch(new RegExp(`^# ${code}: \\S`));
    expect(examples.length).toBeGreaterThanOrEqual(2);
    expect(messagesOf('page.seg', examples[0] ?? '').codes).toContain(code);
    expect(messagesOf('page.seg', examples.at(-1) ?? '').text).toBe('');
  });
});
