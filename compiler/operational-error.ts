// The world is wrong (configuration, files, warehouse): thrown by runtime and dialects, rendered by the command line.
import type { CatalogueEntry } from './diagnostics/catalogue-entry.ts';

/** Where in the user's files the cause is, 1-based. */
export interface OperationalPlace {
  readonly path: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

export interface OperationalExtras {
  readonly where?: OperationalPlace | undefined;
  /** More than one of the same kind: each on its own line. */
  readonly details?: readonly string[];
  /** What the user can do next, as commands or short sentences. */
  readonly nextActions?: readonly string[];
  readonly cause?: unknown;
}

/** An expected failure of the world with a code of the catalogue; never a fault of the source nor of this program. */
export class OperationalError extends Error {
  override readonly name = 'OperationalError';
  readonly code: string;
  readonly slug: string;
  readonly help: string | undefined;
  readonly where: OperationalPlace | undefined;
  readonly details: readonly string[];
  readonly nextActions: readonly string[];

  constructor(
    code: string,
    slug: string,
    message: string,
    help: string | undefined,
    extras: OperationalExtras,
  ) {
    super(message, { cause: extras.cause });
    this.code = code;
    this.slug = slug;
    this.help = help;
    this.where = extras.where;
    this.details = extras.details ?? [];
    this.nextActions = extras.nextActions ?? [];
  }
}

/** Makes the error of a catalogue entry (`catalogue.operations.*`). */
export function operationalError<Args>(
  entry: CatalogueEntry<Args>,
  args: Args,
  extras: OperationalExtras = {},
): OperationalError {
  return new OperationalError(
    entry.code,
    entry.slug,
    entry.message(args),
    entry.help?.(args),
    extras,
  );
}
