// The target that a command works with.
import { operations } from '../../compiler/diagnostics/catalogue/operations.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import { diskReader } from '../../runtime/project/disk-reader.ts';
import type { LoadedProject } from '../../runtime/project/loaded-project.ts';
import { resolveTarget } from '../../runtime/project/resolve-target.ts';
import type { WarehouseTarget } from '../../runtime/warehouse-target.ts';
import type { CommandContext } from '../command.ts';

/** The chosen target, ready to open; a usage error when this version cannot run on it. Reads secrets. */
export function runnableTarget(context: CommandContext, loaded: LoadedProject): WarehouseTarget {
  const target = resolveTarget(loaded, context.host.env, diskReader);
  if (target.kind === 'duckdb') return target;
  throw operationalError(operations.unsupportedTarget, { target: target.name, type: target.kind });
}
