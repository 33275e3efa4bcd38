// Rule: nothing is left unfinished, skipped or silenced.
// Each pattern is written with a class of one letter, so that this file does not match itself.
import type { SourceTree, Violation } from '../source-tree.ts';

const marks: readonly RegExp[] = [
  /\bTOD[O]\b|\bFIXM[E]\b/,
  /\bnot implemente[d]\b/i,
  /@ts-(?:ignor[e]|nochec[k]|expect-erro[r])/,
  /\b(?:it|test|describe)\.(?:ski[p]|tod[o]|onl[y])\b/,
];

/** Reports marks of unfinished work in TypeScript files, tests included. */
export function checkFinishedWork(tree: SourceTree): readonly Violation[] {
  const violations: Violation[] = [];
  for (const [path, text] of tree) {
    if (!/\.m?[jt]s$/.test(path)) continue;
    text.split('\n').forEach((line, index) => {
      const found = marks.map((mark) => mark.exec(line)?.[0]).find((match) => match !== undefined);
      if (found !== undefined) violations.push({ path, message: `line ${index + 1}: ${found}` });
    });
  }
  return violations;
}
