// The report of growth as a picture: an SVG, both axes logarithmic, so that a straight line of slope one is time in proportion to size.
import type { OperationName } from '../run/bench.ts';
import type { GrowthReportBody } from './growth-report.ts';
import { operationTitles } from './refresh-text.ts';

const width = 760;
const height = 440;
const box = { left: 64, right: 540, top: 48, bottom: 384 };

/** Readable on white and on black. */
const colours: readonly (readonly [OperationName, string])[] = [
  ['by hand', '#8a8a8a'],
  ['first refresh', '#2f7fd1'],
  ['full refresh', '#1a9e6b'],
  ['later', '#d1602f'],
  ['nothing new', '#9b5fc0'],
];

export interface PlotRequest {
  readonly title: string;
  /** What the horizontal axis counts, and how many of it are at factor 1. */
  readonly axis: string;
  readonly base: number;
  readonly report: GrowthReportBody;
}

interface Point {
  readonly x: number;
  /** Seconds. */
  readonly y: number;
}

/** The middle of the repeats, one line per operation. */
export function growthPlot({ title, axis, base, report }: PlotRequest): string {
  const lines = colours.map(([name, colour]) => ({
    name,
    colour,
    points: pointsOf(report, name, base),
  }));
  const points = lines.flatMap((line) => line.points);
  const across = scale(
    points.map(({ x }) => x),
    box.left,
    box.right,
  );
  const down = scale(powersAround(points.map(({ y }) => y)), box.bottom, box.top);
  const factors = report.steps.map(({ factor }) => base * factor);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" fill="#7a7a7a">`,
    `<title>${escaped(title)}</title>`,
    text(box.left, 24, title, 'start'),
    ...powersAround(points.map(({ y }) => y)).map((seconds) => {
      const y = down(seconds);
      return `${rule(box.left, y, box.right, y)}${text(box.left - 8, y + 4, `${seconds} s`, 'end')}`;
    }),
    ...factors.map((x) => text(across(x), box.bottom + 20, amount(x), 'middle')),
    text((box.left + box.right) / 2, box.bottom + 42, axis, 'middle'),
    ...lines.map(({ colour, points: own }) => {
      const path = own.map(({ x, y }) => `${across(x).toFixed(1)},${down(y).toFixed(1)}`).join(' ');
      return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`;
    }),
    ...labels(lines, down),
    '</svg>\n',
  ].join('\n');
}

function pointsOf(
  { steps }: GrowthReportBody,
  name: OperationName,
  base: number,
): readonly Point[] {
  return steps.flatMap(({ factor, operations }) => {
    const found = operations.find((one) => one.name === name);
    return found === undefined ? [] : [{ x: base * factor, y: found.wall_ms.median / 1_000 }];
  });
}

/** Powers of ten from below the least to above the greatest. */
function powersAround(values: readonly number[]): readonly number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)].map(Math.log10);
  const first = Math.floor(low ?? 0);
  const last = Math.max(first + 1, Math.ceil(high ?? 0));
  return Array.from({ length: last - first + 1 }, (_none, at) => 10 ** (first + at));
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [low = 0, high = 1] = [Math.min(...values), Math.max(...values)].map(Math.log);
  return (value) => from + ((Math.log(value) - low) / Math.max(high - low, 1e-9)) * (to - from);
}

interface Line {
  readonly name: OperationName;
  readonly colour: string;
  readonly points: readonly Point[];
}

/** At the end of each line, moved apart where lines end close to each other. */
function labels(lines: readonly Line[], down: (y: number) => number): readonly string[] {
  const ends = lines
    .map(({ name, colour, points }) => ({ name, colour, y: down(points.at(-1)?.y ?? 1) }))
    .toSorted((a, b) => a.y - b.y);
  let above = 0;
  return ends.map(({ name, colour, y }) => {
    above = Math.max(y + 4, above + 17);
    return `<text x="${box.right + 8}" y="${above.toFixed(1)}" fill="${colour}">${operationTitles[name]}</text>`;
  });
}

function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

function rule(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1}" y1="${y1.toFixed(1)}" x2="${x2}" y2="${y2.toFixed(1)}" stroke="#7a7a7a" stroke-opacity="0.25"/>`;
}

function amount(value: number): string {
  return value.toLocaleString('en-US');
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
