// Rule: the repository mentions nothing of the machine it was written on: absolute paths, registry hosts, workplace tools.
// Each pattern is written with a class of one letter, so that this file does not match itself.
import type { SourceTree, Violation } from '../source-tree.ts';

const traces: readonly RegExp[] = [
  /(?:^|[^A-Za-z0-9._-])\/(?:wor[k]|far[m]|hom[e]\/[a-z]+|roo[t])\//,
  /(?:^|[^A-Za-z0-9._/-])\/tm[p]\//,
  /bash_job[s]/,
  /https?:\/\/(?:registr[y]|de[b]|file[s]|prox[y])\.[a-z]/,
  /\bissues sho[w]\b/,
  /(?:\.\.\/)+share[d]\/(?:design|reference|corpus|hooks)\b/,
  /\bshare[d]\/(?:design|reference|corpus|hooks)\//,
];

/** Reports each line that carries a trace. */
export function checkOutsideTraces(tree: SourceTree): readonly Violation[] {
  const violations: Violation[] = [];
  for (const [path, text] of tree) {
    text.split('\n').forEach((line, index) => {
      const found = traces
        .map((trace) => trace.exec(line)?.[0])
        .find((match) => match !== undefined);
      if (found === undefined) return;
      violations.push({ path, message: `line ${index + 1} mentions "${found.trim()}"` });
    });
  }
  return violations;
}
