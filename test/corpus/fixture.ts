// Test support: the rows of one item and what is expected of them, as written beside the item.
import { z } from 'zod';

/** Relative times are resolved when the tables are filled (fixture-times.ts). */
export type Cell = z.infer<ReturnType<typeof z.json>>;

/** A row by column; `*` is how often it stands in the table. */
export type FixtureRow = Readonly<Record<string, Cell>>;

const rows = z.array(z.record(z.string(), z.json()));
const keys = z.array(z.string()).readonly();

const fixtureShape = z.strictObject({
  /** What the rows show, for people. */
  note: z.string().optional(),
  now: z.iso.datetime(),
  /** For templates: values as written in the language; those of the first case count for all. */
  arguments: z.record(z.string(), z.string()).optional(),
  /** By table name as in the model. A table, a column that is not mentioned is empty. */
  tables: z.record(z.string(), rows),
  /** Refreshes before this one, oldest first, for segments that read history; `now` may be relative (`now-1d`). */
  earlier: z
    .array(z.strictObject({ now: z.string(), tables: z.record(z.string(), rows) }))
    .default([]),
  /** Keys of the members, and of everything else there is. A key without a row gets an empty one. */
  in: keys,
  out: keys,
});

export type Fixture = Readonly<z.infer<typeof fixtureShape>>;

/** Nobody anywhere: shows that the SQL runs. */
export const emptyFixture: Fixture = {
  now: '2026-11-02T12:00:00Z',
  tables: {},
  earlier: [],
  in: [],
  out: [],
};

/** One case or a list of them. Throws with the item's id when the text is none, or a key stands twice. */
export function readFixtures(id: string, text: string): readonly Fixture[] {
  const json: unknown = JSON.parse(text);
  return (Array.isArray(json) ? json : [json]).map((one) => readFixture(id, one));
}

function readFixture(id: string, json: unknown): Fixture {
  const read = fixtureShape.safeParse(json);
  if (!read.success) throw new Error(`${id}.json: ${z.prettifyError(read.error)}`);
  const all = [...read.data.in, ...read.data.out];
  const twice = all.find((key, index) => all.indexOf(key) !== index);
  if (twice !== undefined) throw new Error(`${id}.json: ${twice} stands twice in "in" and "out"`);
  return read.data;
}
