// `segform test` as users run it: the sample project, a broken segment, formats, selection, threads, watching.
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { buildCommandLine, commandLine } from './built-command-line.ts';
import {
  type Finished,
  envelopeOf,
  type RunSettings,
  segform,
  temporaryFolder,
} from './run-segform.ts';
import { sampleShop } from './sample-shop.ts';

// Each of them starts the command several times.
vi.setConfig({ testTimeout: 300_000 });
beforeAll(buildCommandLine);

interface Project {
  readonly folder: string;
  readonly test: (...args: readonly string[]) => Promise<Finished>;
}

/** Nothing of the environment says where anything is, and the warehouse of the project is never made. */
function newProject(settings: RunSettings = {}): Project {
  const folder = sampleShop('2026-01-31T09:00:00Z');
  return {
    folder,
    test: (...args) => segform(['test', ...args], { cwd: folder, ...settings }),
  };
}

function edit(folder: string, file: string, from: string, to: string): void {
  const target = path.join(folder, file);
  const text = readFileSync(target, 'utf8');
  expect(text).toContain(from);
  writeFileSync(target, text.replace(from, to));
}

/** More or less than forty days. */
function breakSegment(folder: string): void {
  edit(folder, 'segments/marketing.seg', 'more than 40 days ago', 'more than 30 days ago');
}

