// The shape of `segform.yaml`: every key it may have. Types only; meaning is checked by read-configuration.ts.
import { z } from 'zod';

const text = z.string().min(1, 'must not be empty');
const size = z.string().regex(/^\d+(?:\.\d+)? ?(?:[KMGT]i?B)$/i, 'must be a size such as `4GB`');
const identifier = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a plain name: letters, digits and `_`');
const tableName = z
  .string()
  .regex(/^[^.\s]+(?:\.[^.\s]+)?$/, 'a mount is named `table` or `schema.table`');

const reconcile = z
  .string()
  .regex(
    /^(?:every [1-9]\d* (?:minute|hour|day|week)s?|never)$/,
    'must be `never` or a period such as `every 24 hours`',
  );

const duckdb = z.strictObject({
  type: z.literal('duckdb'),
  database: text,
  serving: text.optional(),
  schema: identifier.default('segments'),
  mounts: z.record(tableName, text).default({}),
  memory_limit: size.optional(),
  temp_directory: text.optional(),
  threads: z.int().min(1).max(1024).optional(),
  allow_outside_project: z.boolean().default(false),
});

const snowflake = z.strictObject({
  type: z.literal('snowflake'),
  account: text,
  user: text,
  database: text,
  schema: text,
  role: text.optional(),
  warehouse: text.optional(),
  private_key: text.optional(),
  private_key_passphrase: text.optional(),
  password: text.optional(),
  token: text.optional(),
  authenticator: text.optional(),
});

export const configurationSchema: z.ZodType<Configuration> = z.strictObject({
  segments: z.array(text).min(1).default(['**/*.seg']),
  fixtures: z.array(text).default([]),
  default_target: text.optional(),
  reconcile: reconcile.default('every 24 hours'),
  targets: z.record(identifier, z.discriminatedUnion('type', [duckdb, snowflake])).default({}),
});

export interface Configuration {
  readonly segments: readonly string[];
  readonly fixtures: readonly string[];
  readonly default_target?: string | undefined;
  /** How often a segment is computed from all rows: `every 24 hours`, `never`. */
  readonly reconcile: string;
  readonly targets: Readonly<Record<string, z.infer<typeof duckdb> | z.infer<typeof snowflake>>>;
}

/** Settings that must never stand in the file as plain text. */
export const secretSettings: ReadonlySet<string> = new Set([
  'private_key',
  'private_key_passphrase',
  'password',
  'token',
]);

/** Settings that may hold `${env:…}` and `${file:…}`. */
export const referringSettings: ReadonlySet<string> = new Set([
  ...secretSettings,
  'account',
  'user',
  'role',
  'warehouse',
  'database',
  'schema',
  'authenticator',
  'serving',
  'temp_directory',
]);

/** The keys that are known at a place of the file, for suggestions. */
export function knownSettings(path: readonly PropertyKey[], targetType: string): readonly string[] {
  if (path.length === 0) return ['segments', 'fixtures', 'default_target', 'reconcile', 'targets'];
  return Object.keys(targetType === 'snowflake' ? snowflake.shape : duckdb.shape);
}
