// The way of a new user: init, check, refresh, show, changes, status, and a refresh as time passes.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { buildCommandLine } from './built-command-line.ts';
import { type Finished, envelopeOf, segform, temporaryFolder } from './run-segform.ts';
import { sampleShop } from './sample-shop.ts';

const now = '2026-01-31T09:00:00Z';
const aWeekLater = '2026-02-07T09:00:00Z';

// Each of them starts the command many times.
vi.setConfig({ testTimeout: 300_000 });
beforeAll(buildCommandLine);

/** A new project as users make it; its folder. */
async function newProject(): Promise<string> {
  const folder = path.join(temporaryFolder(), 'shop');
  expect(await segform(['init', folder, '--now', now])).toMatchObject({ code: 0 });
  return folder;
}

function inProject(project: string): (...args: readonly string[]) => Promise<Finished> {
  return (...args) => segform(args, { cwd: project });
}

describe('a new project', () => {
  it('goes from init to status', async () => {
    const project = await newProject();
    const run = inProject(project);

    const check = await run('check');
    expect(check).toEqual({ code: 0, stdout: '4 files, 5 segments: no faults\n', stderr: '' });

    const before = await run('status');
    expect(before.code).toBe(0);
    expect(before.stdout).toMatch(/^win_back +contact +- +- +never refreshed$/m);

    const refreshed = await run('refresh', '--now', now);
    expect(refreshed.code).toBe(0);
    expect(refreshed.stdout).toMatch(/^segment +object +size +entered +left +time\n/);
    expect(refreshed.stdout).toMatch(/^emailable +contact +(\d+) +\+\1 +0 +\d+ ms$/m);
    expect(refreshed.stdout).toMatch(/^5 segments refreshed in .* for the first time\)/m);
    expect(refreshed.stderr).toContain('segform show emailable');

    const again = await run('refresh', '--now', now);
    expect(again.stdout).toMatch(/ 0 entered, 0 left · now 2026-01-31 09:00:00Z · target dev$/m);

    const shown = await run('show', 'win_back', '--limit', '2');
    expect(shown.code).toBe(0);
    expect(shown.stdout).toMatch(/^win_back of contact: Good customers gone quiet\n/);
    expect(shown.stdout).toMatch(/^size +\d+$/m);
    expect(shown.stdout).toContain('    lifetime_value > 300 USD');
    expect(shown.stdout).toMatch(/^members \(2 of \d+; --limit shows more\)\ncontact_id +email/m);

    const later = await run('refresh', '--now', aWeekLater);
    expect(later.code).toBe(0);
    expect(later.stdout).toContain('as time passed');

    const changes = await run('changes', '--since', aWeekLater);
    expect(changes.stdout).toMatch(/^at +segment +object +key +change +why\n/);
    expect(changes.stdout).toMatch(/^2026-02-07 09:00:00Z .* (?:\+ entered|- left) +time passed$/m);
    expect(changes.stdout).not.toContain('first refresh');

    const status = await run('status', '--now', '2026-02-07T12:30:00Z');
    expect(status.stdout).toMatch(/^win_back +contact +\d+ +3 h ago +fresh$/m);
    expect(status.stdout).toContain('for now 2026-02-07 09:00:00Z: 5 segments');
  });

  it('is the same everywhere for the same now', async () => {
    const [one, other] = [await newProject(), await newProject()];
    for (const file of ['segform.yaml', 'model.seg', 'data/orders.csv', 'data/visits.csv']) {
      expect(readFileSync(path.join(one, file))).toEqual(readFileSync(path.join(other, file)));
    }
    const refresh = ['refresh', '--now', now, '--format', 'json', '--project'];
    const sizes = async (project: string): Promise<ReadonlyMap<string, number>> =>
      sizesOf(await segform([...refresh, project]));
    expect(await sizes(one)).toEqual(await sizes(other));
    expect([...(await sizes(one)).values()].every((size) => size > 0)).toBe(true);
  });

  it('is in canonical layout', async () => {
    expect(await inProject(sampleShop(now))('fmt', '--check')).toMatchObject({ code: 0 });
  });

  it('refreshes what is selected, with what it refers to', async () => {
    const run = inProject(sampleShop(now));
    const refreshed = await run('refresh', 'label:retention', '--now', now, '--format', 'json');
    expect(new Set(sizesOf(refreshed).keys())).toEqual(new Set(['emailable', 'win_back']));
  });

  it('tells new data and new definitions apart', async () => {
    const project = sampleShop(now);
    const run = inProject(project);
    await run('refresh', '--now', now);
    const contacts = path.join(project, 'data/contacts.csv');
    const consents = path.join(project, 'data/consents.csv');
    appendLine(contacts, '9001,New Person,new@example.com,DE,2026-01-01 09:00:00,');
    appendLine(consents, '9001,email,opted_in,2026-01-01 09:00:00');
    expect((await run('refresh', '--now', now)).stdout).toContain(
      '1 entered, 0 left (1 by new data)',
    );
    const segments = path.join(project, 'segments/sales.seg');
    writeFileSync(segments, readFileSync(segments, 'utf8').replace('>= 100 USD', '>= 10 USD'));
    expect((await run('refresh', '--now', now)).stdout).toContain('by a new definition)');
    const changes = await run('changes', 'refunds_to_review');
    expect(changes.stdout).toMatch(/^at +key +change +why\n.* the definition changed\n/);
  });
});

describe('init', () => {
  it('refuses a folder that is not empty and leaves it as it is', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'notes.txt'), 'mine');
    const finished = await segform(['init'], { cwd: folder });
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toContain('error[SEG6807]');
    expect(existsSync(path.join(folder, 'segform.yaml'))).toBe(false);
  });

  it('never changes a file that exists, also with --force', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'README.md'), 'mine');
    const finished = await segform(['init', '--force', '--format', 'json'], { cwd: folder });
    expect(envelopeOf(finished)).toMatchObject({ ok: true, result: { kept: ['README.md'] } });
    expect(readFileSync(path.join(folder, 'README.md'), 'utf8')).toBe('mine');
    expect(existsSync(path.join(folder, 'model.seg'))).toBe(true);
  });

  it('says which path cannot be written', async () => {
    const file = path.join(temporaryFolder(), 'notes.txt');
    writeFileSync(file, '');
    const finished = await segform(['init', path.join(file, 'shop')]);
    expect(finished).toMatchObject({ code: 2, stdout: '' });
    expect(finished.stderr).toContain('error[SEG6808]');
    expect(finished.stderr).toContain('notes.txt/shop');
  });
});

function appendLine(file: string, line: string): void {
  writeFileSync(file, `${readFileSync(file, 'utf8')}${line}\n`);
}

/** Segment → size, of a refresh with --format json. */
function sizesOf(finished: Finished): ReadonlyMap<string, number> {
  const report = z
    .object({
      result: z.object({ segments: z.array(z.object({ segment: z.string(), size: z.number() })) }),
    })
    .parse(envelopeOf(finished));
  return new Map(report.result.segments.map(({ segment, size }) => [segment, size]));
}
