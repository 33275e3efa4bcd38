// Part of the parser: what one run of the grammar reads and whom it tells.
import type { SourceFile } from '../source.ts';
import type { Chunk } from './chunks.ts';
import type { LimitedReporter } from './fault-limit.ts';

export interface ParseTarget {
  readonly file: SourceFile;
  readonly reporter: LimitedReporter;
  readonly chunk: Chunk;
}
