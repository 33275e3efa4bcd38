// The runtime's first step: folder, `segform.yaml` and `.seg` files → LoadedProject. Connects to nothing, resolves no secret.
import { dirname, relative } from 'node:path';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { Configuration } from './configuration-schema.ts';
import { overridesOf } from './environment-overrides.ts';
import { findConfiguration } from './find-project.ts';
import type {
  DuckdbTargetConfig,
  Environment,
  LoadedProject,
  SnowflakeTargetConfig,
  TargetConfig,
} from './loaded-project.ts';
import type { ProjectReader } from './project-reader.ts';
import { readConfiguration } from './read-configuration.ts';
import { readSources } from './read-sources.ts';

export interface LoadOptions {
  /** Where the search for `segform.yaml` begins, upward; unused when `projectDir` is given. */
  readonly startDir: string;
  /** `--project`: a folder or a `segform.yaml`, absolute. */
  readonly projectDir?: string | undefined;
  /** `--target` */
  readonly target?: string | undefined;
  /** Read for `SEGFORM__…` only; offline commands leave it out. */
  readonly env?: Environment | undefined;
  readonly files: ProjectReader;
  /** A project without any `.seg` file is no fault: its first ones are about to be written. */
  readonly mayBeEmpty?: boolean;
}

/** Throws OperationalError (SEG60xx) for a missing or wrong configuration and for files that cannot be read. */
export function loadProject(options: LoadOptions): LoadedProject {
  const { files, projectDir } = options;
  const configPath = findConfiguration(
    files,
    projectDir === undefined ? { startDir: options.startDir } : { projectDir },
  );
  const directory = dirname(configPath);
  const shown = relative(directory, configPath);
  const overrides = overridesOf(options.env ?? {});
  const configuration = readConfiguration(readText(files, configPath, shown), shown, overrides);
  const targets = Object.fromEntries(
    Object.entries(configuration.targets).map(([name, target]) => [name, targetConfig(target)]),
  );
  const given = options.target === undefined ? {} : { target: 'flag' as const };
  return {
    directory,
    configPath,
    sources: readSources(files, directory, configuration.segments, options.mayBeEmpty ?? false),
    fixturePatterns: configuration.fixtures,
    reconcileMinutes: minutesOf(configuration.reconcile),
    targets,
    targetName: chooseTarget(configuration, options.target),
    overrides: {
      ...Object.fromEntries(overrides.map(({ path }) => [path.join('.'), 'environment' as const])),
      ...given,
    },
  };
}

const minutesPerUnit: Readonly<Record<string, number>> = {
  minute: 1,
  hour: 60,
  day: 1440,
  week: 10_080,
};

/** Of `every 2 days`; undefined for `never`. */
function minutesOf(period: string): number | undefined {
  const [, amount, unit] = /^every (\d+) ([a-z]+?)s?$/.exec(period) ?? [];
  const minutes = minutesPerUnit[unit ?? ''];
  return minutes === undefined ? undefined : Number(amount) * minutes;
}

function readText(files: ProjectReader, path: string, shown: string): string {
  try {
    return files.readText(path);
  } catch (error) {
    const problem =
      error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause';
    throw operationalError(
      catalogue.operations.unreadableSource,
      { path: shown, problem },
      { cause: error },
    );
  }
}

function chooseTarget(configuration: Configuration, flag: string | undefined): string | undefined {
  const known = Object.keys(configuration.targets);
  if (flag !== undefined && !known.includes(flag)) {
    throw operationalError(catalogue.operations.unknownTarget, { name: flag, known });
  }
  return flag ?? configuration.default_target ?? (known.length === 1 ? known[0] : undefined);
}

function targetConfig(target: Configuration['targets'][string]): TargetConfig {
  if (target.type === 'duckdb') {
    return {
      type: 'duckdb',
      database: target.database,
      serving: target.serving,
      schema: target.schema,
      mounts: target.mounts,
      memoryLimit: target.memory_limit,
      tempDirectory: target.temp_directory,
      threads: target.threads,
      allowOutsideProject: target.allow_outside_project,
    } satisfies DuckdbTargetConfig;
  }
  return {
    type: 'snowflake',
    account: target.account,
    user: target.user,
    database: target.database,
    schema: target.schema,
    role: target.role,
    warehouse: target.warehouse,
    privateKey: target.private_key,
    privateKeyPassphrase: target.private_key_passphrase,
    password: target.password,
    token: target.token,
    authenticator: target.authenticator,
  } satisfies SnowflakeTargetConfig;
}
