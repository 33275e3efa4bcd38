// Instants from outside → the one form everything inside has: ISO 8601, UTC, milliseconds.
import { Temporal } from 'temporal-polyfill';
import { catalogue } from '../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../compiler/operational-error.ts';

/** Throws OperationalError (SEG6014) for text that is no instant, such as a date without zone. */
export function instantOf(text: string): string {
  try {
    return Temporal.Instant.from(text).toString({ smallestUnit: 'millisecond' });
  } catch (error) {
    throw operationalError(catalogue.operations.invalidInstant, { text }, { cause: error });
  }
}

export function millisecondsBetween(start: string, end: string): number {
  return (
    Temporal.Instant.from(end).epochMilliseconds - Temporal.Instant.from(start).epochMilliseconds
  );
}
