// Serves every room: failures that mean this program is wrong, never the user's source or world.

/** This program is wrong. Rendered as SEG9000 with a request to report it. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** Ends a `switch` over a closed union; reaching it means a kind was added and not handled. */
export function assertNever(value: never): never {
  throw new InternalError(`unhandled kind: ${JSON.stringify(value)}`);
}

/** Returns `value`, or throws InternalError with `what` when it is undefined. */
export function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new InternalError(`missing: ${what}`);
  return value;
}
