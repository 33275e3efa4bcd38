// Commands on a project with faults, in other states, and in other formats.
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { buildCommandLine } from './built-command-line.ts';
import { envelopeOf, segform, temporaryFolder } from './run-segform.ts';
import { edit, newProject } from './shop-project.ts';

// Each of them starts the command several times.
vi.setConfig({ testTimeout: 300_000 });
beforeAll(buildCommandLine);

describe('check', () => {
  it('shows every fault on stdout and ends with 10', async () => {
    const { folder, run } = newProject();
    edit(folder, 'segments/marketing.seg', 'email is known', 'emial is known');
    edit(folder, 'segments/sales.seg', '>= 100 USD', '>= 100');
    const finished = await run('check');
    expect(finished.code).toBe(10);
    expect(finished.stdout).toMatch(/^ *--> segments\/marketing\.seg:6:5$/m);
    expect(finished.stdout).toContain('email');
    expect(finished.stdout).toMatch(/^4 files, 5 segments: 2 errors, 0 warnings$/m);
    expect(finished.stderr).toContain('error[SEG6810]: 2 errors in 2 files');
  });

  it('limits what is shown to files and selectors', async () => {
    const { folder, run } = newProject();
    edit(folder, 'segments/marketing.seg', 'email is known', 'emial is known');
    expect(await run('check', 'segments/sales.seg')).toMatchObject({ code: 0 });
    expect(await run('check', 'owner:sales')).toMatchObject({ code: 0 });
    expect(await run('check', 'segments')).toMatchObject({ code: 10 });
    expect(await run('check', 'emailable')).toMatchObject({ code: 10 });
  });

  it('gives diagnostics with places as JSON', async () => {
    const { folder, run } = newProject();
    edit(folder, 'segments/marketing.seg', 'email is known', 'emial is known');
    expect(envelopeOf(await run('check', '--format', 'json'))).toMatchObject({
      ok: false,
      command: 'check',
      exit_code: 10,
      result: { files: 4, segments: 5, errors: 1, warnings: 0 },
      error: { code: 'SEG6810' },
      diagnostics: [
        {
          severity: 'error',
          where: {
            path: 'segments/marketing.seg',
            line: 6,
            column: 5,
            end_line: 6,
            end_column: 10,
          },
        },
      ],
    });
  });

  it('fixes what has one correction, and shows what is left', async () => {
    const { folder, run } = newProject();
    edit(folder, 'segments/marketing.seg', 'email is known', 'emial IS NOT NULL');
    edit(folder, 'segments/sales.seg', '>= 100 USD', '>= 100');
    const only = await run('check', '--fix', 'segments/marketing.seg');
    expect(only.code).toBe(0);
    expect(only.stdout).toMatch(
      /^fixed segments\/marketing\.seg:6:\d+ SEG\d{4}: write `is known`$/m,
    );
    expect(only.stdout).toMatch(/^fixed segments\/marketing\.seg:6:5 SEG2001: write `email`$/m);
    expect(only.stdout).toMatch(/^3 fixes in 1 file$/m);
    const text = readFileSync(path.join(folder, 'segments/marketing.seg'), 'utf8');
    expect(text).toContain('    email is known\n');
    edit(folder, 'segments/marketing.seg', 'email is known', 'no_such_name is known');
    const finished = await run('check', '--fix', '--format', 'json');
    expect(envelopeOf(finished)).toMatchObject({
      ok: false,
      result: {
        errors: 1,
        fixed: [{ path: 'segments/sales.seg', code: 'SEG3003', title: 'write `100 USD`' }],
        left_alone: [],
      },
      diagnostics: [{ code: 'SEG2001', where: { path: 'segments/marketing.seg' } }],
    });
    expect(await run('check')).toMatchObject({ code: 10 });
    expect((await run('check', '--fix')).stdout).toMatch(/^nothing to fix without a choice$/m);
  });

  it('ends with 0 when there is no fault, also far from the project', async () => {
    const { folder } = newProject();
    expect(await segform(['check', '--project', folder])).toMatchObject({ code: 0 });
    const file = path.join(folder, 'segform.yaml');
    expect(await segform(['check', '--project', file])).toMatchObject({ code: 0 });
  });
});

