// Arguments of the built command line: help, version, wrong usage in text and JSON.
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../cli/commands.ts';
import manifest from '../../package.json' with { type: 'json' };
import { buildCommandLine } from './built-command-line.ts';
import { envelopeOf, segform, temporaryFolder } from './run-segform.ts';

beforeAll(buildCommandLine);

describe('version and help', () => {
  it('prints the version, alone on stdout', async () => {
    const finished = await segform(['--version']);
    expect(finished).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it('gives the version as JSON', async () => {
    const finished = await segform(['--version', '--format', 'json']);
    expect(envelopeOf(finished)).toMatchObject({ ok: true, result: { version: manifest.version } });
  });

  it('lists every command', async () => {
    const finished = await segform(['--help']);
    expect(finished).toMatchObject({ code: 0, stderr: '' });
    for (const { name, summary } of commands) {
      expect(finished.stdout).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'));
    }
  });

  it.each(commands.map(({ name }) => name))('explains %s with examples', async (name) => {
    const finished = await segform([...name.split(' '), '--help']);
    expect(finished).toMatchObject({ code: 0, stderr: '' });
    expect(finished.stdout).toMatch(new RegExp(`^Usage\n  segform ${name} `));
    expect(
      finished.stdout.split('\nExamples\n')[1]?.match(/^ {2}segform /gm)?.length,
    ).toBeGreaterThan(1);
    expect(await segform(['help', ...name.split(' ')])).toEqual(finished);
  });

  it('shows the help on stderr when no command is given', async () => {
    const finished = await segform([]);
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toContain('segform <command>');
    expect(envelopeOf(await segform(['--format=json']))).toMatchObject({
      ok: false,
      command: null,
      error: { code: 'SEG6804' },
    });
  });
});

describe('wrong usage', () => {
  it.each([
    ['an unknown command', ['chekc'], 'SEG6801', 'Did you mean `check`?'],
    ['a far command', ['frobnicate'], 'SEG6801', 'Run `segform --help`'],
    ['an unknown option', ['refresh', '--ful'], 'SEG6802', 'Did you mean `--full`?'],
    ['an unknown global option', ['status', '--projct=x'], 'SEG6802', 'Did you mean `--project`?'],
    ['an option of another command', ['check', '--due'], 'SEG6802', 'segform check --help'],
    ['a negated option', ['status', '--no-target'], 'SEG6802', '`--no-target`'],
    ['a short option', ['status', '-x'], 'SEG6802', '`-x`'],
    ['a missing value', ['status', '--target'], 'SEG6803', '--target <name>'],
    ['an empty value', ['status', '--target='], 'SEG6803', 'needs a value'],
    ['a bad choice', ['status', '--format', 'jsno'], 'SEG6803', '--format json'],
    ['a bad number', ['show', 'x', '--limit', 'ten'], 'SEG6803', 'whole number'],
    ['a bad instant', ['status', '--now', '2026-01-31'], 'SEG6803', '--now 2026-01-31T00:00:00Z'],
    ['a missing argument', ['show'], 'SEG6804', 'segform show --help'],
    ['a superfluous argument', ['show', 'a', 'b'], 'SEG6804', '`b`'],
    ['an unknown code', ['explain', 'SEG0000'], 'SEG6809', 'SEG'],
    ['a segment without a key', ['explain', 'win_back'], 'SEG6804', 'the key of an object'],
  ])('%s', async (_, args, code, text) => {
    const finished = await segform(args);
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toContain(`error[${code}]`);
    expect(finished.stderr).toContain(text);
  });

  it('is one JSON object with --format json, wherever the option stands', async () => {
    for (const args of [
      ['refresh', '--ful', '--format', 'json'],
      ['--format=json', 'refresh', '--ful'],
    ]) {
      const finished = await segform(args);
      expect(finished).toMatchObject({ code: 2, stderr: '' });
      expect(envelopeOf(finished)).toMatchObject({
        ok: false,
        format_version: '1.0',
        exit_code: 2,
        error: { code: 'SEG6802', next_actions: ['Did you mean `--full`?'], where: null },
      });
    }
  });

  it('is said outside of a project', async () => {
    const finished = await segform(['check'], { cwd: temporaryFolder() });
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toContain('error[SEG6001]');
  });
});
