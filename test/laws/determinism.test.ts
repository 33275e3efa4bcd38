// The same bytes of SQL and JSON whatever the zone, the language, the folder and the order of files: the built command line in processes
// of its own.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine, commandLine } from '../cli/built-command-line.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const now = '2026-11-02T09:00:00Z';

const commands = {
  'SQL of DuckDB': ['compile', '--now', now],
  'SQL of Snowflake': ['compile', '--now', now, '--dialect', 'snowflake'],
  'JSON of compile': ['compile', '--now', now, '--format', 'json'],
  'JSON of check': ['check', '--format', 'json'],
} as const;

type Environment = Readonly<Record<string, string>>;

const environments: Readonly<Record<string, Environment>> = {
  'in India': { TZ: 'Asia/Kolkata' },
  'on Lord Howe Island, in Turkish': {
    TZ: 'Australia/Lord_Howe',
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
  },
  'in New York, in German': { TZ: 'America/New_York', LANG: 'de_DE', LC_NUMERIC: 'de_DE' },
  'without a language': { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
  'with colours asked for': { FORCE_COLOR: '3', COLUMNS: '40', TERM: 'dumb' },
};

function run(
  project: string,
  args: readonly string[],
  more: Environment = {},
  cwd = tmpdir(),
): string {
  const { PATH = '' } = process.env;
  return execFileSync(process.execPath, [commandLine, ...args, '--project', project], {
    cwd,
    env: { PATH, ...more },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 100_000_000,
  });
}

describe('the output of the command line', () => {
  let folder: string;
  const expected = new Map<string, string>();

  beforeAll(async () => {
    await buildCommandLine();
    folder = mkdtempSync(join(tmpdir(), 'segform-same-'));
    cpSync(join(examples, 'crm'), join(folder, 'crm'), {
      recursive: true,
      filter: (source) => !source.includes('.duckdb'),
    });
    for (const [name, args] of Object.entries(commands)) {
      expected.set(name, run(join(folder, 'crm'), args));
    }
  }, 120_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('says something', () => {
    for (const text of expected.values()) expect(text.length).toBeGreaterThan(200);
  });

  it.each(Object.entries(environments))(
    'is the same %s',
    (_name, environment) => {
      for (const [name, args] of Object.entries(commands)) {
        expect(run(join(folder, 'crm'), args, environment)).toBe(expected.get(name));
      }
    },
    120_000,
  );

  it('is the same from other folders', () => {
    for (const [name, args] of Object.entries(commands)) {
      expect(run('.', args, {}, join(folder, 'crm'))).toBe(expected.get(name));
      expect(run('..', args, {}, join(folder, 'crm', 'model'))).toBe(expected.get(name));
    }
  }, 120_000);

  it('is the same when files were written in another order', () => {
    const copy = join(folder, 'turned', 'crm');
    const source = join(folder, 'crm');
    const files = readdirSync(source, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(source.length + 1))
      .toReversed();
    for (const file of files) {
      mkdirSync(join(copy, file, '..'), { recursive: true });
      writeFileSync(join(copy, file), readFileSync(join(source, file)));
    }
    for (const [name, args] of Object.entries(commands)) {
      expect(run(copy, args)).toBe(expected.get(name));
    }
  }, 120_000);

  it('is the same SQL when files have other names', () => {
    const copy = join(folder, 'renamed', 'crm');
    cpSync(join(folder, 'crm'), copy, { recursive: true });
    const models = readdirSync(join(copy, 'model')).toSorted();
    for (const [index, file] of models.entries()) {
      renameSync(join(copy, 'model', file), join(copy, 'model', `${String(9 - index)}-${file}`));
    }
    for (const name of ['SQL of DuckDB', 'SQL of Snowflake'] as const) {
      expect(run(copy, commands[name])).toBe(expected.get(name));
    }
  }, 120_000);
});