describe('a project with faults', () => {
  it.each(['refresh', 'compile', 'run'])('is not used by %s', async (command) => {
    const { folder, run } = newProject();
    edit(folder, 'segments/marketing.seg', 'email is known', 'emial is known');
    const finished = await run(command);
    expect(finished).toMatchObject({ code: 10, stdout: '' });
    expect(finished.stderr).toContain('segments/marketing.seg:6:5');
    expect(envelopeOf(await run(command, '--format', 'json'))).toMatchObject({
      ok: false,
      error: { code: 'SEG6810' },
      diagnostics: [{ severity: 'error' }],
    });
  });
});

describe('configuration', () => {
  it('names file and line of a wrong setting', async () => {
    const { folder, run } = newProject();
    edit(folder, 'segform.yaml', 'database:', 'databse:');
    const finished = await run('status');
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toContain('segform.yaml:7');
    expect(finished.stderr).toContain('database');
  });

  it('names an unknown target', async () => {
    const { run } = newProject();
    const finished = await run('refresh', '--target', 'prod', '--format', 'json');
    expect(finished.code).toBe(2);
    expect(envelopeOf(finished)).toMatchObject({ ok: false, error: { code: 'SEG6006' } });
  });
});

describe('compile', () => {
  it('prints one statement per segment with its place', async () => {
    const { run } = newProject();
    const finished = await run('compile');
    expect(finished).toMatchObject({ code: 0, stderr: '' });
    expect(finished.stdout.match(/^-- segment \w+ of \w+/gm)).toHaveLength(5);
    expect(finished.stdout).toContain(
      '-- segments/marketing.seg:1, for duckdb, now 2026-01-31T09:00:00.000Z',
    );
    expect(finished.stdout.match(/;\n/g)).toHaveLength(5);
  });

  it('writes files for another dialect', async () => {
    const { folder, run } = newProject();
    const finished = await run('compile', 'win_back', '--dialect', 'snowflake', '--out', 'sql');
    expect(finished).toMatchObject({ code: 0, stdout: 'wrote sql/win_back.sql\n' });
    const sql = readFileSync(path.join(folder, 'sql/win_back.sql'), 'utf8');
    expect(sql).toMatch(/^-- segment win_back of contact: Good customers gone quiet\n/);
    expect(sql).toContain('for snowflake');
    expect(sql).toMatch(/\nSELECT/i);
  });

  it('says what it reads of earlier refreshes', async () => {
    const { folder, run } = newProject();
    writeFileSync(
      path.join(folder, 'segments/past.seg'),
      'segment back of contact {\n  enter {\n    left segment win_back in last 30 days\n  }\n  leave {\n    in segment win_back\n  }\n}\n',
    );
    const { stdout } = await run('compile', 'back');
    expect(stdout.split('\n')[2]).toBe(
      '-- reads what refreshes before left: its own members in segments.back, the changes of win_back in segments.membership_changes',
    );
    expect(stdout).toContain('LEFT JOIN "segments"."back" AS "back_before"');
    expect(stdout).toContain('FROM "segments"."membership_changes"');
  });

  it('names the nearest segment', async () => {
    const { run } = newProject();
    const finished = await run('compile', 'win_bak');
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toContain('Did you mean `win_back`?');
  });

  it('says when it cannot write', async () => {
    const { folder, run } = newProject();
    writeFileSync(path.join(folder, 'sql'), '');
    const finished = await run('compile', '--out', 'sql');
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toContain('error[SEG6808]: `');
  });
});

