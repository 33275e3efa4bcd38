// Command line of the generator: arguments in, checked options or a thrown UsageError out.
import { parseArgs } from 'node:util';

/**
 * @typedef {object} Options
 * @property {number} contacts  number of contacts; everything else grows with it
 * @property {number} events    tracked events and logins together
 * @property {number} seed
 * @property {Date} now         the instant at which the data end
 * @property {string} out       path of the DuckDB file
 * @property {number | undefined} advance  days to add to an existing file
 */

export class UsageError extends Error {}

export const usage = `node generate.mjs [--contacts 20000] [--events 500000] [--seed 42]
                  [--now 2026-11-02T09:00:00Z] [--out examples/crm/warehouse.duckdb]
node generate.mjs --advance <days> [--out examples/crm/warehouse.duckdb]

Without --advance the file is written anew. With it, an existing file gets that many days more:
new visits, orders, tickets and contacts, finished tasks, answered tickets, moved deals, changed consents.
The same options give the same rows on every machine.`;

/**
 * @param {readonly string[]} args
 * @param {string} defaultOut
 * @returns {Options}
 */
export function readOptions(args, defaultOut) {
  const { values } = parse(args);
  const now = new Date(values.now);
  if (Number.isNaN(now.getTime())) {
    throw new UsageError(
      `--now must be an instant such as 2026-11-02T09:00:00Z, not "${values.now}"`,
    );
  }
  return {
    contacts: wholeNumber('contacts', values.contacts, 200),
    events: wholeNumber('events', values.events, 1000),
    seed: wholeNumber('seed', values.seed, 0),
    now,
    out: values.out ?? defaultOut,
    advance: values.advance === undefined ? undefined : wholeNumber('advance', values.advance, 1),
  };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        contacts: { type: 'string', default: '20000' },
        events: { type: 'string', default: '500000' },
        seed: { type: 'string', default: '42' },
        now: { type: 'string', default: '2026-11-02T09:00:00Z' },
        out: { type: 'string' },
        advance: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param {string} name
 * @param {string} text
 * @param {number} least
 */
function wholeNumber(name, text, least) {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) {
    throw new UsageError(`--${name} must be a whole number of at least ${least}, not "${text}"`);
  }
  return value;
}
