// The built command line marks places behind wide characters where the source does: its bundle reads the library of widths in
// its own way (scripts/lean-dependencies.mjs).
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { visibleLine } from '../../compiler/diagnostics/visible-line.ts';
import { buildCommandLine } from './built-command-line.ts';
import { segform, temporaryFolder } from './run-segform.ts';

beforeAll(buildCommandLine);

const texts = [
  'plain',
  'żółć',
  '漢字かな',
  'ﾊﾟｰ',
  '한국',
  '\u1112\u1161\u11ab',
  '👩‍👩‍👧 👍🏽',
  '🇵🇱',
  '1\u20e3',
  '1\ufe0f\u20e3',
  'e\u0301',
  'का',
  '☺︎☺️',
  '\u200b',
];

it('measures each text as the source does', async () => {
  const folder = temporaryFolder();
  const lines = texts.map((text) => `    name = "${text}" unheard_of`);
  const file = [
    'object contact @key(id) {',
    '  id: int',
    '  name: text',
    '}',
    'segment wide of contact {',
    '  where {',
    ...lines,
    '  }',
    '}',
    '',
  ].join('\n');
  writeFileSync(path.join(folder, 'segform.yaml'), 'segments: [wide.seg]\n');
  writeFileSync(path.join(folder, 'wide.seg'), file);
  const { code, stdout, stderr } = await segform(['check', '--project', folder]);
  expect(stderr).not.toContain('internal');
  expect(code).toBe(10);
  const printed = stdout.split('\n');
  for (const line of lines) {
    const start = line.indexOf('unheard_of');
    const { text, indent, width } = visibleLine(line, start, start + 'unheard_of'.length);
    const at = printed.findIndex((one) => one.endsWith(text));
    const gutter = (printed[at] ?? '').length - text.length;
    const marked = /^ *\^+/.exec((printed[at + 1] ?? '').slice(gutter))?.[0];
    expect([line, marked]).toEqual([line, `${' '.repeat(indent)}${'^'.repeat(width)}`]);
  }
});
