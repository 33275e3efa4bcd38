// Test support: the sample project in a folder of its own, and the built command line run in it at one instant.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { type Finished, segform } from './run-segform.ts';
import { sampleShop } from './sample-shop.ts';

const now = '2026-01-31T09:00:00Z';

export interface Project {
  readonly folder: string;
  readonly run: (...args: readonly string[]) => Promise<Finished>;
}

export function newProject(): Project {
  const folder = sampleShop(now);
  return { folder, run: (...args) => segform([...args, '--now', now], { cwd: folder }) };
}

export function edit(folder: string, file: string, from: string, to: string): void {
  const text = readFileSync(path.join(folder, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(path.join(folder, file), text.replace(from, to));
}
