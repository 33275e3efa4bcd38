// `segform status`: every segment with size and freshness, also those that were never refreshed.
import type { CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { statusText, type UnpublishedSegment } from '../output/status-text.ts';
import { countFaults } from '../project/findings.ts';
import { openProject } from '../project/open-project.ts';
import { inFileOrder } from '../project/project-segments.ts';
import { publishedStatus } from '../project/published-status.ts';
import { runnableTarget } from '../project/runnable-target.ts';

export const status: Command = {
  name: 'status',
  description:
    'Shows all segments with size and freshness: those that are published, and those the project declares\nand that were never refreshed.',
  positionals: [],
  options: [],
  examples: [
    { line: 'segform status', meaning: 'all segments' },
    { line: 'segform status --format json', meaning: 'for a monitor' },
  ],
  stopsByItself: false,
  run: showStatus,
};

async function showStatus(context: CommandContext): Promise<Outcome> {
  const { loaded, checked } = openProject(context, true);
  const target = runnableTarget(context, loaded);
  context.progress.step(`reading ${target.name}`);
  const view = await publishedStatus(target);
  const known = new Set(view.segments.map(({ segment }) => segment));
  const others = inFileOrder(checked.project.segments)
    .filter(({ name, published: refreshed }) => refreshed && !known.has(name))
    .map(unpublishedSegment);
  const now = context.givenNow ?? context.host.now();
  const { errors } = countFaults(checked.diagnostics);
  return {
    exitCode: exitCodes.done,
    result: { target: target.name, now, ...view, unpublished: others },
    text: (colours) => statusText(view, others, now, colours),
    hints: () => [
      ...(errors > 0
        ? ['', `The project has errors: segform check${context.repeatedOptions}`]
        : []),
      ...(others.length > 0 ? ['', `Next:  segform refresh${context.repeatedOptions}`] : []),
    ],
  };
}

function unpublishedSegment(segment: CheckedSegment): UnpublishedSegment {
  const { status: declared } = segment.settings;
  const state = declared === 'active' ? 'never refreshed' : declared;
  return { segment: segment.name, objectType: segment.object, state };
}
