// What `segform test --watch` notices: files of the project in folders old and new, and not what packages write.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { changesBelow, type FileChanges } from '../../cli/test/file-changes.ts';

let folder = '';
let changes: FileChanges | undefined;

afterEach(() => {
  changes?.close();
  rmSync(folder, { recursive: true, force: true });
});

function watchNewFolder(): void {
  folder = mkdtempSync(path.join(tmpdir(), 'segform-watch-'));
  for (const name of ['segments', 'node_modules/x', '.git']) {
    mkdirSync(path.join(folder, name), { recursive: true });
  }
  changes = changesBelow(folder);
}

function write(file: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), '');
}

/** Whether `next` resolves within a second; the call stays open when it does not. */
async function isNoticed(next: Promise<void> | undefined): Promise<boolean> {
  return Promise.race([next?.then(() => true) ?? false, wait(1_000, false)]);
}

it('notices files in old folders, in new ones, and in ones that came again', async () => {
  watchNewFolder();
  for (const file of ['segments/a.seg', 'tests/deep/b.seg', 'segform.yaml']) {
    const next = changes?.next();
    write(file);
    await expect(next).resolves.toBeUndefined();
    await wait(200);
  }
  // What comes while nobody waits is not lost.
  write('segments/c.seg');
  await wait(200);
  await expect(changes?.next()).resolves.toBeUndefined();
  rmSync(path.join(folder, 'tests'), { recursive: true });
  await wait(200);
  const again = changes?.next();
  write('tests/deep/b.seg');
  await expect(again).resolves.toBeUndefined();
});

it('does not notice packages, hidden folders, other files, and nothing at the start', async () => {
  watchNewFolder();
  const next = changes?.next();
  write('node_modules/x/package.json');
  write('.git/index.json');
  write('segments/notes.txt');
  expect(await isNoticed(next)).toBe(false);
  write('segments/a.seg');
  expect(await isNoticed(next)).toBe(true);
});
