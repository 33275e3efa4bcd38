// Test support: one history through the real runtime: refresh after refresh, each held against the laws of laws-of-refreshes.ts.
import { checkProject } from '../../compiler/check/check-project.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import type { Connection } from '../../dialects/duckdb/connection.ts';
import { openMemoryConnection } from '../runtime/memory-connection.ts';
import { warehouseOver } from '../../dialects/duckdb/warehouse.ts';
import { refresh } from '../../runtime/refresh/refresh.ts';
import type { RefreshReport } from '../../runtime/refresh/report.ts';
import type { Warehouse } from '../../runtime/warehouse.ts';
import type { DuckdbTarget } from '../../runtime/warehouse-target.ts';
import type { World } from '../interpreter/world.ts';
import type { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import { type Defined, type Edit, edited, textOf } from './definitions.ts';
import { expectedMembers, type Keys } from './expected.ts';
import { computeFresh } from './fresh.ts';
import { judgeReasons, type LastPublish, meaningOf } from './laws-of-reasons.ts';
import { judgeAgain, judgeBroken, judgeRefresh } from './laws-of-refreshes.ts';
import { model } from './nouns.ts';
import { readPublished, writeSources } from './published-state.ts';
import { changed, type DataChange, type Fault, type Instant, noRows, type Rows } from './rows.ts';

export interface Step {
  /** Which of `moves`, in seconds. */
  readonly move: number;
  readonly data: readonly DataChange[];
  readonly edits: readonly Edit[];
  /** Of the sources, in a refresh before the one that is meant. */
  readonly fault: Fault;
  /** Refresh once more at the same now over the same data. */
  readonly again: boolean;
}

export interface History {
  readonly segments: readonly Edit[];
  readonly steps: readonly Step[];
}

const moves: readonly number[] = [
  0, 1, 3600, 21_600, 86_400, 86_400, 108_000, 172_800, 259_200, 3_456_000,
];
const start: Instant = Date.UTC(2026, 2, 27, 9);

/** Where a history stands between two refreshes. */
interface State {
  readonly now: Instant;
  readonly rows: Rows;
  readonly defined: readonly Defined[];
  readonly nextId: number;
  /** Published members by id of the segment. */
  readonly published: ReadonlyMap<number, Keys>;
  /** With ids for names. */
  readonly log: World['log'];
  readonly last: ReadonlyMap<number, LastPublish>;
  readonly dataVersion: number;
}

export interface Ground {
  /** For the same segments computed from nothing. */
  readonly fresh: MemoryWarehouse | undefined;
}

/** Throws at the first law that is broken, with the state it was broken in. Gives how many changes were published. */
export async function runHistory(history: History, ground: Ground): Promise<number> {
  const connection = await openMemoryConnection();
  try {
    let state = firstState(history);
    for (const [index, step] of history.steps.entries()) {
      state = await runStep(state, step, index, connection, ground);
    }
    return state.log.length;
  } finally {
    await connection.close();
  }
}

function firstState({ segments }: History): State {
  let defined: readonly Defined[] = [];
  for (const [index, edit] of segments.entries()) {
    defined = edited(defined, { ...edit, what: 'add' }, index + 1);
  }
  return {
    now: start,
    rows: noRows,
    defined,
    nextId: segments.length + 1,
    published: new Map(),
    log: [],
    last: new Map(),
    dataVersion: 0,
  };
}

function projectOf(text: string): CheckedProject {
  const { project, diagnostics } = checkProject([{ path: 'all.seg', text: `${model}\n${text}` }]);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return project;
  throw new Error(`${errors.map(({ code, message }) => `${code} ${message}`).join('\n')}\n${text}`);
}

function prepared(state: State, { move, data, edits }: Step): State {
  const now = state.now + 1000 * (moves[Math.abs(move) % moves.length] ?? 0);
  const rows = data.reduce((before, change) => changed(before, change, now), state.rows);
  let { defined, nextId } = state;
  for (const edit of edits) {
    defined = edited(defined, edit, nextId);
    nextId += 1;
  }
  const dataVersion = state.dataVersion + (data.length > 0 ? 1 : 0);
  return { ...state, now, rows, defined, nextId, dataVersion };
}

async function refreshAt(
  project: CheckedProject,
  now: string,
  connection: Connection,
): Promise<RefreshReport> {
  const target: DuckdbTarget = {
    kind: 'duckdb',
    name: 'dev',
    database: ':memory:',
    serving: undefined,
    schema: 'segments',
    mounts: [],
    memoryLimit: undefined,
    tempDirectory: undefined,
    threads: 1,
  };
  const clock = { now: () => '2026-12-31T00:00:00.000Z' };
  const openWarehouse = async (): Promise<Warehouse> => ({
    ...(await warehouseOver(connection, target, [])),
    // The next refresh goes on with it.
    close: () => Promise.resolve(),
  });
  const sources = [{ path: 'all.seg', text: model }];
  return await refresh({
    project,
    sources,
    target,
    dialect: duckdbDialect,
    openWarehouse,
    clock,
    now,
  });
}

async function runStep(
  before: State,
  step: Step,
  index: number,
  connection: Connection,
  { fresh }: Ground,
): Promise<State> {
  const state = prepared(before, step);
  const text = textOf(state.defined);
  const project = projectOf(text);
  const now = new Date(state.now).toISOString();
  const nameOf = new Map(state.defined.map(({ id, name }) => [String(id), name]));
  const ids = new Map(state.defined.map(({ id, name }) => [name, id]));
  const publishedOf = (name: string): Keys | undefined => state.published.get(ids.get(name) ?? 0);
  const world: World = {
    now,
    tables: state.rows,
    log: state.log.flatMap((one) => {
      const segment = nameOf.get(one.segment);
      return segment === undefined ? [] : [{ ...one, segment }];
    }),
    previous: new Map(
      state.defined.flatMap(({ name }) => {
        const keys = publishedOf(name);
        return keys === undefined ? [] : [[name, keys] as const];
      }),
    ),
  };
  const guards = new Map(state.defined.map(({ name, guard }) => [name, guard]));
  const expected = expectedMembers(project, world, {
    published: publishedOf,
    guard: (name) => guards.get(name),
  });
  const problems: string[] = [];
  if (step.fault !== 'none') {
    await writeSources(connection, state.rows, step.fault);
    const broken = await refreshAt(project, now, connection);
    const kept = { before: publishedOf, report: broken, found: await readPublished(connection) };
    problems.push(...judgeBroken(state.defined, kept));
  }
  await writeSources(connection, state.rows);
  const report = await refreshAt(project, now, connection);
  const found = await readPublished(connection);
  problems.push(...judgeRefresh({ expected, before: publishedOf, report, found, now }));
  if (fresh !== undefined) {
    const kept = new Map(
      [...expected].flatMap(([name, { status, members }]) =>
        status !== 'refreshed' && members !== undefined ? [[name, members] as const] : [],
      ),
    );
    const computed = await computeFresh(fresh, project, state.rows, world, kept);
    for (const [name, { status, members }] of expected) {
      const keys = [...(computed.get(name) ?? [])].toSorted();
      const wanted = [...(members ?? [])].toSorted();
      if (status === 'refreshed' && keys.join() !== wanted.join()) {
        problems.push(
          `${name}: computed from nothing [${keys.join()}], expected [${wanted.join()}]`,
        );
      }
    }
  }
  const own = found.changes.filter(({ refreshId }) => refreshId === report.refreshId);
  const meanings = new Map(state.defined.map((one) => [one.id, meaningOf(one, state.defined)]));
  problems.push(
    ...judgeReasons({
      changes: own,
      defined: state.defined,
      meanings,
      last: state.last,
      now: state.now,
      dataVersion: state.dataVersion,
      refresh: index,
    }),
  );
  if (step.again) {
    await refreshAt(project, now, connection);
    problems.push(...judgeAgain(found, await readPublished(connection)));
  }
  if (problems.length > 0) {
    const told = JSON.stringify({ now, rows: state.rows, log: world.log }, undefined, 1);
    throw new Error(
      `refresh ${String(index + 1)} at ${now}:\n${problems.join('\n')}\n${text}\n${told}`,
    );
  }
  return after(state, expected, own, meanings, index);
}

function after(
  state: State,
  expected: ReturnType<typeof expectedMembers>,
  own: Awaited<ReturnType<typeof readPublished>>['changes'],
  meanings: ReadonlyMap<number, string>,
  refreshed: number,
): State {
  const published = new Map(state.published);
  const last = new Map(state.last);
  const ids = new Map(state.defined.map(({ id, name }) => [name, id]));
  for (const { id, name } of state.defined) {
    const one = expected.get(name);
    if (one?.members !== undefined) published.set(id, one.members);
    if (one?.status !== 'refreshed') continue;
    const meaning = meanings.get(id) ?? '';
    last.set(id, { now: state.now, dataVersion: state.dataVersion, meaning, refresh: refreshed });
  }
  const log = own.map(({ segment, key, change, at, refreshId }) => {
    return { segment: String(ids.get(segment)), key, change, at, refreshId };
  });
  const defined = state.defined.map((one) =>
    published.has(one.id) ? { ...one, publishedName: one.name } : one,
  );
  return { ...state, published, last, defined, log: [...state.log, ...log] };
}
