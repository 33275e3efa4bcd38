// The arguments of `npm run bench` → what is to be measured. Throws UsageError for what nobody can have meant.
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type DataSizes, defaultSizes, largestSeed } from './data/sizes.ts';
import type { BenchSettings } from './run/bench.ts';
import type { ConditionChoice } from './segments/generate.ts';

export class UsageError extends Error {}

export type Growing = 'segments' | 'events' | 'minutes';

export type Task =
  | { readonly kind: 'help' }
  | { readonly kind: 'refresh'; readonly settings: BenchSettings }
  | {
      readonly kind: 'growth';
      readonly settings: BenchSettings;
      readonly grow: Growing;
      /** Multiples of the setting, each larger than the one before. */
      readonly steps: readonly number[];
    }
  | {
      readonly kind: 'compile';
      readonly sizes: DataSizes;
      readonly overlap: number;
      readonly conditions: ConditionChoice;
      /** Numbers of segments. */
      readonly counts: readonly number[];
      /** Folder of generated projects, absolute. */
      readonly cache: string;
    };

export interface Request {
  /** Folder of the repository, absolute; set by scripts/bench.mjs. */
  readonly root: string;
  readonly task: Task;
  readonly repeat: number;
  readonly format: 'text' | 'json' | 'svg';
}

export const usage = `npm run bench -- [options]

Measures refreshes of generated segments over generated data, against one query per segment written by hand.

  --contacts N       contacts (100000); companies, orders and tags follow from them
  --events N         events (2000000)
  --kinds N          kinds of events (8)
  --tables one|each  all kinds of events in one table, or each in a table of its own (one)
  --days N           days the events are spread over (400)
  --keys int|text    type of the contacts' keys (int)
  --times plain|zoned
                     timestamps stored without a zone, or with one (plain)
  --amounts money|decimal|double
                     how amounts are declared and stored: money or decimal over DECIMAL,
                     decimal over DOUBLE (money)
  --skew S           share of the events that belong to one contact in a hundred, 0 to 1 (0)
  --seed N           other seeds give other rows and segments (1)
  --segments N       segments (100)
  --overlap S        share of the conditions that come from a pool all segments have in common, 0 to 1 (0.3)
  --conditions usual|attributes|rich
                     attributes: segments of nothing but the contacts' own attributes
                     rich: events also averaged, counted by different values and over all time (usual)
  --hand direct|narrowed
                     queries by hand: each condition for itself, or contacts narrowed down
                     by the other conditions before rows are grouped (direct)
  --singles N        segments refreshed alone (5)
  --minutes N        between the refreshes and the one after new rows (15)
  --burst N          rows that arrive meanwhile are N times as many as usual (1)
  --repeat N         repeats (3)
  --threads N        threads of DuckDB, for both sides
  --memory-limit X   memory limit of DuckDB, for both sides: 4GB
  --serving          write a serving file after each refresh
  --undeclared       say nothing of how the tables change, so that they are compared or read whole
  --folder PATH      where generated data are kept (below the system's folder for temporary files)
  --format text|json|svg (text)
                     svg: a picture of growth, with --grow

  --grow segments|events|minutes --steps 1,2,4
                     how the time grows when that setting is multiplied
  --compile --counts 100,1000,10000
                     check, compile, start and one edit instead of refreshes
`;

const options = {
  root: { type: 'string' },
  help: { type: 'boolean' },
  contacts: { type: 'string' },
  events: { type: 'string' },
  kinds: { type: 'string' },
  tables: { type: 'string' },
  days: { type: 'string' },
  keys: { type: 'string' },
  times: { type: 'string' },
  amounts: { type: 'string' },
  skew: { type: 'string' },
  seed: { type: 'string' },
  segments: { type: 'string' },
  overlap: { type: 'string' },
  conditions: { type: 'string' },
  hand: { type: 'string' },
  singles: { type: 'string' },
  minutes: { type: 'string' },
  burst: { type: 'string' },
  repeat: { type: 'string' },
  threads: { type: 'string' },
  'memory-limit': { type: 'string' },
  serving: { type: 'boolean' },
  undeclared: { type: 'boolean' },
  folder: { type: 'string' },
  format: { type: 'string' },
  grow: { type: 'string' },
  steps: { type: 'string' },
  compile: { type: 'boolean' },
  counts: { type: 'string' },
} as const;

type Values = Partial<Record<keyof typeof options, string | boolean>>;

export function parseRequest(args: readonly string[]): Request {
  const values = parsed(args);
  return {
    root: path.resolve(textOf(values, 'root') ?? '.'),
    task: taskOf(values),
    repeat: whole(values, 'repeat', 3, 1),
    format: formatOf(values),
  };
}

