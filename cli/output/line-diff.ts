// Which lines differ between a file and its canonical layout, and the hint that shows them.
import { visible } from '../../compiler/diagnostics/visible-line.ts';
import type { Colours } from './colours.ts';

/** Lines that stand at one place in one text and were replaced by others; both without line ends. */
export interface ChangedLines {
  /** 1-based, of the first line that goes, or of the line before which the new ones stand. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Most pairs of lines that are compared; larger differences are one change. */
const mostPairs = 1_000_000;
/** Lines of one file that are shown. */
const mostShown = 40;

/** From `before` to `after`, in order. A line end is part of its line when it is not `\n`. */
export function changedLines(before: string, after: string): readonly ChangedLines[] {
  const [old, made] = [before.split('\n'), after.split('\n')];
  let same = 0;
  while (same < old.length && same < made.length && old[same] === made[same]) same += 1;
  let end = 0;
  while (
    end < Math.min(old.length, made.length) - same &&
    old[old.length - 1 - end] === made[made.length - 1 - end]
  ) {
    end += 1;
  }
  return changesBetween(
    old.slice(same, old.length - end),
    made.slice(same, made.length - end),
    same + 1,
  );
}

function changesBetween(
  old: readonly string[],
  made: readonly string[],
  line: number,
): readonly ChangedLines[] {
  if (old.length === 0 && made.length === 0) return [];
  if (old.length * made.length > mostPairs) return [{ line, removed: old, added: made }];
  const longest = commonLengths(old, made);
  const stepAt = (i: number, j: number): Step => {
    if (i >= old.length) return 'added';
    if (old[i] === made[j]) return 'same';
    return lengthAt(longest, i + 1, j) >= lengthAt(longest, i, j + 1) ? 'removed' : 'added';
  };
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  let last: Step = 'same';
  while (i < old.length || j < made.length) {
    const step = j >= made.length ? 'removed' : stepAt(i, j);
    if (step !== 'same') {
      if (last === 'same') changes.push({ line: line + i, removed: [], added: [] });
      changes.at(-1)?.[step].push((step === 'removed' ? old[i] : made[j]) ?? '');
    }
    if (step !== 'added') i += 1;
    if (step !== 'removed') j += 1;
    last = step;
  }
  return changes;
}

type Step = 'same' | 'removed' | 'added';

interface Change {
  readonly line: number;
  readonly removed: string[];
  readonly added: string[];
}

function lengthAt(table: readonly Uint32Array[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

/** For each pair of places, how many lines both rests have in common. */
function commonLengths(old: readonly string[], made: readonly string[]): readonly Uint32Array[] {
  const table = old.map(() => new Uint32Array(made.length + 1));
  table.push(new Uint32Array(made.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const [row, below] = [table[i], table[i + 1]];
    if (row === undefined || below === undefined) continue;
    for (let j = made.length - 1; j >= 0; j -= 1) {
      row[j] =
        old[i] === made[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

/** `--- file`, then each change with its line, what goes and what comes; blanks at line ends are shown as `·`. */
export function changesHint(
  path: string,
  changes: readonly ChangedLines[],
  colours: Colours,
): readonly string[] {
  const lines = changes.flatMap(({ line, removed, added }) => [
    colours.cyan(`@@ line ${line} @@`),
    ...removed.map((text) => colours.red(`-${shown(text)}`)),
    ...added.map((text) => colours.green(`+${shown(text)}`)),
  ]);
  const more = lines.length - mostShown;
  const rest = more > 0 ? [`… and ${more} more lines`] : [];
  return [colours.bold(`--- ${visible(path)}`), ...lines.slice(0, mostShown), ...rest];
}

function shown(line: string): string {
  const body = line.trimEnd();
  const end = line.slice(body.length).replaceAll('\r', '␍').replaceAll(/[ \t]/g, '·');
  return `${visible(body)}${end}`;
}
