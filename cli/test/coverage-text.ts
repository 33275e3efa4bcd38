// Coverage of conditions for people: a line for each segment, then the conditions that no test has seen both ways.
import type { SourceIndex } from '../../compiler/diagnostics/line-index.ts';
import { placed } from '../../compiler/diagnostics/render.ts';
import type { SegmentCoverage } from '../../runtime/test/condition-coverage.ts';
import { byPlace } from '../../runtime/test/seen-conditions.ts';
import type { SeenCondition } from '../../runtime/test/test-outcome.ts';
import { textAt } from './source-text.ts';
import type { Colours } from '../output/colours.ts';
import { renderTable } from '../output/table.ts';

export function coverageText(
  coverage: readonly SegmentCoverage[],
  sources: SourceIndex,
  colours: Colours,
): string {
  const rows = coverage.map(({ segment, conditions }) => {
    const both = conditions.filter(isCovered).length;
    return [segment, String(conditions.length), String(both), share(both, conditions.length)];
  });
  const all = coverage.flatMap(({ conditions }) => conditions);
  const both = all.filter(isCovered).length;
  const table = renderTable(
    [
      { title: 'segment', align: 'left' },
      { title: 'conditions', align: 'right' },
      { title: 'true and false', align: 'right' },
      { title: '', align: 'right' },
    ],
    [...rows, ['all', String(all.length), String(both), share(both, all.length)]],
    colours.bold,
  );
  const open = all.filter((condition) => !isCovered(condition)).toSorted(byPlace);
  const textOf = textAt(sources);
  const lines = open.map((condition) => {
    const { path, line } = placed(condition.span, sources);
    return `${path}:${line}  ${missingText(condition)}: ${textOf(condition.span)}\n`;
  });
  return `\n${table}${lines.length === 0 ? '' : '\n'}${lines.join('')}`;
}

/** For JSON: with places. */
export function coverageJson(coverage: readonly SegmentCoverage[], sources: SourceIndex): unknown {
  const textOf = textAt(sources);
  return coverage.map(({ segment, conditions }) => ({
    segment,
    conditions: conditions.map(({ span, seenTrue, seenFalse }) => ({
      text: textOf(span),
      where: placed(span, sources),
      seenTrue,
      seenFalse,
    })),
  }));
}

function isCovered({ seenTrue, seenFalse }: SeenCondition): boolean {
  return seenTrue && seenFalse;
}

function missingText({ seenTrue, seenFalse }: SeenCondition): string {
  if (seenTrue) return 'never false';
  return seenFalse ? 'never true' : 'never asked';
}

function share(part: number, of: number): string {
  return of === 0 ? '' : `${Math.floor((part / of) * 100)}%`;
}