describe('fmt', () => {
  it('names files in another layout and rewrites them', async () => {
    const { folder, run } = newProject();
    const file = 'segments/sales.seg';
    const canonical = readFileSync(path.join(folder, file), 'utf8');
    edit(folder, file, '  title:', '      title   :');
    const checked = await run('fmt', '--check');
    expect(checked).toMatchObject({ code: 10, stdout: `${file}\n` });
    expect(checked.stderr).toContain('error[SEG6811]: 1 file');
    expect(await run('fmt')).toMatchObject({ code: 0, stdout: `${file}\n` });
    expect(readFileSync(path.join(folder, file), 'utf8')).toBe(canonical);
  });

  it('leaves a file with syntax errors alone', async () => {
    const { folder, run } = newProject();
    edit(folder, 'segments/sales.seg', 'total >= 100 USD', 'total > > 100 USD');
    const text = readFileSync(path.join(folder, 'segments/sales.seg'), 'utf8');
    const finished = await run('fmt', 'segments/sales.seg');
    expect(finished).toMatchObject({ code: 10, stdout: '' });
    expect(finished.stderr).toContain('segments/sales.seg:18:13');
    expect(readFileSync(path.join(folder, 'segments/sales.seg'), 'utf8')).toBe(text);
  });

  it('formats files outside of a project', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'a.seg'), 'segment   a of contact {}');
    expect(await segform(['fmt', 'a.seg'], { cwd: folder })).toMatchObject({
      code: 0,
      stdout: 'a.seg\n',
    });
    const missing = await segform(['fmt', 'b.seg'], { cwd: folder });
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    expect(missing.stderr).toContain('b.seg');
  });
});

describe('introspect', () => {
  it('declares a table that no declaration has', async () => {
    const { folder, run } = newProject();
    edit(
      folder,
      'segform.yaml',
      '      shop.orders:',
      '      shop.stores: data/stores.csv\n      shop.orders:',
    );
    writeFileSync(path.join(folder, 'data/stores.csv'), 'store_id,city\n1,Berlin\n2,Paris\n');
    const printed = await run('introspect');
    expect(printed.code).toBe(0);
    expect(printed.stdout).toContain('shop.stores');
    const written = await run('introspect', '--out', 'model/stores.seg');
    expect(written).toMatchObject({ code: 0, stdout: 'wrote model/stores.seg: 1 table\n' });
    expect(readFileSync(path.join(folder, 'model/stores.seg'), 'utf8')).toContain(
      '@table("shop.stores")',
    );
  });
});

describe('introspect in a project without any model', () => {
  it('writes the first one', async () => {
    const folder = temporaryFolder();
    const target = 'type: duckdb, database: w.duckdb, mounts: { shop.stores: stores.csv }';
    writeFileSync(path.join(folder, 'segform.yaml'), `targets: { dev: { ${target} } }\n`);
    writeFileSync(path.join(folder, 'stores.csv'), 'store_id,city\n1,Berlin\n2,Paris\n');
    const written = await segform(['introspect', '--out', 'model.seg'], { cwd: folder });
    expect(written).toMatchObject({ code: 0, stdout: 'wrote model.seg: 1 table\n' });
    expect(await segform(['check'], { cwd: folder })).toMatchObject({ code: 0 });
  });
});

describe('what was never refreshed', () => {
  it.each([['show', 'win_back'], ['changes']])('%s says so', async (...args) => {
    const { run } = newProject();
    const finished = await run(...args);
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toContain('segform refresh');
  });
});

