// Text of a CSV or JSON file → its rows, each with the line where it begins. CSV is that of RFC 4180 with a header; JSON is
// an array of objects.

export interface FileTable {
  readonly rows: readonly FileRow[];
  /** What could not be read, with its line. */
  readonly problems: readonly string[];
}

export interface FileRow {
  /** From 1. */
  readonly line: number;
  /** By column, or by key; what is empty is left out. */
  readonly values: readonly (readonly [string, FileValue])[];
}

/** A cell of CSV is a text. */
export type FileValue =
  string | number | boolean | readonly FileValue[] | { readonly [key: string]: FileValue | null };

export function readTable(path: string, text: string): FileTable {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (/\.json$/i.test(path)) return readJson(plain);
  if (/\.csv$/i.test(path)) return readCsv(plain);
  return { rows: [], problems: ['which ends neither in `.csv` nor in `.json`'] };
}

// ---------------------------------------------------------------- CSV

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

function readCsv(text: string): FileTable {
  const { lines, problem } = csvLines(text);
  const [header, ...body] = lines;
  if (problem !== undefined) return { rows: [], problems: [problem] };
  if (header === undefined) return { rows: [], problems: ['which has no header'] };
  const names = header.cells.map((name) => name.trim());
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return { rows: [], problems: [`line 1: two columns \`${twice}\``] };
  const problems: string[] = [];
  const rows: FileRow[] = [];
  for (const { line, cells } of body) {
    if (cells.length !== names.length) {
      problems.push(`line ${line}: ${cells.length} values for ${names.length} columns`);
      continue;
    }
    const values = cells.map((cell, at) => [names[at] ?? '', cell] as const);
    rows.push({ line, values: values.filter(([, cell]) => cell !== '') });
  }
  return { rows, problems };
}

const cellPattern = /("(?:[^"]|"")*"|[^,"\r\n]*)(,|\r\n|\r|\n|$)/y;

/** Empty lines are left out. */
function csvLines(text: string): { readonly lines: readonly Line[]; readonly problem?: string } {
  const lines: Line[] = [];
  let cells: string[] = [];
  let line = 1;
  let start = 1;
  cellPattern.lastIndex = 0;
  while (cellPattern.lastIndex < text.length) {
    const found = cellPattern.exec(text);
    if (found === null)
      return {
        lines,
        problem: `line ${line}: a quote that does not close, or stands inside of a value`,
      };
    const [whole, cell = '', end = ''] = found;
    cells.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    line += whole.split(/\r\n|\r|\n/).length - 1;
    if (end === ',' && cellPattern.lastIndex < text.length) continue;
    if (end === ',') cells.push('');
    if (cells.length > 1 || cells[0] !== '') lines.push({ line: start, cells });
    cells = [];
    start = line;
  }
  return { lines };
}

// ---------------------------------------------------------------- JSON

function readJson(text: string): FileTable {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { rows: [], problems: ['which is no JSON'] };
  }
  if (!Array.isArray(parsed)) return { rows: [], problems: ['which is no array of objects'] };
  const starts = itemLines(text);
  const rows: FileRow[] = [];
  const problems: string[] = [];
  for (const [index, item] of parsed.entries()) {
    const line = starts[index] ?? 1;
    const value = fileValue(item);
    if (typeof value !== 'object' || value === null || isList(value)) {
      problems.push(`line ${line}: this is no object`);
      continue;
    }
    const values = Object.entries(value).flatMap(([key, one]) =>
      one === null || one === '' ? [] : [[key, one] as const],
    );
    rows.push({ line, values });
  }
  return { rows, problems };
}

function isList(value: FileValue): value is readonly FileValue[] {
  return Array.isArray(value);
}

function fileValue(value: unknown): FileValue | null {
  if (Array.isArray(value)) {
    return value.map(fileValue).map((one) => one ?? '');
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fileValue(one)]));
  }
  const isPlain =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? value : null;
}

/** The line of each item of the outermost array of a text that is JSON. */
function itemLines(text: string): readonly number[] {
  const lines: number[] = [];
  let depth = 0;
  let line = 1;
  let isBefore = false;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|\n|[[\]{},]|[^\s[\]{},"]+/g)) {
    if (token === '\n') {
      line += 1;
      continue;
    }
    if (isBefore && depth === 1 && token !== ']') lines.push(line);
    isBefore = depth === 1 && token === ',';
    if (token === '[' || token === '{') {
      isBefore = depth === 0;
      depth += 1;
    }
    if (token === ']' || token === '}') depth -= 1;
  }
  return lines;
}
