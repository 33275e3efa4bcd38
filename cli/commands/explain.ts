// `segform explain SEG1001`: the long form of a diagnostic, from the error pages that are part of the package.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { CommandArguments } from '../arguments/command-arguments.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { renderPage } from '../output/markdown.ts';
import { packageRoot } from '../package-root.ts';

export const explain: Command = {
  name: 'explain',
  description: 'Prints what a diagnostic means, an example that shows it, and what to do about it.',
  positionals: [
    { name: 'code', description: 'a code such as SEG1001', required: true, many: false },
    { name: 'key', description: 'not in this version', required: false, many: false },
  ],
  options: [],
  examples: [
    { line: 'segform explain SEG1001', meaning: 'the long form of a message' },
    { line: 'segform explain seg1001 --format json', meaning: 'the same for a program' },
  ],
  stopsByItself: false,
  run: explainCode,
};

async function explainCode(_: CommandContext, args: CommandArguments): Promise<Outcome> {
  const word = args.text('code') ?? '';
  const code = word.toUpperCase();
  if (!/^SEG\d+$/.test(code)) throw aboutMembers(word);
  const page = await readPage(code);
  const title = /^# +(.+)$/m.exec(page)?.[1] ?? code;
  return {
    exitCode: exitCodes.done,
    result: { code, title, page },
    text: (colours) => renderPage(page, colours),
  };
}

/** `explain <segment> <key>` belongs to a later version; says what answers the question today. */
function aboutMembers(word: string): Error {
  return operationalError(commandLine.notYet, {
    what: 'explaining why an object is in a segment',
    instead: `\`segform changes ${word}\` shows who entered and left and why; \`segform show ${word}\` shows its definition. Codes look like SEG1001.`,
  });
}

async function readPage(code: string): Promise<string> {
  const folder = path.join(packageRoot(), 'docs/errors');
  const pages = await readdir(folder);
  if (pages.includes(`${code}.md`)) return readFile(path.join(folder, `${code}.md`), 'utf8');
  throw operationalError(commandLine.unknownCode, { code });
}
