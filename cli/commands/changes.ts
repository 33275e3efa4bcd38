// `segform changes [segment]`: the change feed, newest first.
import { openPublished } from '../../dialects/open-warehouse.ts';
import { readChanges } from '../../runtime/read/read-published.ts';
import type { CommandArguments } from '../arguments/command-arguments.ts';
import { parseInstant } from '../arguments/instant.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { changesTable } from '../output/changes-text.ts';
import { loadForCommand } from '../project/open-project.ts';
import { runnableTarget } from '../project/runnable-target.ts';

export const changes: Command = {
  name: 'changes',
  description:
    'Shows who entered and left, and why: the first refresh, a new definition, new data, or time that passed.',
  positionals: [
    { name: 'segment', description: 'only of this segment', required: false, many: false },
  ],
  options: [
    {
      name: 'since',
      kind: 'text',
      value: 'instant',
      description: 'only changes at or after it, such as 2026-01-31T09:00:00Z',
    },
    {
      name: 'limit',
      kind: 'count',
      value: 'n',
      description: 'how many to show, the newest first (default: 50)',
    },
  ],
  examples: [
    { line: 'segform changes', meaning: 'the last changes of all segments' },
    {
      line: 'segform changes win_back --since 2026-01-01T00:00:00Z',
      meaning: 'those of one segment since new year',
    },
  ],
  stopsByItself: false,
  run: showChanges,
};

async function showChanges(context: CommandContext, args: CommandArguments): Promise<Outcome> {
  const since = args.text('since');
  const query = {
    segment: args.text('segment'),
    since: since === undefined ? undefined : parseInstant('--since', since),
    limit: args.count('limit') ?? 50,
  };
  const target = runnableTarget(context, loadForCommand(context, true));
  context.progress.step(`reading ${target.name}`);
  const rows = await readChanges({ target, openPublished, ...query });
  return {
    exitCode: exitCodes.done,
    result: { changes: rows },
    text: (colours) =>
      rows.length === 0 ? 'no changes\n' : changesTable(rows, query.segment === undefined, colours),
    hints: () =>
      rows.length < query.limit || rows.length === 0
        ? []
        : ['', `The newest ${rows.length} changes; --limit shows more, --since fewer.`],
  };
}
