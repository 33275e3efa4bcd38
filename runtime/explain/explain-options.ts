// What explaining one object is given by its caller.
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { CheckedValue } from '../../compiler/check/checked.ts';
import type { SourceFile } from '../../compiler/source.ts';
import type { SqlDialect } from '../../compiler/sql/dialect.ts';
import type { OpenReader } from '../warehouse-reader.ts';
import type { WarehouseTarget } from '../warehouse-target.ts';

export interface ExplainOptions {
  /** Without errors. */
  readonly project: CheckedProject;
  /** For the places of problems. */
  readonly sources: readonly SourceFile[];
  readonly target: WarehouseTarget;
  readonly dialect: SqlDialect;
  readonly openReader: OpenReader;
  /** ISO instant. */
  readonly now: string;
  readonly segment: CheckedSegment;
  /** Values of the parameters that have no default, and of others. */
  readonly args: ReadonlyMap<string, CheckedValue>;
  /** As text. */
  readonly key: string;
  /** How far ahead to look for a change. */
  readonly days: number;
  readonly signal?: AbortSignal | undefined;
}
