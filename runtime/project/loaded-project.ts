// A project as read from disk: its configuration, the chosen target, and the text of its `.seg` files. Nothing is compiled yet.
import type { SourceFile } from '../../compiler/source.ts';

export interface LoadedProject {
  /** Absolute. */
  readonly directory: string;
  /** Absolute path of `segform.yaml`. */
  readonly configPath: string;
  /** Sorted by path; paths are relative to the project with `/`. */
  readonly sources: readonly SourceFile[];
  /** Patterns of files with rows for tests, as configured; read-fixtures.ts reads them for the commands that need them. */
  readonly fixturePatterns: readonly string[];
  /** Minutes after which a segment is computed from all rows again; undefined: never. */
  readonly reconcileMinutes: number | undefined;
  /** Every target of the configuration, with `${env:…}` and `${file:…}` unresolved. */
  readonly targets: Readonly<Record<string, TargetConfig>>;
  /** The chosen target: the flag, else `default_target`, else the only one; undefined: none declared or none chosen. */
  readonly targetName: string | undefined;
  /** Where values that the file does not give came from: dotted key → `flag`, `environment`. Others: the file or a default. */
  readonly overrides: Readonly<Record<string, 'flag' | 'environment'>>;
}

export type TargetConfig = DuckdbTargetConfig | SnowflakeTargetConfig;

/** Paths as written, relative to the project. */
export interface DuckdbTargetConfig {
  readonly type: 'duckdb';
  readonly database: string;
  readonly serving: string | undefined;
  readonly schema: string;
  readonly mounts: Readonly<Record<string, string>>;
  readonly memoryLimit: string | undefined;
  readonly tempDirectory: string | undefined;
  readonly threads: number | undefined;
  readonly allowOutsideProject: boolean;
}

export interface SnowflakeTargetConfig {
  readonly type: 'snowflake';
  readonly account: string;
  readonly user: string;
  readonly database: string;
  readonly schema: string;
  readonly role: string | undefined;
  readonly warehouse: string | undefined;
  readonly privateKey: string | undefined;
  readonly privateKeyPassphrase: string | undefined;
  readonly password: string | undefined;
  readonly token: string | undefined;
  readonly authenticator: string | undefined;
}

/** The variables of the process, given by the command line. */
export type Environment = Readonly<Record<string, string | undefined>>;
