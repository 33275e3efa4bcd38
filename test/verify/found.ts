// What a campaign found, as files: a folder with `program.seg` and `world.json`, ready to stand under test/regressions.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Difference } from './evaluate.ts';
import { type Program, programText } from './random-program.ts';

/** What stands in `world.json`. */
export interface KeptWorld extends Omit<Program, 'declarations'> {
  /** Keys of the members by segment, worked out from docs/language.md. */
  readonly expected: Readonly<Record<string, readonly string[]>>;
}

export interface Regression extends Program {
  readonly name: string;
  readonly expected: Readonly<Record<string, readonly string[]>>;
}

/** Writes the folder; `expected` is what the interpreter says, to be looked at before it is kept. */
export function keepFound(
  folder: string,
  program: Program,
  { property, segment, expected, found }: Difference,
): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'program.seg'), programText(program));
  const { now, tables, log, previous } = program;
  const keys = segment === undefined || typeof expected === 'string' ? {} : { [segment]: expected };
  const world: KeptWorld = { now, tables, log, previous, expected: keys };
  writeFileSync(path.join(folder, 'world.json'), `${JSON.stringify(world, undefined, 2)}\n`);
  const lines = [`property: ${property}`, `segment: ${segment ?? ''}`];
  lines.push(`expected: ${shown(expected)}`, `found: ${shown(found)}`);
  writeFileSync(path.join(folder, 'difference.txt'), `${lines.join('\n')}\n`);
}

function shown(value: readonly string[] | string): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The regressions under a folder, by name. */
export function readRegressions(folder: string): readonly Regression[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
  return names.map((name) => {
    const text = readFileSync(path.join(folder, name, 'program.seg'), 'utf8');
    const world = readFileSync(path.join(folder, name, 'world.json'), 'utf8');
    const kept: unknown = JSON.parse(world);
    if (!isWorld(kept)) throw new Error(`${name} has no world`);
    return { ...kept, name, declarations: [text] };
  });
}

function isWorld(value: unknown): value is KeptWorld {
  return typeof value === 'object' && value !== null && 'tables' in value && 'expected' in value;
}
