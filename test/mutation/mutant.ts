// Mutation testing: one change of the compiler's source and what became of it. Both are told between processes.
import { z } from 'zod';

export const mutantsShape = z.array(
  z.strictObject({
    id: z.string(),
    file: z.string(),
    /** From 1. */
    line: z.int(),
    column: z.int(),
    /** What kind of change, or which bug. */
    mutator: z.string(),
    replacement: z.string(),
    /** File of the bundle it is in by itself; absent: it is switched on in the bundle of all. */
    code: z.string().optional(),
  }),
);

export type Mutant = Readonly<z.infer<typeof mutantsShape>[number]>;

/**
 * `rows`: a segment had other members. `crash`: an error, in the compiler or of DuckDB. `endless`: did not come back.
 * `same_rows`: other SQL, the same members everywhere. `same_sql`: never another SQL. `not_reached`: not one segment runs it.
 */
export const fates = ['rows', 'crash', 'endless', 'same_rows', 'same_sql', 'not_reached'] as const;

export type Fate = (typeof fates)[number];

export const judgementShape = z.strictObject({
  id: z.string(),
  fate: z.enum(fates),
  /** What showed it, or the first segment whose SQL was another. */
  by: z.string().optional(),
});

export type Judgement = Readonly<z.infer<typeof judgementShape>>;

export const killingFates: readonly Fate[] = ['rows', 'crash', 'endless'];
