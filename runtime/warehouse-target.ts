// Port data: a target of the configuration after its secrets and paths are resolved. Only connections read it.

export type WarehouseTarget = DuckdbTarget | SnowflakeTarget;

export interface DuckdbTarget {
  readonly kind: 'duckdb';
  readonly name: string;
  /** Absolute path, or `:memory:`. */
  readonly database: string;
  /** Absolute path of the file readers open; undefined: none. */
  readonly serving: string | undefined;
  readonly schema: string;
  readonly mounts: readonly Mount[];
  /** As DuckDB writes it: `4GB`. */
  readonly memoryLimit: string | undefined;
  /** Absolute path of the folder for spilled data; undefined: beside the database. */
  readonly tempDirectory: string | undefined;
  readonly threads: number | undefined;
}

/** Files shown as a table. */
export interface Mount {
  /** Table name, 1 or 2 dot-separated parts. */
  readonly table: string;
  /** Absolute path, may hold `*`, `?`, `[...]` and `**`. */
  readonly files: string;
  readonly format: 'csv' | 'parquet' | 'json';
  /** The folder that must hold every matched file, symbolic links followed; undefined: files may lie anywhere. */
  readonly within: string | undefined;
}

/** Compiles in this version, does not run. */
export interface SnowflakeTarget {
  readonly kind: 'snowflake';
  readonly name: string;
  readonly database: string;
  readonly schema: string;
  readonly connection: Readonly<Record<string, string>>;
}
