// Mutation testing: what became of the mutants, by folder, as text.
import path from 'node:path';
import { fates, type Judgement, killingFates, type Mutant } from './mutant.ts';

/** A table and the share that was caught: of all, and of those that changed any SQL. */
export function reportOf(
  mutants: readonly Mutant[],
  judgements: ReadonlyMap<string, Judgement>,
): string {
  const folders = [...new Set(mutants.map(({ file }) => path.dirname(file)))].toSorted();
  const lineOf = (title: string, some: readonly Mutant[]): string => {
    const counts = fates.map(
      (fate) => some.filter(({ id }) => judgements.get(id)?.fate === fate).length,
    );
    const killed = some.filter(({ id }) => isKilled(judgements.get(id))).length;
    const visible = killed + (counts[fates.indexOf('same_rows')] ?? 0);
    const numbers = [some.length, ...counts].map((count) => String(count).padStart(12)).join('');
    return `${title.padEnd(24)}${numbers}${share(killed, some.length)}${share(killed, visible)}`;
  };
  const head = ['mutants', ...fates, 'killed', 'of visible'].map((word) => word.padStart(12));
  return [
    `${''.padEnd(24)}${head.join('')}`,
    ...folders.map((folder) =>
      lineOf(
        folder,
        mutants.filter(({ file }) => path.dirname(file) === folder),
      ),
    ),
    lineOf('all', mutants),
    '',
  ].join('\n');
}

export function isKilled(judgement: Judgement | undefined): boolean {
  return judgement !== undefined && killingFates.includes(judgement.fate);
}

function share(part: number, whole: number): string {
  return (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`).padStart(12);
}
