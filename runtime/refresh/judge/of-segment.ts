// Which failures concern what was being computed, and which the whole warehouse.
import { OperationalError } from '../../../compiler/operational-error.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';

const { diskFull, cancelled } = catalogue.operations;
const fatalCodes: ReadonlySet<string> = new Set([diskFull.code, cancelled.code]);

/** Whether others can do better: not when the whole warehouse is in trouble or the user stopped. */
export function isOfSegment(error: unknown): error is OperationalError {
  return error instanceof OperationalError && !fatalCodes.has(error.code);
}
