// `segform compile --explain`: the plan of a refresh, and with `--rows` how many rows its tables have in the target.
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import { textIn } from '../../compiler/explain/condition-text.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { openReader } from '../../dialects/open-warehouse.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import type { LoadedProject } from '../../runtime/project/loaded-project.ts';
import { countRows } from '../../runtime/read/count-rows.ts';
import {
  describeRefresh,
  type RefreshDescription,
  withRows,
} from '../../runtime/refresh/describe/describe-refresh.ts';
import type { CommandArguments } from '../arguments/command-arguments.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { planText } from '../output/plan-text.ts';
import { plural } from '../output/quantities.ts';
import { faultyProject } from './findings.ts';
import { dialectFor, findingsOf, openProject } from './open-project.ts';
import { selectCompilable, selectPublished } from './project-segments.ts';
import { runnableTarget } from './runnable-target.ts';
import { publishedRelations, schemaOf } from './published-relations.ts';

export async function explainPlan(
  context: CommandContext,
  args: CommandArguments,
): Promise<Outcome> {
  if (args.text('out') !== undefined) {
    const problem = '`--out` writes SQL, which `--explain` does not print';
    throw operationalError(commandLine.badArgument, { command: 'compile', problem });
  }
  const counted = args.flag('rows');
  const opened = openProject(context, counted, args.text('dialect'));
  const findings = findingsOf(opened);
  const faulty = faultyProject(findings);
  if (faulty !== undefined) return faulty;
  const { loaded, checked } = opened;
  const selectors = args.list('segments');
  const select = selectors.length === 0 ? selectPublished : selectCompilable;
  const plan = planRefresh(checked.project, {
    now: context.givenNow ?? context.host.now(),
    segments: select('compile', selectors, checked.project),
  });
  const described = describeRefresh({
    project: checked.project,
    plan,
    dialect: dialectsByName[dialectFor(args.text('dialect'), loaded)],
    relations: publishedRelations(plan, schemaOf(loaded)),
    textOf: textIn(loaded.sources),
  });
  const { description, hints, target } = counted
    ? await countedIn(context, loaded, described)
    : { description: described, hints: [howToCount], target: undefined };
  return {
    exitCode: exitCodes.done,
    result: { target, plan: description },
    text: (colours) => planText(description, counted, colours),
    hints: () => ['', ...hints],
    ...(findings.diagnostics.length === 0 ? {} : { diagnostics: findings }),
  };
}

const howToCount = 'Rows are not known offline: `--rows` counts them in the target.';

interface Counted {
  readonly description: RefreshDescription;
  readonly hints: readonly string[];
  readonly target: string;
}

async function countedIn(
  context: CommandContext,
  loaded: LoadedProject,
  description: RefreshDescription,
): Promise<Counted> {
  const target = runnableTarget(context, loaded);
  context.progress.step(`reading ${target.name}`);
  const tables = description.sources.map(({ table }) => table);
  const { signal } = context;
  const rows = await countRows({ target, openReader, tables, signal });
  const absent = tables.filter((table) => !rows.has(table));
  const missing = `${plural(absent.length, 'table')} not found in ${target.name}: ${absent.join(', ')}`;
  const read = 'Rows read are those of the tables on the way, before windows and conditions.';
  return {
    description: withRows(description, rows),
    hints: [...(absent.length === 0 ? [] : [missing]), read],
    target: target.name,
  };
}
