// Identity of meanings: equal hashes mean that two refreshes computed the same question.
import { createHash } from 'node:crypto';
import type { SourceFile } from '../../../compiler/source.ts';
import type { PlannedSegment } from '../../../compiler/plan/refresh-plan.ts';

/** Of a segment's meaning, the type of its key, and the hashes of the segments it refers to, sorted by name. */
export function definitionHash(
  segment: PlannedSegment,
  keyType: string,
  referred: readonly (readonly [name: string, hash: string])[],
): string {
  return hash(JSON.stringify([segment.canonical, keyType, referred]));
}

/** Of what a segment publishes beside the key. */
export function columnsHash({ canonicalColumns }: PlannedSegment): string {
  return canonicalColumns === '' ? noColumns : hash(canonicalColumns);
}

/** Of the question for all keys of a source. */
export function keyQueryHash(query: string, keyColumn: string): string {
  return hash(JSON.stringify([query, keyColumn]));
}

/** Of every source file of the project. */
export function projectVersion(sources: readonly SourceFile[]): string {
  return hash(JSON.stringify(sources.map(({ path, text }) => [path, text])));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Most segments publish nothing beside the key. */
const noColumns = hash('');
