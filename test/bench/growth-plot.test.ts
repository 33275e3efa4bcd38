// The picture of growth: every operation is a line, sizes go right, time goes up, and nothing leaves the frame.
import { expect, it } from 'vitest';
import { growthPlot } from '../../bench/report/growth-plot.ts';
import type { GrowthReportBody } from '../../bench/report/growth-report.ts';

function spread(value: number): { min: number; median: number; max: number } {
  return { min: value, median: value, max: value };
}

const report: GrowthReportBody = {
  growth: [],
  steps: [1, 2, 4].map((factor) => ({
    factor,
    operations: (['by hand', 'first refresh', 'later'] as const).map((name, at) => ({
      name,
      wall_ms: spread(1_000 * factor * 10 ** -at),
      ratio: spread(10 ** -at),
    })),
  })),
};

it('draws a rising line for each operation, the slowest on top', () => {
  const svg = growthPlot({ title: '1 < 2', axis: 'segments', base: 50, report });
  const lines = [...svg.matchAll(/<polyline points="([^"]*)"/g)].map(([, points = '']) =>
    points
      .split(' ')
      .filter(Boolean)
      .map((point) => point.split(',').map(Number)),
  );
  expect(lines.map((points) => points.length)).toEqual([3, 3, 0, 3, 0]);
  for (const points of lines) {
    for (const [at, [x = -1, y = -1]] of points.entries()) {
      const [left = 0, below = 440] = points[at - 1] ?? [];
      expect(x).toBeGreaterThan(left);
      expect(x).toBeLessThanOrEqual(540);
      expect(y).toBeLessThan(below);
      expect(y).toBeGreaterThanOrEqual(48);
    }
  }
  const tops = [0, 1, 3].map((line) => lines[line]?.[0]?.[1] ?? -1);
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  expect(svg).toContain('1 &lt; 2');
  for (const size of ['50', '100', '200']) expect(svg).toContain(`>${size}</text>`);
});
