// What went wrong with one segment or source of a refresh, as data for reports: JSON-safe, never holds values of rows beyond keys.
import { InternalError } from '../compiler/assert.ts';
import { OperationalError, type OperationalPlace } from '../compiler/operational-error.ts';

export interface Problem {
  /** `SEG7xxx`, or `SEG9000` for a fault of this program. */
  readonly code: string;
  readonly slug: string;
  readonly message: string;
  readonly help: string | undefined;
  /** The declaration it is about, when there is one. */
  readonly where: OperationalPlace | undefined;
  readonly details: readonly string[];
}

/** The problem an expected failure describes; anything unexpected is thrown again. */
export function problemOf(error: unknown): Problem {
  if (error instanceof OperationalError) {
    const { code, slug, message, help, where, details } = error;
    return { code, slug, message, help, where, details };
  }
  if (error instanceof Error) throw error;
  throw new InternalError('a value that is not an error was thrown', { cause: error });
}
