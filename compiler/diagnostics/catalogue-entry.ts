// The shape of a catalogue entry. Entries live in catalogue/<range>.ts and are merged in catalogue.ts.
import type { Severity } from './diagnostic.ts';

/** `Args` are the facts the message is built from; `report` does not compile without them. */
export interface CatalogueEntry<Args> {
  readonly code: `SEG${number}`;
  readonly slug: string;
  readonly severity: Severity;
  readonly message: (args: Args) => string;
  /** Text under the caret. */
  readonly label?: (args: Args) => string;
  /** What to do. */
  readonly help?: (args: Args) => string | undefined;
}

/** Keeps the argument type of one entry while checking its shape. */
export function entry<Args = Readonly<Record<string, never>>>(
  value: CatalogueEntry<Args>,
): CatalogueEntry<Args> {
  return value;
}