function formatOf(values: Values): Request['format'] {
  const format = choice(values, 'format', ['text', 'json', 'svg']) ?? 'text';
  if (format !== 'svg' || values.grow !== undefined) return format;
  throw new UsageError('--format svg is a picture of growth: give --grow');
}

function parsed(args: readonly string[]): Values {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function taskOf(values: Values): Task {
  if (values.help === true) return { kind: 'help' };
  if (values.compile === true) {
    const counts = list(values, 'counts', [100, 1_000, 10_000]);
    const [sizes, overlap, cache] = [sizesOf(values), overlapOf(values), cacheOf(values)];
    return { kind: 'compile', sizes, overlap, conditions: conditionsOf(values), counts, cache };
  }
  const settings = settingsOf(values);
  const grow = choice(values, 'grow', ['segments', 'events', 'minutes']);
  if (grow === undefined) return { kind: 'refresh', settings };
  return { kind: 'growth', settings, grow, steps: list(values, 'steps', [1, 2, 4]) };
}

function settingsOf(values: Values): BenchSettings {
  return {
    sizes: sizesOf(values),
    segments: whole(values, 'segments', 100, 1),
    overlap: overlapOf(values),
    conditions: conditionsOf(values),
    hand: choice(values, 'hand', ['direct', 'narrowed']) ?? 'direct',
    singles: whole(values, 'singles', 5, 0),
    minutes: whole(values, 'minutes', 15, 1),
    burst: whole(values, 'burst', 1, 1, 1_000_000),
    limits: {
      threads: values.threads === undefined ? undefined : whole(values, 'threads', 1, 1),
      memoryLimit: textOf(values, 'memory-limit'),
    },
    serving: values.serving === true,
    undeclared: values.undeclared === true,
    cache: cacheOf(values),
  };
}

function sizesOf(values: Values): DataSizes {
  return {
    contacts: whole(values, 'contacts', defaultSizes.contacts, 100),
    events: whole(values, 'events', defaultSizes.events, 1),
    kinds: whole(values, 'kinds', defaultSizes.kinds, 1),
    tables: choice(values, 'tables', ['one', 'each']) ?? defaultSizes.tables,
    days: whole(values, 'days', defaultSizes.days, 1),
    keys: choice(values, 'keys', ['int', 'text']) ?? defaultSizes.keys,
    times: choice(values, 'times', ['plain', 'zoned']) ?? defaultSizes.times,
    amounts: choice(values, 'amounts', ['money', 'decimal', 'double']) ?? defaultSizes.amounts,
    skew: share(values, 'skew', defaultSizes.skew),
    seed: whole(values, 'seed', defaultSizes.seed, 0, largestSeed),
  };
}

function cacheOf(values: Values): string {
  return path.resolve(textOf(values, 'folder') ?? path.join(tmpdir(), 'segform-bench'));
}

function overlapOf(values: Values): number {
  return share(values, 'overlap', 0.3);
}

function conditionsOf(values: Values): ConditionChoice {
  return choice(values, 'conditions', ['usual', 'attributes', 'rich']) ?? 'usual';
}

function textOf(values: Values, name: keyof Values): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

function whole(
  values: Values,
  name: keyof Values,
  otherwise: number,
  least: number,
  most = 1_000_000_000,
): number {
  const text = textOf(values, name);
  return text === undefined ? otherwise : wholeOf(text, name, least, most);
}

function wholeOf(text: string, name: string, least: number, most: number): number {
  const value = /^\d[\d_]*$/.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name} is a whole number from ${least} to ${most}, not ${text}`);
}

function share(values: Values, name: keyof Values, otherwise: number): number {
  const text = textOf(values, name);
  const value = text === undefined ? otherwise : text === '' ? Number.NaN : Number(text);
  if (value >= 0 && value <= 1) return value;
  throw new UsageError(`--${name} is a number from 0 to 1, not ${text ?? ''}`);
}

function choice<T extends string>(
  values: Values,
  name: keyof Values,
  of: readonly T[],
): T | undefined {
  const text = textOf(values, name);
  const found = of.find((one) => one === text);
  if (text === undefined || found !== undefined) return found;
  throw new UsageError(`--${name} is one of ${of.join(', ')}, not ${text}`);
}

/** Whole numbers, each larger than the one before. */
function list(values: Values, name: keyof Values, otherwise: readonly number[]): readonly number[] {
  const text = textOf(values, name);
  if (text === undefined) return otherwise;
  const numbers = text.split(',').map((part) => wholeOf(part.trim(), name, 1, 1_000_000));
  if (numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0))) {
    return numbers;
  }
  throw new UsageError(`--${name} are numbers, each larger than the one before, not ${text}`);
}
