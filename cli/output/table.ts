// Tables for people: aligned by terminal cells, never wrapped, no frame.
import stringWidth from 'string-width';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Two spaces between columns, no trailing spaces; `decorate` may colour the title line. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  decorate: (line: string) => string = (line) => line,
): string {
  const widths = columns.map((column, index) =>
    Math.max(stringWidth(column.title), ...rows.map((row) => stringWidth(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, index) => pad(cells[index] ?? '', widths[index] ?? 0, column.align))
      .join('  ')
      .trimEnd();
  const titles = decorate(line(columns.map((column) => column.title)));
  return `${[titles, ...rows.map(line)].join('\n')}\n`;
}

function pad(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? text + space : space + text;
}
