// `segform explain`: of an object in a segment, and of a code.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { buildCommandLine } from './built-command-line.ts';
import { envelopeOf, segform } from './run-segform.ts';
import { newProject } from './shop-project.ts';

// Each of them starts the command several times.
vi.setConfig({ testTimeout: 300_000 });
beforeAll(buildCommandLine);

describe('explain', () => {
  it('says why an object is in a segment or not, before a refresh and after it', async () => {
    const { run } = newProject();
    const before = await run('explain', 'win_back', '2');
    expect(before).toMatchObject({ code: 0, stderr: '' });
    expect(before.stdout).toContain('published    the segment has no published members yet\n');
    expect(await run('refresh', '--quiet')).toMatchObject({ code: 0 });
    const after = await run('explain', 'win_back', '2');
    expect(after.stdout).toBe(readFileSync(new URL('explained.txt', import.meta.url), 'utf8'));
    const page = readFileSync(new URL('../../docs/explaining.md', import.meta.url), 'utf8');
    expect(page).toContain(after.stdout);
  });

  it('gives the whole tree as JSON', async () => {
    const { run } = newProject();
    const finished = await run('explain', 'price_watchers', '5', '--format', 'json');
    expect(envelopeOf(finished)).toMatchObject({
      ok: true,
      result: {
        target: 'dev',
        segment: 'price_watchers',
        key: '5',
        published: { state: 'unpublished' },
        tree: {
          kind: 'all',
          conditions: [
            {
              kind: 'exists',
              text: 'did site_visited in last 14 days where page = "/pricing"',
              path: 'segments/sales.seg',
              values: [{ role: 'rows', label: 'site_visited', type: 'int' }],
            },
            { kind: 'exists', text: 'has no orders in last 90 days' },
          ],
        },
      },
    });
  });

  it('marks what holds with signs where there is colour', async () => {
    const { run } = newProject();
    const { stdout } = await run('explain', 'emailable', '2', '--color');
    expect(stdout).toContain('\u001b[32m ✓ \u001b[39m email is known');
    expect(stdout).toContain('\u001b[31m ✗ \u001b[39m');
  });

  it.each([
    [['win_bck', '1'], 'SEG6805', 'Did you mean `win_back`?'],
    [['win_back', 'nobody'], 'SEG6121', 'there is no contact with the key `nobody`'],
    [['win_back', '1', '--arg', 'agent=u1'], 'SEG6123', 'has no parameter `agent`'],
    [['win_back', '1', '--arg', 'agent'], 'SEG6123', 'has no `=`'],
  ])('refuses %j with 2', async (args, code, text) => {
    const { run } = newProject();
    const finished = await run('explain', ...args);
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toContain(`error[${code}]`);
    expect(finished.stderr).toContain(text);
  });

  it('takes values for the parameters of a template', async () => {
    const { folder, run } = newProject();
    const file = path.join(folder, 'segments/sales.seg');
    const template =
      'segment above(limit: money(USD), first: date = 2020-01-01) of order { where { total > $limit and placed_at since $first } }';
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n${template}\n`);
    expect(await run('explain', 'above', '10001')).toMatchObject({ code: 2 });
    expect(await run('explain', 'above', '10001', '--arg', 'limit=ten')).toMatchObject({ code: 2 });
    const low = await run('explain', 'above', '10001', '--arg', 'limit=0.01 USD');
    expect(low.stdout).toContain('order 10001 is in above at');
    const high = await run(
      'explain',
      'above',
      '10001',
      '--arg',
      'limit=99999',
      '--arg=first=2021-01-01',
    );
    expect(high.stdout).toContain('order 10001 is out of above at');
    expect(high.stdout).toContain('$limit is 99,999 USD');
  });

  it('takes a value as it is, with its commas and equals signs', async () => {
    const { folder, run } = newProject();
    const file = path.join(folder, 'segments/sales.seg');
    const template =
      'segment written_as(text: text, other: text = "") of contact { where { email = $text or email = $other } }';
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n${template}\n`);
    const explained = await run('explain', 'written_as', '2', '--arg', 'text=a, b=c,other=d');
    expect(explained.stdout).toContain('$text is "a, b=c,other=d"');
    expect(explained.stdout).toContain('$other is ""');
    const made = await run('test', 'new', 'written_as', '--arg', 'text=a,b', '--arg', 'other=c,d');
    expect(made.stdout).toContain('of written_as(text: "a,b", other: "c,d") {');
    expect(await run('explain', 'written_as', '2', '--arg', '')).toMatchObject({ code: 2 });
  });

  it('ends with 17 while another process has the warehouse', async () => {
    const { folder, run } = newProject();
    const instance = await DuckDBInstance.create(path.join(folder, 'warehouse.duckdb'));
    const locked = await run('explain', 'win_back', '2');
    instance.closeSync();
    expect(locked).toMatchObject({ code: 17, stdout: '' });
    expect(locked.stderr).toContain('error[SEG7001]');
  });

  it('prints the page of a code', async () => {
    const finished = await segform(['explain', 'seg6801']);
    expect(finished).toMatchObject({ code: 0, stderr: '' });
    expect(finished.stdout).toMatch(/^SEG6801: unknown command\n/);
    expect(envelopeOf(await segform(['explain', 'SEG6801', '--format', 'json']))).toMatchObject({
      ok: true,
      result: { code: 'SEG6801' },
    });
  });
});
