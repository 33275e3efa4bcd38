// Test support: segments with one threshold or comparison changed, as a slip of the finger would.
import type { CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { SourceFile } from '../../compiler/source.ts';

export interface Mutant {
  /** What was written, and what is written now, with what stands around it. */
  readonly change: string;
  readonly sources: readonly SourceFile[];
}

/** Numbers one higher and one lower; comparisons that take in their threshold, or no longer do. */
export function mutantsOf(
  { span }: CheckedSegment,
  sources: readonly SourceFile[],
): readonly Mutant[] {
  const source = sources.find(({ path }) => path === span.file);
  if (source === undefined) return [];
  const start = source.text.indexOf('where {', span.start);
  const lines = source.text.slice(start, span.end);
  return [...lines.matchAll(tokens)].flatMap((match) => {
    const [written] = match;
    return changesOf(written).map((changed): Mutant => {
      const at = start + match.index;
      const text = source.text.slice(0, at) + changed + source.text.slice(at + written.length);
      const around = source.text.slice(at - 20, at + written.length + 20).replaceAll(/\s+/g, ' ');
      const others = sources.filter((one) => one !== source);
      return {
        change: `${around}: ${written} → ${changed}`,
        sources: [...others, { path: source.path, text }],
      };
    });
  });
}

/** Texts and dates are passed over whole. */
const tokens =
  /"[^"]*"|\d{4}-\d\d-\d\d\S*|\b\d[\d_]*(?:\.\d+)?\b|>=|<=|>|<|more than|at least|less than|at most/g;

const pairs: Readonly<Record<string, string>> = {
  '>': '>=',
  '>=': '>',
  '<': '<=',
  '<=': '<',
  'more than': 'at least',
  'at least': 'more than',
  'less than': 'at most',
  'at most': 'less than',
};

function changesOf(written: string): readonly string[] {
  const other = pairs[written];
  if (other !== undefined) return [other];
  const number = Number(written.replaceAll('_', ''));
  if (Number.isNaN(number) || written.includes('-') || written.startsWith('"')) return [];
  return [String(number + 1), ...(number > 1 ? [String(number - 1)] : [])];
}
