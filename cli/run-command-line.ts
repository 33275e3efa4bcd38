// From arguments to exit code: parse, run one command, report its outcome or its error in the asked format.
import path from 'node:path';
import { commandLine } from '../compiler/diagnostics/catalogue/command-line.ts';
import { operationalError } from '../compiler/operational-error.ts';
import type { CommandArguments } from './arguments/command-arguments.ts';
import { parseArguments, type ParsedCommandLine } from './arguments/parse-arguments.ts';
import { parseInstant } from './arguments/instant.ts';
import type { Command, CommandContext, Outcome } from './command.ts';
import { commands } from './commands.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Host } from './host.ts';
import { renderCommandHelp, renderProgramHelp } from './output/help.ts';
import { createProgress } from './output/progress.ts';
import { createReport, outputWritten, type Report } from './report.ts';
import { interrupted } from './render-error.ts';
import { runUntilSignal } from './signals.ts';

/** Never throws; prints everything there is to print. */
export async function runCommandLine(host: Host, version: string): Promise<ExitCode> {
  return outputWritten(host, await answer(host, version));
}

async function answer(host: Host, version: string): Promise<ExitCode> {
  const report = createReport(host);
  let command: Command | undefined;
  try {
    const parsed = await parseArguments(host.args, commands);
    command = parsed.command;
    if (parsed.version) return await report.plainText('version', `${version}\n`, { version });
    if (parsed.help) return await help(parsed, report);
    if (command === undefined) return await missingCommand(report);
    return await runCommand(command, parsed, { host, version, report });
  } catch (error) {
    return await report.error(command?.name ?? null, error);
  }
}

interface Surroundings {
  readonly host: Host;
  readonly version: string;
  readonly report: Report;
}

async function runCommand(
  command: Command,
  { args }: ParsedCommandLine<Command>,
  { host, version, report }: Surroundings,
): Promise<ExitCode> {
  const settings = { quiet: args.flag('quiet'), verbose: args.flag('verbose') };
  const project = args.text('project');
  const now = args.text('now');
  const context: Omit<CommandContext, 'signal'> = {
    host,
    project: project === undefined ? undefined : path.resolve(host.directory, project),
    repeatedOptions: repeated(args),
    target: args.text('target'),
    givenNow: now === undefined ? undefined : parseInstant('--now', now),
    version,
    ...settings,
    json: report.json,
    progress: createProgress(host, settings),
  };
  try {
    const { outcome, signal } = await runUntilSignal(command, context, args);
    await context.progress.clear();
    const stopped = signal === undefined ? undefined : interrupted(signal);
    return await report.outcome(command.name, withStop(outcome, stopped), settings.quiet);
  } catch (error) {
    await context.progress.clear();
    throw error;
  }
}

function repeated(args: CommandArguments): string {
  return ['project', 'target']
    .map((name) => ({ name, value: args.text(name) }))
    .filter(({ value }) => value !== undefined)
    .map(({ name, value }) => ` --${name} ${value}`)
    .join('');
}

/** A command that came to an end after a signal says so, with what it had done. */
function withStop(outcome: Outcome, stopped: ReturnType<typeof interrupted> | undefined): Outcome {
  return stopped === undefined ? outcome : { ...outcome, ...stopped };
}

function help(parsed: ParsedCommandLine<Command>, report: Report): Promise<ExitCode> {
  const { command } = parsed;
  const text =
    command === undefined
      ? renderProgramHelp(commands, report.colours)
      : renderCommandHelp(command, report.colours);
  return report.plainText(command?.name ?? 'help', text, { help: text });
}

async function missingCommand(report: Report): Promise<ExitCode> {
  if (!report.json) {
    await report.usage(renderProgramHelp(commands, report.colours));
    return exitCodes.usage;
  }
  throw operationalError(commandLine.badArgument, {
    problem: 'no command is given',
    command: undefined,
  });
}
