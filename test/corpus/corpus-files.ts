// Test support: the files of the corpus, read once: shared models, one segment per item, and the rows that prove it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { SourceFile } from '../../compiler/source.ts';
import { type Fixture, readFixtures } from './fixture.ts';

/** The folder of a set of definitions with its own models. */
export type CorpusSet = '.' | 'more';

export type Difficulty = 'trivial' | 'easy' | 'medium' | 'hard' | 'nasty';

/** One of the real definitions that the language must be able to say. */
export interface Item {
  readonly id: string;
  /** The segment's name: the id in lower snake case. */
  readonly segment: string;
  readonly difficulty: Difficulty;
  /** Empty when nobody has written down rows for it. */
  readonly fixtures: readonly Fixture[];
}

export interface Corpus {
  readonly items: readonly Item[];
  /** Models and items, and a caller for each item that is a template. Paths are relative to the corpus. */
  readonly files: readonly SourceFile[];
}

const here = path.dirname(fileURLToPath(import.meta.url));

/** Reads a set: the one of this folder, or another in a folder below. Throws when a fixture belongs to no item or is malformed. */
export function readCorpus(set: CorpusSet = '.'): Corpus {
  const folder = path.join(here, set);
  const readText = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !file.startsWith('more/'))
    .toSorted();
  const fixtures = new Map(paths.filter(isFixture).map((file) => [nameOf(file), readText(file)]));
  const items = z.record(z.string(), z.string()).parse(JSON.parse(readText('items.json')));
  const known = Object.entries(items).map(([id, difficulty]): Item => {
    const text = fixtures.get(id);
    fixtures.delete(id);
    const cases = text === undefined ? [] : readFixtures(id, text);
    return { id, segment: segmentOf(id), difficulty: asDifficulty(difficulty), fixtures: cases };
  });
  if (fixtures.size > 0) throw new Error(`fixtures of no item: ${[...fixtures.keys()].join(', ')}`);
  const written = paths
    .filter((file) => file.endsWith('.seg'))
    .map((file) => ({ path: file, text: readText(file) }));
  return { items: known, files: [...written, ...callersOf(known, written)] };
}

/** The segment whose members an item is about: the item's own, or the caller of a template. */
export function calledSegment({ segment, fixtures }: Item): string {
  return fixtures[0]?.arguments === undefined ? segment : `call_${segment}`;
}

function callersOf(known: readonly Item[], written: readonly SourceFile[]): readonly SourceFile[] {
  return known.flatMap((item) => {
    const given = item.fixtures[0]?.arguments;
    if (given === undefined) return [];
    const head = new RegExp(`^segment ${item.segment}\\(.*\\) of (\\w+)`, 'm');
    const object = written.map(({ text }) => head.exec(text)?.[1]).find((one) => one !== undefined);
    if (object === undefined) throw new Error(`${item.id} has arguments and is no template`);
    const list = Object.entries(given).map(([name, value]) => `${name}: ${value}`);
    const call = `in segment ${item.segment}(${list.join(', ')})`;
    const text = `segment ${calledSegment(item)} of ${object} {\n  where {\n    ${call}\n  }\n}\n`;
    return [{ path: `calls/${item.id}.seg`, text }];
  });
}

function segmentOf(id: string): string {
  return id.toLowerCase().replace('-', '_');
}

function isFixture(file: string): boolean {
  return file.includes('/') && file.endsWith('.json');
}

function nameOf(file: string): string {
  return path.basename(file, '.json');
}

export function writeCorpusFile(set: CorpusSet, file: string, text: string): void {
  writeFileSync(path.join(here, set, file), text);
}

function asDifficulty(text: string): Difficulty {
  switch (text) {
    case 'trivial':
    case 'easy':
    case 'medium':
    case 'hard':
    case 'nasty':
      return text;
    default:
      throw new Error(`unknown difficulty ${text}`);
  }
}
