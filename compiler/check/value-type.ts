// The types of values in the language. Part of the checked project; JSON-safe; equal types are structurally equal.

export type ValueType =
  | { readonly kind: 'text' }
  /** Text compared case-insensitively. */
  | { readonly kind: 'email' }
  | { readonly kind: 'url' }
  /** A key; compared as text. `of` is the object type it identifies, when known. */
  | { readonly kind: 'id'; readonly of: string | undefined }
  | { readonly kind: 'int' }
  | { readonly kind: 'decimal' }
  /** A fraction: 70 % is stored and compared as 0.7. */
  | { readonly kind: 'percent' }
  | { readonly kind: 'money'; readonly currency: string }
  | { readonly kind: 'bool' }
  | { readonly kind: 'date' }
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'duration' }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'version' }
  | { readonly kind: 'geo' }
  /** A JSON column; its typed fields are attributes of their own. */
  | { readonly kind: 'json' }
  | { readonly kind: 'array'; readonly element: ValueType }
  /** A raw column inside `@where`: takes the type of what it is compared with. */
  | { readonly kind: 'raw' }
  /** An error was already reported; silences everything that follows from it. */
  | { readonly kind: 'unknown' };
