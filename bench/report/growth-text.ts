// The report of growth for people: one column per size, then one per step between neighbours.
import { renderTable } from '../../cli/output/table.ts';
import type { GrowthReportBody } from './growth-report.ts';
import { operationTitles, ratioText, readingHint, secondsText } from './refresh-text.ts';

/** `grow`: the setting that was multiplied. */
export function growthText(grow: string, { steps, growth }: GrowthReportBody): string {
  const titles = (steps[0]?.operations ?? []).map(({ name }) => operationTitles[name]);
  const walls = table(
    `seconds, by ${grow}`,
    steps.map(({ factor }) => `× ${factor}`),
    titles.map((title, row) => [
      title,
      ...steps.map(({ operations }) => optional(operations[row]?.wall_ms, secondsText)),
    ]),
  );
  const ratios = table(
    `times as long, by ${grow}`,
    growth.map(({ from, to }) => `× ${from} to × ${to}`),
    titles.map((title, row) => [
      title,
      ...growth.map(({ operations }) => optional(operations[row]?.ratio, ratioText)),
    ]),
  );
  return `${readingHint}${walls}\n${ratios}`;
}

function table(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const numbers = columns.map((column) => ({ title: column, align: 'right' as const }));
  return renderTable([{ title, align: 'left' }, ...numbers], rows);
}

function optional<T>(value: T | undefined, text: (value: T) => string): string {
  return value === undefined ? '' : text(value);
}
