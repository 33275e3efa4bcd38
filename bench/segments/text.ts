// Generated segments as `.seg` files, and as the SQL that people write by hand: one table per segment.
import type { GeneratedSegment } from './generate.ts';

const segmentsPerFile = 25;

export interface SegmentFile {
  /** Below the project's folder. */
  readonly path: string;
  readonly text: string;
}

export function segmentFiles(segments: readonly GeneratedSegment[]): readonly SegmentFile[] {
  const files: SegmentFile[] = [];
  for (let at = 0; at < segments.length; at += segmentsPerFile) {
    const number = String(at / segmentsPerFile + 1).padStart(4, '0');
    const texts = segments.slice(at, at + segmentsPerFile).map(segmentText);
    files.push({ path: `segments/part-${number}.seg`, text: texts.join('\n') });
  }
  return files;
}

export function segmentText({ name, conditions, refersTo }: GeneratedSegment): string {
  const lines = [
    ...refersTo.map((other) => `in segment ${other}`),
    ...conditions.map(({ line }) => line),
  ];
  return `segment ${name} of contact {\n  where {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n}\n`;
}

/** Schema of the tables that are made by hand. */
export const handSchema = 'by_hand';

export interface HandStatement {
  readonly segment: string;
  readonly sql: string;
}

/**
 * `direct`: each condition is a predicate of its own. `narrowed`: conditions that group rows look at those contacts only for which
 * all others hold, as one writes it who knows that grouping is what costs.
 */
export type HandStyle = 'direct' | 'narrowed';

/** Reads tables of earlier segments only. `now` in milliseconds since 1970. */
export function handStatement(
  segment: GeneratedSegment,
  now: number,
  style: HandStyle,
): HandStatement {
  const { name, conditions, refersTo } = segment;
  const references = refersTo.map((other) => `c.id IN (SELECT id FROM ${handSchema}.${other})`);
  const plain = conditions.filter(({ narrowed }) => narrowed === undefined);
  const grouping = conditions.flatMap(({ narrowed }) => narrowed?.(now) ?? []);
  const first = [...plain.map(({ sql }) => sql(now)), ...references];
  const query =
    style === 'direct' || grouping.length === 0 || first.length === 0
      ? select('crm.contacts', [...conditions.map(({ sql }) => sql(now)), ...references])
      : `WITH base AS MATERIALIZED (${select('crm.contacts', first)})\n${select('base', grouping)}`;
  return { segment: name, sql: `CREATE OR REPLACE TABLE ${handSchema}.${name} AS\n${query}` };
}

function select(table: string, predicates: readonly string[]): string {
  return `SELECT c.id FROM ${table} AS c\nWHERE ${predicates.join('\n  AND ')}`;
}
