// What a refresh is given by its caller: the checked project and the ports.
import type { SourceFile } from '../../compiler/source.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { SqlDialect } from '../../compiler/sql/dialect.ts';
import type { Clock } from '../clock.ts';
import type { OpenWarehouse } from '../warehouse.ts';
import type { WarehouseTarget } from '../warehouse-target.ts';
import type { RefreshProgress } from './report.ts';

export interface RefreshOptions {
  /** Without errors: the caller has reported and stopped otherwise. */
  readonly project: CheckedProject;
  /** For the places of problems. */
  readonly sources: readonly SourceFile[];
  /** From `resolveTarget`. */
  readonly target: WarehouseTarget;
  readonly dialect: SqlDialect;
  readonly openWarehouse: OpenWarehouse;
  readonly clock: Clock;
  /** ISO instant; undefined: read once from the clock. */
  readonly now?: string | undefined;
  /** Names of published segments; what they refer to is added. Undefined: all that are active. */
  readonly segments?: readonly string[] | undefined;
  /** Segments whose broken guards are overridden. */
  readonly overrideGuards?: readonly string[] | undefined;
  /** Every segment is computed from all rows; what looking at changes alone would have missed is reported. */
  readonly full?: boolean | undefined;
  /** The same for a segment that was last computed from all rows so many minutes ago, or longer. Undefined: never. */
  readonly reconcileMinutes?: number | undefined;
  readonly onProgress?: ((progress: RefreshProgress) => void) | undefined;
  /** Aborting stops the refresh before its commit; nothing is written. */
  readonly signal?: AbortSignal | undefined;
}