describe('test', () => {
  it('passes on the sample project, without a warehouse, a target or an environment', async () => {
    const { folder, test } = newProject();
    edit(folder, 'segform.yaml', 'database: warehouse.duckdb', 'database: ${env:NOT_SET}');
    rmSync(path.join(folder, 'data'), { recursive: true });
    const finished = await test();
    expect(finished).toMatchObject({ code: 0, stdout: '4 tests: 4 passed\n' });
    expect(finished.stderr).toMatch(/^Took .+\.\n$/);
    writeFileSync(path.join(folder, 'segform.yaml'), '');
    expect(await test('--quiet')).toEqual({ code: 0, stdout: '4 tests: 4 passed\n', stderr: '' });
  });

  it('a broken segment explains itself', async () => {
    const { folder, test } = newProject();
    breakSegment(folder);
    const finished = await test('win_back');
    expect(finished.code).toBe(11);
    expect(finished.stdout).toBe(`\
FAIL "good customers gone quiet are won back" of win_back tests/marketing.seg:2

error: \`recent\` should be out, but is in
  --> tests/marketing.seg:19:15
   |
19 |   expect out: recent, once, refunded, unwilling
   |               ^^^^^^ expected here
  ::: segments/marketing.seg:33:5
   |
33 |     last_visit_at more than 30 days ago or missing
   |     ---------------------------------------------- true: last_visit_at is 2025-09-23 09:00:00Z, 39 days ago; asked for: before 2025-10-02 09:00:00Z
   = the other 4 conditions hold with the same values as for \`ada\`, who should be in

FAIL "forty days are the edge" of win_back tests/marketing.seg:23

error: \`edge\` should be out, but is in
  --> tests/marketing.seg:33:5
   |
33 |     edge: 40 days ago, out
   |     ^^^^^^^^^^^^^^^^^^^^^^ expected here
  ::: segments/marketing.seg:33:5
   |
33 |     last_visit_at more than 30 days ago or missing
   |     ---------------------------------------------- true: last_visit_at is 2025-09-22 09:00:00Z, 40 days ago; asked for: before 2025-10-02 09:00:00Z
   = the other 4 conditions hold with the same values as for \`longer\`, who should be in

3 tests: 1 passed, 2 failed
`);
    expect(finished.stderr).toContain('error[SEG7101]: 2 of 3 tests failed');
    expect(finished.stderr).toContain('Run the failing ones again: segform test win_back');
  });

  it('gives one JSON object with places and values', async () => {
    const { folder, test } = newProject();
    breakSegment(folder);
    expect(envelopeOf(await test('edge', '--format', 'json'))).toMatchObject({
      ok: false,
      command: 'test',
      exit_code: 11,
      error: { code: 'SEG7101', summary: '1 of 1 test failed' },
      result: {
        passed: 0,
        failed: 1,
        errors: 0,
        not_run: 0,
        tests: [
          {
            name: 'forty days are the edge',
            segment: 'win_back',
            status: 'failed',
            where: { path: 'tests/marketing.seg', line: 23 },
            failures: [
              {
                message: '`edge` should be out, but is in',
                expected: 'out',
                now: '2025-11-01T09:00:00Z',
                objects: [
                  {
                    name: 'edge',
                    is_member: true,
                    compared_with: 'longer',
                    deciding: [
                      { is_alike: true },
                      { is_alike: true },
                      {
                        text: 'last_visit_at more than 30 days ago or missing',
                        truth: true,
                        is_alike: false,
                        where: { path: 'segments/marketing.seg', line: 33 },
                      },
                      { is_alike: true },
                      { is_alike: true },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    });
  });

  it('writes JUnit and annotations, also when the project has faults', async () => {
    const { folder, test } = newProject();
    breakSegment(folder);
    const junit = await test('--format', 'junit');
    expect(junit.code).toBe(11);
    expect(junit.stdout).toMatch(
      /^<\?xml .*\n<testsuites name="segform" tests="4" failures="2" errors="0" time="[\d.]+">\n/,
    );
    const github = await segform(['test', '--project', folder, '--format=github'], {
      cwd: path.dirname(folder),
    });
    expect(github.stdout).toMatch(
      /^::error file=shop\/tests\/marketing\.seg,line=19,col=15,title=win_back%3A good/m,
    );
    edit(folder, 'segments/sales.seg', '>= 100 USD', '>= 100');
    const faulty = await test('--format', 'junit');
    expect(faulty.code).toBe(10);
    expect(faulty.stdout).toContain(
      '<testsuites name="segform" tests="1" failures="0" errors="1">',
    );
    expect(faulty.stderr).toContain('segments/sales.seg:');
    expect((await test('--format', 'github')).stdout).toMatch(
      /^::error file=segments\/sales\.seg,line=\d+,col=\d+,title=SEG\d+::/,
    );
  });

  it('says which formats it knows, and other commands do not know them', async () => {
    const { test } = newProject();
    expect((await segform(['test', '--help'])).stdout).toContain(
      '--format <text|json|junit|github>',
    );
    expect((await segform(['check', '--help'])).stdout).toContain('--format <text|json> ');
    expect(await test('--format', 'xml')).toMatchObject({ code: 2 });
    expect(await segform(['status', '--format', 'junit'])).toMatchObject({ code: 2 });
  });

  it('runs nothing when a file has an error', async () => {
    const { folder, test } = newProject();
    edit(folder, 'tests/marketing.seg', '41 days ago', '"long ago"');
    const finished = await test();
    expect(finished).toMatchObject({ code: 10, stdout: '' });
    expect(finished.stderr).toContain('--> tests/marketing.seg:');
  });

  it('a project without tests is fine, and is told how to write one', async () => {
    const { folder, test } = newProject();
    rmSync(path.join(folder, 'tests'), { recursive: true });
    const finished = await test();
    expect(finished).toMatchObject({ code: 0, stdout: 'The project has no tests.\n' });
    expect(finished.stderr).toContain('docs/testing.md');
    expect(envelopeOf(await test('--format', 'json'))).toMatchObject({ result: { tests: [] } });
  });

  it('selects by name, segment, file and folder; what matches nothing is an error', async () => {
    const { folder, test } = newProject();
    expect((await test('sixth')).stdout).toBe('1 test: 1 passed\n');
    expect((await test('tests')).stdout).toBe('4 tests: 4 passed\n');
    const elsewhere = await segform(['test', 'marketing.seg', '--project', folder], {
      cwd: path.join(folder, 'tests'),
    });
    expect(elsewhere.stdout).toBe('4 tests: 4 passed\n');
    const nothing = await test('win_bak');
    expect(nothing.code).toBe(2);
    expect(nothing.stderr).toContain('SEG6101');
    expect(nothing.stderr).toContain('Did you mean `win_back`?');
  });

  it('stops after the first failure with --bail', async () => {
    const { folder, test } = newProject();
    breakSegment(folder);
    const finished = await test('--bail', '--workers', '1');
    expect(finished.code).toBe(11);
    expect(finished.stdout).toMatch(/\n4 tests: 1 failed, 3 not run\n$/);
  });

  it('gives the same bytes with any number of threads', async () => {
    const { folder, test } = newProject();
    breakSegment(folder);
    const copies = readFileSync(path.join(folder, 'tests/marketing.seg'), 'utf8');
    for (let copy = 0; copy < 12; copy += 1) {
      writeFileSync(
        path.join(folder, `tests/copy-${copy}.seg`),
        copies.replaceAll('test "', `test "${copy}: `),
      );
    }
    const one = await test('--workers', '1', '--coverage');
    const three = await test('--workers', '3', '--coverage');
    expect(one.stdout).toContain('52 tests: 26 passed, 26 failed\n');
    expect(three.stdout).toBe(one.stdout);
    expect(await test('--workers', '0')).toMatchObject({ code: 2 });
  });

  it('shows coverage of conditions', async () => {
    const { test } = newProject();
    const { stdout } = await test('--coverage');
    expect(stdout).toMatch(/^win_back +4 +4 +100%$/m);
    expect(stdout).toMatch(/^segments\/sales\.seg:\d+ {2}never asked: status = "refunded"$/m);
    const envelope = envelopeOf(await test('--coverage', '--format', 'json'));
    expect(envelope).toHaveProperty('result.coverage.0.segment', 'emailable');
  });

  it('reads rows of files that the configuration lists, and of no other', async () => {
    const { folder, test } = newProject();
    mkdirSync(path.join(folder, 'rows'));
    writeFileSync(
      path.join(folder, 'rows/people.csv'),
      'id,email,last_visit_at\nann,ann@example.com,2025-01-01T00:00:00Z\nbob,,\n',
    );
    writeFileSync(
      path.join(folder, 'tests/files.seg'),
      'test "rows of a file" of emailable {\n  now: 2025-11-01T09:00:00Z\n  given contact from "rows/people.csv"\n  expect in: none\n}\n',
    );
    expect(await test('rows of')).toMatchObject({ code: 10 });
    appendFileSync(path.join(folder, 'segform.yaml'), 'fixtures: [rows/*.csv]\n');
    expect(await test('rows of')).toMatchObject({ code: 0, stdout: '1 test: 1 passed\n' });
    expect(await segform(['check'], { cwd: folder })).toMatchObject({ code: 0 });
    writeFileSync(path.join(folder, 'rows/people.csv'), 'id,last_visit_at\nann,yesterday\n');
    expect(await segform(['check'], { cwd: folder })).toMatchObject({ code: 10 });
    expect(await segform(['compile', 'win_back'], { cwd: folder })).toMatchObject({ code: 0 });
  });
});

describe('test --watch', () => {
  it('runs again what a change affects, and ends with 130', async () => {
    const { folder } = newProject();
    let output = '';
    const seen = async (text: string): Promise<void> => {
      await expect.poll(() => output, { timeout: 120_000, interval: 50 }).toContain(text);
      output = output.slice(output.indexOf(text) + text.length);
    };
    const finished = await segform(['test', '--watch'], {
      cwd: folder,
      whileRunning: (child) => {
        child.stdout?.on('data', (data: Buffer) => (output += data.toString('utf8')));
        void (async () => {
          await seen('Waiting for changes');
          edit(folder, 'segments/sales.seg', '>= 100 USD', '>= 150 USD');
          await seen('4 tests passed before and nothing changed for them.');
          await seen('Waiting for changes');
          breakSegment(folder);
          await seen('1 passed, 2 failed');
          edit(folder, 'segments/marketing.seg', 'more than 30 days ago', 'more than 40 days');
          await seen('error[SEG');
          edit(folder, 'segments/marketing.seg', 'more than 40 days', 'more than 40 days ago');
          await seen('Waiting for changes');
        })().finally(() => child.kill('SIGINT'));
      },
    });
    expect(finished.code).toBe(130);
    expect(finished.stdout).toMatch(/^4 tests: 4 passed\nWaiting for changes; Ctrl-C ends\.\n/);
  });

  it('has no other format', async () => {
    const { test } = newProject();
    expect(await test('--watch', '--format', 'json')).toMatchObject({ code: 2 });
    expect(await test('--watch', '--format=junit')).toMatchObject({ code: 2 });
  });
});

it('says when a thread ends early', () => {
  const built = path.dirname(commandLine);
  const broken = temporaryFolder();
  cpSync(built, path.join(broken, 'dist'), {
    recursive: true,
    filter: (file) => !file.endsWith('test-worker.js'),
  });
  cpSync(path.join(built, '../docs/errors'), path.join(broken, 'docs/errors'), { recursive: true });
  writeFileSync(path.join(broken, 'package.json'), '{"type":"module"}');
  const folder = sampleShop('2026-01-31T09:00:00Z');
  const cli = path.join(broken, 'dist/cli.js');
  const args = [cli, 'test', '--project', folder, '--workers', '2'];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('error[SEG7103]: a worker that runs tests ended early');
});

it('needs a project', async () => {
  expect(await segform(['test'], { cwd: temporaryFolder() })).toMatchObject({ code: 2 });
});
