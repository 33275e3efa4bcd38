// The arguments of `npm run histories` → what is to be run. Throws UsageError for what nobody can have meant.
import { parseArgs } from 'node:util';
import { type Plant, plants } from './planted-faults.ts';

export class UsageError extends Error {}

export interface CampaignRequest {
  readonly histories: number;
  readonly refreshes: number;
  readonly seed: number;
  /** Of one history, as a failure tells it; undefined: all of them. */
  readonly path: string | undefined;
  readonly plant: Plant | undefined;
  readonly workers: number;
  /** 0: however long it takes. */
  readonly minutes: number;
  /** As soon as so many are found, no seed is begun any more. */
  readonly failures: number;
}

export const usage = `npm run histories -- [options]

Random histories of refreshes, each held against the interpreter and the laws of refreshes. A failure is made small and printed.

  --histories N   histories (1000)
  --refreshes N   refreshes of each (10)
  --seed N        of the first 25 histories, the next 25 are of the seed after it (another one each time)
  --path P        of one history, as a failure tells it
  --plant X       refreshes that see the sources as a careless reader of changes would, so that the campaign must fail:
                  ${plants.join(', ')}
  --workers N     processes (2)
  --minutes N     no seed is begun after so many minutes, 0: however long it takes (0)
  --failures N    so many failures end the campaign (5)
  --help          this text

Exit codes: 0 every law was kept, 1 a law was broken, 2 the arguments cannot be used.
`;

type WholeOption = 'histories' | 'refreshes' | 'seed' | 'workers' | 'minutes' | 'failures';

const text = { type: 'string' } as const;
const options = {
  help: { type: 'boolean' },
  path: text,
  plant: text,
  histories: text,
  refreshes: text,
  seed: text,
  workers: text,
  minutes: text,
  failures: text,
} as const;

type Values = Partial<Record<WholeOption | 'path' | 'plant', string>> & { readonly help?: boolean };

/** `freshSeed` is taken when none is given. */
export function parseCampaign(
  args: readonly string[],
  freshSeed: number,
): CampaignRequest | 'help' {
  const values = parsed(args);
  if (values.help === true) return 'help';
  return {
    histories: wholeNumber(values, 'histories', 1000),
    refreshes: wholeNumber(values, 'refreshes', 10),
    seed: wholeNumber(values, 'seed', freshSeed),
    path: values.path,
    plant: plantOf(values.plant),
    workers: Math.max(1, wholeNumber(values, 'workers', 2)),
    minutes: wholeNumber(values, 'minutes', 0),
    failures: wholeNumber(values, 'failures', 5),
  };
}

function parsed(args: readonly string[]): Values {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(values: Values, option: WholeOption, otherwise: number): number {
  const given = values[option];
  if (given === undefined) return otherwise;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new UsageError(`--${option} must be a whole number, not "${given}"`);
}

function plantOf(given: string | undefined): Plant | undefined {
  const plant = plants.find((one) => one === given);
  if (given === undefined || plant !== undefined) return plant;
  throw new UsageError(`--plant is one of ${plants.join(', ')}`);
}
