// Instants given on the command line.
import { expect, it } from 'vitest';
import { parseInstant } from '../../cli/arguments/instant.ts';

it.each([
  ['2026-01-31T09:00:00Z', '2026-01-31T09:00:00.000Z'],
  ['2026-01-31T09:00Z', '2026-01-31T09:00:00.000Z'],
  ['2026-01-31T10:00:00.25+01:00', '2026-01-31T09:00:00.250Z'],
  ['2024-02-29T00:00:00-05:00', '2024-02-29T05:00:00.000Z'],
])('%s', (text, expected) => {
  expect(parseInstant('--now', text)).toBe(expected);
});

it.each([
  ['2026-01-31', '--now 2026-01-31T00:00:00Z'],
  ['2026-01-31T09:00:00', '--now 2026-01-31T09:00:00Z'],
  ['2026-01-31 09:00', '--now 2026-01-31T09:00Z'],
  ['2026-02-30T00:00:00Z', '--now 2026-01-31T09:00:00Z'],
  ['2026-01-31T25:00:00Z', '--now 2026-01-31T09:00:00Z'],
  ['yesterday', '--now 2026-01-31T09:00:00Z'],
])('refuses %s and shows how to write it', (text, example) => {
  const parse = (): unknown => parseInstant('--now', text);
  expect(parse).toThrow(
    expect.objectContaining({ code: 'SEG6803', help: `Write for example \`${example}\`.` }),
  );
});