describe('a refresh that is not whole', () => {
  it('ends with 15 when a table is missing and publishes the others', async () => {
    const { folder, run } = newProject();
    edit(folder, 'segform.yaml', '      shop.visits: data/visits.csv\n', '');
    const finished = await run('refresh');
    expect(finished.code).toBe(15);
    expect(finished.stdout).toMatch(/^emailable +contact +\d+ .*$/m);
    expect(finished.stdout).toMatch(/^frequent_visitors .* failed$/m);
    expect(finished.stdout).toContain('error[SEG7004]');
    expect(finished.stdout).toMatch(/^ *--> model\.seg:\d+/m);
    expect(finished.stderr).toContain('error[SEG7802]: 2 of 5 segments failed');
    const envelope = envelopeOf(await run('refresh', '--format', 'json'));
    expect(envelope).toMatchObject({ ok: false, exit_code: 15, result: { failed: 2 } });
  });

  it('ends with 15 when refreshes before had missed changes, which are put right', async () => {
    const { folder, run } = newProject();
    const table = '@table("shop.contacts")';
    edit(folder, 'model.seg', table, `${table} @changes(by: created_at)`);
    const segment = '\nsegment german of contact { where { country = "DE" } }\n';
    appendFileSync(path.join(folder, 'segments/sales.seg'), segment);
    const first = await run('refresh', 'german', '--verbose');
    expect(first.stdout).toMatch(/^segment .* looked at$/m);
    expect(first.stdout).toMatch(/^german .* all: first refresh$/m);
    const again = await run('refresh', 'german', '--verbose');
    expect(again.stdout).toMatch(/^german .* 0 objects$/m);
    expect(again.stdout).toContain('1 segment refreshed incrementally in ');

    // The first contact of another country comes to Germany; when it was created stays.
    const file = path.join(folder, 'data/contacts.csv');
    const rows = readFileSync(file, 'utf8').split('\n');
    const at = (rows[0] ?? '').split(',').indexOf('country');
    const row = rows.findIndex((one, line) => line > 0 && one.split(',')[at] !== 'DE');
    const cells = (rows[row] ?? '').split(',');
    rows[row] = cells.with(at, 'DE').join(',');
    writeFileSync(file, rows.join('\n'));
    const missed = await run('refresh', 'german');
    expect(missed).toMatchObject({ code: 0 });

    const full = await run('refresh', 'german', '--full');
    expect(full.code).toBe(15);
    expect(full.stdout).toMatch(/^german +contact +\d+ +\+1 +0 .* drifted$/m);
    expect(full.stdout).toContain('1 segment refreshed, 1 drifted in ');
    expect(full.stdout).toContain(`error[SEG7024]: 1 object of \`german\` changed since`);
    expect(full.stdout).toContain(`: \`${cells[0] ?? ''}\`\n`);
    expect(full.stderr).toContain('error[SEG7805]: refreshes before had missed changes of 1 of 1');
    const healed = await run('refresh', 'german', '--full', '--format', 'json');
    expect(envelopeOf(healed)).toMatchObject({
      ok: true,
      result: {
        mode: 'full',
        drifted: 0,
        segments: [{ mode: 'full', because: 'asked', looked: null }],
      },
    });
  });

  it('ends with 13 when a guard holds a segment, and publishes it on request', async () => {
    const { folder, run } = newProject();
    edit(folder, 'segments/sales.seg', 'owner: "sales"', 'owner: "sales"\n  guard: size at most 1');
    const held = await run('refresh', 'price_watchers');
    expect(held.code).toBe(13);
    expect(held.stdout).toContain('held: `price_watchers`: guard `size at most 1`');
    expect(held.stderr).toContain('error[SEG7803]: a guard held 1 of 1 segments');
    expect(held.stderr).toContain('--override-guards');
    const forced = await run('refresh', 'price_watchers', '--override-guards', 'price_watchers');
    expect(forced.code).toBe(0);
  });

  it('ends with 17 while another process has the warehouse', async () => {
    const { folder, run } = newProject();
    const instance = await DuckDBInstance.create(path.join(folder, 'warehouse.duckdb'));
    const locked = await run('refresh');
    instance.closeSync();
    expect(locked).toMatchObject({ code: 17, stdout: '' });
    expect(locked.stderr).toContain('error[SEG7001]');
    expect(await run('refresh')).toMatchObject({ code: 0 });
  });

  it('ends with 1 when the warehouse is not one', async () => {
    const { folder, run } = newProject();
    mkdirSync(path.join(folder, 'warehouse.duckdb'));
    const finished = await run('refresh', '--format', 'json');
    expect(finished.code).toBe(1);
    expect(envelopeOf(finished)).toMatchObject({ ok: false, error: { code: 'SEG7002' } });
  });
});
