// `segform test new`: the generated test as data, as a file, and what is refused.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCommandLine } from './built-command-line.ts';
import { envelopeOf, type Finished, segform } from './run-segform.ts';
import { sampleShop } from './sample-shop.ts';

const now = '2026-01-31T09:00:00Z';

beforeAll(buildCommandLine);

interface Project {
  readonly folder: string;
  readonly run: (...args: readonly string[]) => Promise<Finished>;
}

function newProject(): Project {
  const folder = sampleShop(now);
  return {
    folder,
    run: (...args) => segform(['test', 'new', ...args, '--now', now], { cwd: folder }),
  };
}

describe('test new', () => {
  it('prints a test that is in canonical layout and has no faults, the same each time', async () => {
    const { folder, run } = newProject();
    const first = await run('win_back');
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toMatch(/^test "boundaries of win_back" of win_back \{\n {2}now: 2026-/);
    expect(first.stderr).toContain('segform test win_back');
    expect((await run('win_back')).stdout).toBe(first.stdout);
    expect(await run('win_back', '--out', 'tests/new.seg')).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(folder, 'tests/new.seg'), 'utf8')).toBe(first.stdout);
    const layout = await segform(['fmt', '--check', 'tests'], { cwd: folder });
    expect(layout).toMatchObject({ code: 0 });
    expect(await segform(['check'], { cwd: folder })).toMatchObject({ code: 0 });
  });

  it('replaces a file only when it is told to', async () => {
    const { folder, run } = newProject();
    const file = path.join(folder, 'tests/one.seg');
    await run('win_back', '--out', 'tests/one.seg');
    const before = readFileSync(file, 'utf8');
    const refused = await run('emailable', '--out', 'tests/one.seg');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('error[SEG6131]: `tests/one.seg` exists already');
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(await run('emailable', '--out', 'tests/one.seg', '--force')).toMatchObject({
      code: 0,
      stdout: 'wrote tests/one.seg\n',
    });
    expect(readFileSync(file, 'utf8')).toContain('of emailable {');
  });

  it('answers a program with the cases', async () => {
    const { run } = newProject();
    const envelope = envelopeOf(await run('emailable', '--format', 'json'));
    expect(envelope).toMatchObject({
      command: 'test new',
      result: {
        segment: 'emailable',
        now: '2026-01-31T09:00:00.000Z',
        file: null,
        cases: [
          { name: 'typical', expected: 'in', corrected: false },
          { name: 'no_email', expected: 'out', corrected: false },
          { name: 'email_marketing_denied', expected: 'out', corrected: false },
          { name: 'email_marketing_unknown', expected: 'out', corrected: false },
        ],
        not_covered: [],
      },
    });
  });

  it.each([
    [['win_bck'], 'SEG6805', 'Did you mean `win_back`?'],
    [['win_back', '--out', 'segform.yaml', '--force'], 'SEG6803', 'must be a `.seg` file'],
    [['win_back', '--arg', 'agent=u1'], 'SEG6123', 'has no parameter `agent`'],
  ])('refuses %j with 2 and writes nothing', async (args, code, text) => {
    const { folder, run } = newProject();
    const before = readdirSync(folder, { recursive: true });
    const finished = await run(...args);
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toContain(`error[${code}]`);
    expect(finished.stderr).toContain(text);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });
});
