// Writes the benchmark's project to disk: configuration, model and segments, as `segform init` and a user would leave them.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { GeneratedSegment } from '../segments/generate.ts';
import { segmentFiles } from '../segments/text.ts';
import { type ModelShape, modelText } from './model.ts';

/** What DuckDB may use: the same for Segform and for everything it is compared with. Undefined: DuckDB's defaults. */
export interface Limits {
  readonly threads: number | undefined;
  /** As DuckDB writes it: `4GB`. */
  readonly memoryLimit: string | undefined;
}

export interface ProjectRequest {
  readonly folder: string;
  readonly shape: ModelShape;
  readonly segments: readonly GeneratedSegment[];
  readonly limits: Limits;
  /** Whether a serving file is written after each refresh. */
  readonly serving: boolean;
  /** Whether nothing is said of how the tables change. */
  readonly undeclared: boolean;
}

/** Where the project's database stands, below its folder. Its catalogue is called `warehouse`. */
export const databaseFile = 'warehouse.duckdb';
export const databaseName = 'warehouse';
/** Where DuckDB spills, below the project's folder. */
export const spillFolder = 'spilled';
/** Schema of what Segform publishes; its own tables are in another one. */
export const publishedSchema = 'segments';
export const internalSchema = 'segments__internal';

export function writeProject(request: ProjectRequest): void {
  const { folder, segments, shape, undeclared } = request;
  const files = [
    { path: 'segform.yaml', text: configuration(request) },
    { path: 'model/model.seg', text: modelText(shape, undeclared) },
    ...segmentFiles(segments),
  ];
  for (const file of files) {
    const place = path.join(folder, file.path);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, file.text);
  }
}

function configuration({ limits, serving }: ProjectRequest): string {
  const { threads, memoryLimit } = limits;
  return [
    'segments: [model/*.seg, segments/*.seg]',
    'targets:',
    '  bench:',
    '    type: duckdb',
    `    database: ${databaseFile}`,
    `    temp_directory: ${spillFolder}`,
    ...(serving ? ['    serving: serving.duckdb'] : []),
    ...(memoryLimit === undefined ? [] : [`    memory_limit: ${memoryLimit}`]),
    ...(threads === undefined ? [] : [`    threads: ${threads}`]),
    '',
  ].join('\n');
}
