// Serves the grammar: what literals mean.
import type { TimeUnit } from './literal-ast.ts';
import { unitNames } from './tokens.ts';

export interface EscapeFault {
  /** Offset in the text as written. */
  readonly at: number;
  readonly written: string;
}

const escape = /\\(?:u[0-9a-fA-F]{4}|[\s\S])/gu;
const simple: ReadonlyMap<string, string> = new Map([
  ['\\"', '"'],
  ['\\\\', '\\'],
  ['\\n', '\n'],
  ['\\t', '\t'],
]);

/** The value of a text that is written with its quotes; unknown escapes stay as they are and are returned. */
export function unescapeText(written: string): {
  readonly value: string;
  readonly faults: readonly EscapeFault[];
} {
  const inner = written.slice(1, -1);
  if (!inner.includes('\\')) return { value: inner, faults: [] };
  const faults: EscapeFault[] = [];
  const value = inner.replace(escape, (found, at: number) => {
    const plain = simple.get(found);
    if (plain !== undefined) return plain;
    if (found.length === 6) return String.fromCharCode(Number.parseInt(found.slice(2), 16));
    faults.push({ at: at + 1, written: found });
    return found;
  });
  return { value, faults };
}

export function withoutUnderscores(written: string): string {
  return written.replaceAll('_', '');
}

/** `day` for `day` and `days`. */
export function timeUnit(written: string): TimeUnit {
  return unitNames.find((unit) => written === unit || written === `${unit}s`) ?? 'day';
}
