// `segform show <segment>`: one published segment with its members, from what readers see.
import { openPublished } from '../../dialects/open-warehouse.ts';
import { readSegment } from '../../runtime/read/read-published.ts';
import type { CommandArguments } from '../arguments/command-arguments.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { segmentText } from '../output/segment-text.ts';
import { loadForCommand } from '../project/open-project.ts';
import { runnableTarget } from '../project/runnable-target.ts';

export const show: Command = {
  name: 'show',
  description:
    'Shows one segment as it is published: size, freshness, definition, members, last changes.',
  positionals: [{ name: 'segment', description: 'name of a segment', required: true, many: false }],
  options: [
    {
      name: 'limit',
      kind: 'count',
      value: 'n',
      description: 'how many members to show (default: 20)',
    },
  ],
  examples: [
    { line: 'segform show win_back', meaning: 'the segment and its first members' },
    { line: 'segform show win_back --limit 1000 --format json', meaning: 'members for a program' },
  ],
  stopsByItself: false,
  run: showSegment,
};

async function showSegment(context: CommandContext, args: CommandArguments): Promise<Outcome> {
  const target = runnableTarget(context, loadForCommand(context, true));
  context.progress.step(`reading ${target.name}`);
  const segment = args.text('segment') ?? '';
  const limit = args.count('limit') ?? 20;
  const view = await readSegment({ target, openPublished, segment, limit });
  const now = context.givenNow ?? context.host.now();
  return {
    exitCode: exitCodes.done,
    result: view,
    text: (colours) => segmentText(view, now, colours),
    hints: () => ['', `Next:  segform changes ${segment}${context.repeatedOptions}`],
  };
}
