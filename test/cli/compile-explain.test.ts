// `segform compile --explain`: the plan of a refresh, for people and as data.
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { buildCommandLine } from './built-command-line.ts';
import { envelopeOf } from './run-segform.ts';
import { edit, newProject, type Project } from './shop-project.ts';

// Each of them starts the command several times.
vi.setConfig({ testTimeout: 300_000 });
beforeAll(buildCommandLine);

/** Beside those of the sample: segments that share passes, and tables that say how they change. */
function project(): Project {
  const made = newProject();
  const { folder } = made;
  edit(
    folder,
    'model.seg',
    '@table("shop.visits")',
    '@table("shop.visits") @append_only(by: visited_at)',
  );
  appendFileSync(
    path.join(folder, 'segments/sales.seg'),
    `
segment new_buyers of contact { where { has orders in last 25 days } }

segment big_month of contact { where { in segment new_buyers, sum(orders.total in last 30 days where status = "paid") > 100 USD } }

segment refunded_last of contact { where { last(orders.status) = "refunded" } }

segment returning of contact { status: draft, where { in segment new_buyers, count(orders) > 1 } }
`,
  );
  return made;
}

function golden(name: string, text: string): void {
  const file = fileURLToPath(new URL(name, import.meta.url));
  if (process.env['UPDATE'] === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

describe('compile --explain', () => {
  it('prints the plan of a refresh of all segments, offline and always the same', async () => {
    const { folder, run } = project();
    rmSync(path.join(folder, 'data'), { recursive: true });
    const first = await run('compile', '--explain');
    expect(first).toMatchObject({
      code: 0,
      stderr: '\nRows are not known offline: `--rows` counts them in the target.\n',
    });
    golden('plan.txt', first.stdout);
    expect(await run('compile', '--explain')).toEqual(first);
    expect((await run('compile', '--explain', '--quiet')).stderr).toBe('');
    expect(existsSync(path.join(folder, 'warehouse.duckdb'))).toBe(false);
  });

  it('counts the rows of the tables in the target when it is asked to', async () => {
    const { folder, run } = project();
    const { code, stdout, stderr } = await run(
      'compile',
      '--explain',
      '--rows',
      'new_buyers',
      'big_month',
      'refunded_last',
    );
    expect(code).toBe(0);
    golden('plan-with-rows.txt', stdout);
    expect(stderr).toContain('before windows and conditions');
    const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
    expect(page).toContain(stdout);
    expect(existsSync(path.join(folder, 'warehouse.duckdb'))).toBe(false);
  });

  it('gives the plan as JSON', async () => {
    const { run } = project();
    const names = ['big_month', 'refunded_last', 'returning'];
    const finished = await run('compile', '--explain', '--rows', '--format', 'json', ...names);
    expect(envelopeOf(finished)).toMatchObject({ ok: true, result: { target: 'dev' } });
    golden('plan-as-json.txt', finished.stdout);
    const offline = await run('compile', '--explain', '--format', 'json', 'returning');
    expect(envelopeOf(offline)).toMatchObject({
      result: { target: null, plan: { sources: [{ rows: null }, { rows: null }] } },
    });
  });

  it('plans drafts and what they refer to when they are named, and only active segments otherwise', async () => {
    const { run } = project();
    const named = await run('compile', '--explain', 'returning');
    expect(named.stdout).toContain('returning of contact, decided alone: it is a draft');
    expect(named.stdout).toContain('waits for    new_buyers\n');
    const all = await run('compile', '--explain');
    expect(all.stdout).not.toContain('returning');
  });

  it('tells how changes of tables are found, and which segments look at all objects', async () => {
    const { folder, run } = project();
    const [contacts, consents] = ['@table("shop.contacts")', '@table("shop.consents")'];
    edit(folder, 'model.seg', contacts, `${contacts} @changes(by: created_at)`);
    edit(folder, 'model.seg', consents, `${consents} @changes(by: changed_at)`);
    appendFileSync(
      path.join(folder, 'segments/sales.seg'),
      `
segment best of contact {
  where {
    has orders
  }
  take top 10 by lifetime_value
}

segment waiting of contact { where { avg(days_since(placed_at) of orders) > 3 } }
`,
    );
    const names = ['best', 'waiting', 'new_buyers', 'emailable'];
    const { stdout } = await run('compile', '--explain', ...names);
    expect(stdout).toContain('  rows changed by created_at, and a copy of keys  ');
    expect(stdout).toContain(
      '`@changes` needs a key; without one compared all the same: contact.consent.email_marketing.\n',
    );
    expect(stdout).toContain('  incremental  emailable, new_buyers\n');
    expect(stdout).toContain(
      '  incremental  best, unless something changed in the ranking of contact\n',
    );
    expect(stdout).toContain('  all objects  waiting: totals or compares what moves with time\n');
  });

  it('tells that rows of many kinds lie in one table, and which of them one pass tells apart', async () => {
    const { folder, run } = project();
    const names = Array.from({ length: 26 }, (_none, at) => `deed_${at + 10}`);
    const events = names.map(
      (name) => `
event ${name} of contact via contact_id @table("shop.deeds") @where(kind = "${name}") {
  at: timestamp @time
  kind: text
}
`,
    );
    const segments = names.map(
      (name) => `
segment by_${name} of contact { where { did ${name} in last 7 days } }
`,
    );
    appendFileSync(path.join(folder, 'model.seg'), events.join(''));
    appendFileSync(path.join(folder, 'segments/sales.seg'), segments.join(''));
    const { code, stdout } = await run(
      'compile',
      '--explain',
      ...names.map((name) => `by_${name}`),
    );
    expect(code).toBe(0);
    const why = 'shared: rows of 26 kinds lie in one table, and up to 8 are told apart in one pass';
    // 8, 8, 8 and the two that are left.
    expect(stdout.split(`    why     ${why}\n`)).toHaveLength(5);
    expect(stdout).toContain(`  contact.deeds from shop.deeds
    window  at in last 7 days
    where   kind in ["deed_34", "deed_35"]
    why     ${why}
      count(deed_34 in last 7 days)
        for by_deed_34
      count(deed_35 in last 7 days)
        for by_deed_35
`);
  });

  it('tells which tables the target does not have', async () => {
    const { folder, run } = project();
    edit(folder, 'segform.yaml', '      shop.orders: data/orders.csv\n', '');
    const { code, stdout, stderr } = await run('compile', '--explain', '--rows', 'new_buyers');
    expect(code).toBe(0);
    expect(stderr).toContain('1 table not found in dev: shop.orders');
    expect(stdout).toContain('contact.orders from shop.orders, ? rows read\n');
  });

  it('ends with 17 while another process has the warehouse', async () => {
    const { folder, run } = project();
    const instance = await DuckDBInstance.create(path.join(folder, 'warehouse.duckdb'));
    const locked = await run('compile', '--explain', '--rows');
    instance.closeSync();
    expect(locked).toMatchObject({ code: 17, stdout: '' });
    expect(locked.stderr).toContain('error[SEG7001]');
    expect(await run('compile', '--explain')).toMatchObject({ code: 0 });
  });

  it.each([
    [['--rows'], 'add `--explain`'],
    [['--explain', '--out', 'sql'], 'which `--explain` does not print'],
  ])('refuses %j with 2', async (args, text) => {
    const { run } = project();
    const finished = await run('compile', ...args);
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toContain(text);
  });

  it('says that this version cannot count rows on Snowflake', async () => {
    const { folder, run } = project();
    const target = `  cloud:\n    type: snowflake\n    account: a\n    user: u\n    database: d\n    schema: s\n    password: \${file:secret.txt}\n`;
    appendFileSync(path.join(folder, 'segform.yaml'), target);
    expect(await run('compile', '--explain', '--target', 'cloud')).toMatchObject({ code: 0 });
    writeFileSync(path.join(folder, 'secret.txt'), 'x');
    const counted = await run('compile', '--explain', '--rows', '--target', 'cloud');
    expect(counted).toMatchObject({ code: 2, stdout: '' });
    expect(counted.stderr).toContain('snowflake');
  });

  it('shows colour on request only', async () => {
    const { run } = project();
    const { stdout } = await run('compile', '--explain', 'new_buyers', '--color');
    expect(stdout).toContain('\u001b[1mcontact.orders\u001b[22m from shop.orders');
    expect((await run('compile', '--explain')).stdout).not.toContain('\u001b');
  });
});
