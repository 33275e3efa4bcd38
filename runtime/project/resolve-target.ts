// A configured target → what a connection needs: absolute paths, secrets read, mounts bounded to the project.
import { join, resolve } from 'node:path';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { DuckdbTarget, Mount, SnowflakeTarget, WarehouseTarget } from '../warehouse-target.ts';
import type {
  DuckdbTargetConfig,
  Environment,
  LoadedProject,
  SnowflakeTargetConfig,
} from './loaded-project.ts';
import type { ProjectReader } from './project-reader.ts';
import { isInside } from './read-sources.ts';
import { type ReferenceSources, resolveReferences } from './resolve-references.ts';

const operations = catalogue.operations;

/** The chosen target, ready to open. The only step that reads secrets. Throws OperationalError (SEG60xx). */
export function resolveTarget(
  project: LoadedProject,
  env: Environment,
  files: ProjectReader,
): WarehouseTarget {
  const known = Object.keys(project.targets);
  const name = project.targetName;
  const target = name === undefined ? undefined : project.targets[name];
  if (name === undefined || target === undefined) {
    throw operationalError(operations.unknownTarget, { name: name ?? '', known });
  }
  const from = { directory: project.directory, env, files };
  return target.type === 'duckdb' ? duckdb(name, target, from) : snowflake(name, target, from);
}

function duckdb(name: string, config: DuckdbTargetConfig, from: ReferenceSources): DuckdbTarget {
  const path = (setting: string, text: string): string =>
    resolve(from.directory, resolveReferences(`targets.${name}.${setting}`, text, from));
  const optional = (setting: string, text: string | undefined): string | undefined =>
    text === undefined ? undefined : path(setting, text);
  const inMemory = config.database === ':memory:';
  const database = inMemory ? ':memory:' : path('database', config.database);
  const serving = inMemory ? undefined : optional('serving', config.serving);
  if (serving === database) {
    const problem = 'must be another file than `database`';
    throw operationalError(operations.invalidSetting, { name: `targets.${name}.serving`, problem });
  }
  return {
    kind: 'duckdb',
    name,
    database,
    serving,
    schema: config.schema,
    mounts: Object.entries(config.mounts).map(([table, files]) =>
      mount(table, files, config, from),
    ),
    memoryLimit: config.memoryLimit,
    tempDirectory: optional('temp_directory', config.tempDirectory),
    threads: config.threads,
  };
}

function mount(
  table: string,
  written: string,
  config: DuckdbTargetConfig,
  { directory, files }: ReferenceSources,
): Mount {
  const pattern = resolve(directory, written);
  const within = config.allowOutsideProject ? undefined : files.realPath(directory);
  const fixed = pattern.split('/').findIndex((part) => /[*?[]/.test(part));
  const base = fixed === -1 ? pattern : join('/', ...pattern.split('/').slice(0, fixed));
  if (within !== undefined && !isInside(directory, base)) {
    throw operationalError(operations.outsideProject, {
      what: `mount \`${table}\`:`,
      path: written,
    });
  }
  return { table, files: pattern, format: formatOf(table, written), within };
}

function formatOf(table: string, path: string): Mount['format'] {
  if (/\.parquet$/i.test(path)) return 'parquet';
  if (/\.(?:csv|tsv)(?:\.gz)?$/i.test(path)) return 'csv';
  if (/\.(?:json|jsonl|ndjson)(?:\.gz)?$/i.test(path)) return 'json';
  throw operationalError(operations.invalidSetting, {
    name: `mounts.${table}`,
    problem: `\`${path}\` must end in .csv, .tsv, .parquet, .json, .jsonl or .ndjson`,
  });
}

function snowflake(
  name: string,
  config: SnowflakeTargetConfig,
  from: ReferenceSources,
): SnowflakeTarget {
  const { type: _, database, schema, ...others } = config;
  const value = (setting: string, text: string): string =>
    resolveReferences(`targets.${name}.${setting}`, text, from);
  const connection = Object.fromEntries(
    Object.entries(others).flatMap(([setting, text]) =>
      text === undefined ? [] : [[setting, value(setting, text)]],
    ),
  );
  return {
    kind: 'snowflake',
    name,
    database: value('database', database),
    schema: value('schema', schema),
    connection,
  };
}
