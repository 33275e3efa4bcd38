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

/** In an order in which every table that a statement reads is there. `now` in milliseconds since 1970. */
export function handStatement(segment: GeneratedSegment, now: number): HandStatement {
  const predicates = [
    ...segment.conditions.map(({ sql }) => sql(now)),
    ...segment.refersTo.map((other) => `c.id IN (SELECT id FROM ${handSchema}.${other})`),
  ];
  const sql = `CREATE OR REPLACE TABLE ${handSchema}.${segment.name} AS
SELECT c.id FROM crm.contacts AS c
WHERE ${predicates.join('\n  AND ')}`;
  return { segment: segment.name, sql };
}
