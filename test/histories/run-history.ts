// Test support: one history through the real runtime: refresh after refresh, each held against the laws of laws-of-refreshes.ts.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { RefreshReport } from '../../runtime/refresh/report.ts';
import type { World } from '../interpreter/world.ts';
import type { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import { type Costs, timed } from './costs.ts';
import type { Fault } from './data.ts';
import { type Defined, textOf } from './definitions.ts';
import { type Expected, expectedMembers, type Keys, withReferred } from './expected.ts';
import { computeFresh } from './fresh.ts';
import { Ground } from './ground.ts';
import { firstState, type History, prepared, type State, type Step, worldOf } from './history.ts';
import { judgeReasons, meaningsOf } from './laws-of-reasons.ts';
import { judgeAgain, judgeBroken, judgeRefresh } from './laws-of-refreshes.ts';
import { modelOf } from './nouns.ts';
import type { Plant } from './planted-faults.ts';
import { expectedColumns, publishedPaths, readColumns } from './published-columns.ts';
import { nothingPublished, type PublishedState, readPublished } from './published-state.ts';
import { restlessSegments } from './restless.ts';
import { readsOrders, wordingOf } from './rules.ts';

export interface Tools {
  /** For the same segments computed from nothing. */
  readonly fresh: MemoryWarehouse;
  readonly costs: Costs;
  /** Seen by the refreshes only. */
  readonly plant: Plant | undefined;
}

/** What a history was. */
export interface Followed {
  readonly refreshes: number;
  /** Memberships that were compared. */
  readonly memberships: number;
  /** Changes that were published. */
  readonly changes: number;
  /** Changes of segments that were there before and said the same, by their wording. */
  readonly flips: ReadonlyMap<string, number>;
}

/** Throws at the first law that is broken, with the state it was broken in. */
export async function runHistory(history: History, tools: Tools): Promise<Followed> {
  const ground = await Ground.open(tools.costs, tools.plant);
  const run = new Run(ground, tools, history);
  try {
    for (const step of history.steps) await run.step(step);
    return await run.end();
  } finally {
    await ground.close();
  }
}

/** A refresh that is to be judged. */
interface Asked {
  readonly fault: Fault;
  /** Names; undefined: all. */
  readonly segments: readonly string[] | undefined;
}

class Run {
  readonly #ground: Ground;
  readonly #tools: Tools;
  readonly #history: History;
  #state: State;
  #found: PublishedState = nothingPublished;
  #since = '';
  #refreshes = 0;
  #memberships = 0;
  readonly #flips = new Map<string, number>();

  constructor(ground: Ground, tools: Tools, history: History) {
    this.#ground = ground;
    this.#tools = tools;
    this.#history = history;
    this.#state = firstState(history);
  }

  async step(step: Step): Promise<void> {
    this.#state = prepared(this.#state, step);
    const text = `${modelOf(this.#state.variant)}\n${textOf(this.#state.defined)}`;
    const project = await timed(this.#tools.costs, 'checking', () => this.#ground.check(text));
    if (step.fault === 'orders') {
      await this.#judged(project, text, { fault: 'orders', segments: undefined });
    } else if (step.fault !== 'none') await this.#broken(project, text, step.fault);
    if (step.fault !== 'none' && !step.heals) return;
    const segments = askedFor(project, step.only);
    await this.#judged(project, text, { fault: 'none', segments });
    if (step.again) await this.#again(project, text, segments);
  }

  /** The log is read once more from its first row. */
  async end(): Promise<Followed> {
    const whole = await this.#read(nothingPublished, '');
    if (sortedLines(whole) !== sortedLines(this.#found)) {
      throw new Error('a later refresh changed the log of an earlier one');
    }
    const changes = whole.changes.length;
    return {
      refreshes: this.#refreshes,
      memberships: this.#memberships,
      changes,
      flips: this.#flips,
    };
  }

  async #read(known: PublishedState, since: string): Promise<PublishedState> {
    const { connection } = this.#ground;
    return await timed(this.#tools.costs, 'reading', () => readPublished(connection, known, since));
  }

  async #refresh(
    project: CheckedProject,
    text: string,
    { fault, segments }: Asked,
  ): Promise<RefreshReport> {
    const { variant, data, now: instant } = this.#state;
    const now = new Date(instant).toISOString();
    await this.#ground.write({ rows: data.rows, now }, variant, fault);
    const report = await this.#ground.refresh(project, text, now, segments);
    this.#refreshes += 1;
    const found = await this.#read(this.#found, this.#since);
    this.#found = renamedLog(found, this.#state.defined);
    this.#since = report.refreshId ?? '';
    return report;
  }

  async #broken(project: CheckedProject, text: string, fault: Fault): Promise<void> {
    const state = this.#state;
    const report = await this.#refresh(project, text, { fault, segments: undefined });
    const before = (name: string): Keys | undefined => publishedOf(state, name);
    const problems = judgeBroken(state.defined, { before, report, found: this.#found });
    this.#complain(problems, text, worldOf(state));
    this.#state = { ...state, defined: renamedSince(state, () => true) };
  }

  async #again(
    project: CheckedProject,
    text: string,
    segments: readonly string[] | undefined,
  ): Promise<void> {
    const first = this.#found;
    await this.#judged(project, text, { fault: 'none', segments });
    const restless = restlessSegments(project, this.#state.defined);
    const problems = judgeAgain(first, this.#found, restless);
    this.#complain(problems, text, worldOf(this.#state));
  }

  async #judged(project: CheckedProject, text: string, asked: Asked): Promise<void> {
    const state = this.#state;
    const world = worldOf(state);
    const report = await this.#refresh(project, text, asked);
    const expected = await timed(this.#tools.costs, 'interpreting', () =>
      expectedMembers(project, world, {
        published: (name) => publishedOf(state, name),
        guard: (name) => state.defined.find((one) => one.name === name)?.guard,
        kept: keptBy(project, state, asked, report),
      }),
    );
    const isRefreshed = (name: string): boolean => expected.get(name)?.status === 'refreshed';
    const meanings = meaningsOf(state.defined, state.last, isRefreshed);
    const own = this.#found.changes.filter(({ refreshId }) => refreshId === report.refreshId);
    const problems = judgeRefresh({
      expected,
      before: (name) => publishedOf(state, name),
      report,
      found: this.#found,
      now: world.now,
      publishedAs: (name) => publishedAs(state, expected, name),
    });
    const { now, dataVersion, defined, last } = state;
    const refresh = this.#refreshes;
    const restless = restlessSegments(project, defined);
    const facts = { changes: own, defined, meanings, last, now, dataVersion, refresh, restless };
    problems.push(...judgeReasons(facts));
    if (this.#history.fresh && asked.fault === 'none') {
      problems.push(...(await this.#fromNothing(project, world, expected)));
    }
    this.#countFlips(own);
    const columns = await this.#columns(expected, problems);
    this.#complain(problems, text, world);
    this.#memberships += [...expected.values()].filter(
      ({ status }) => status === 'refreshed',
    ).length;
    this.#state = { ...after(state, expected, { own, meanings, refresh }), columns };
  }

  #countFlips(changes: PublishedState['changes']): void {
    for (const { segment, reason } of changes) {
      const one = this.#state.defined.find(({ name }) => name === segment);
      if (one === undefined || (reason !== 'data' && reason !== 'time')) continue;
      const wording = wordingOf(one.rule, one.number, ['a', 'b']);
      this.#flips.set(wording, (this.#flips.get(wording) ?? 0) + 1);
    }
  }

  async #fromNothing(
    project: CheckedProject,
    world: World,
    expected: ReadonlyMap<string, Expected>,
  ): Promise<readonly string[]> {
    const kept = new Map(
      [...expected].flatMap(([name, { status, members }]) =>
        status !== 'refreshed' && members !== undefined ? [[name, members] as const] : [],
      ),
    );
    const { fresh, costs } = this.#tools;
    const { rows } = this.#state.data;
    const computed = await timed(costs, 'computing from nothing', () =>
      computeFresh(fresh, project, rows, world, kept),
    );
    return [...expected].flatMap(([name, { status, members }]) => {
      const keys = [...(computed.get(name) ?? [])].toSorted().join();
      const wanted = [...(members ?? [])].toSorted().join();
      if (status !== 'refreshed' || keys === wanted) return [];
      return [`${name}: computed from nothing [${keys}], expected [${wanted}]`];
    });
  }

  /** What `publish:` shows; of a segment that keeps its members it is what it was. */
  async #columns(
    expected: ReadonlyMap<string, Expected>,
    problems: string[],
  ): Promise<ReadonlyMap<number, readonly string[]>> {
    const { defined, data, variant } = this.#state;
    const columns = new Map(this.#state.columns);
    for (const one of defined) {
      const { status, members } = expected.get(one.name) ?? {};
      if (status === 'refreshed' && publishedPaths(one).length > 0) {
        const source = { rows: data.rows, variant };
        columns.set(one.id, expectedColumns(one, members ?? new Set(), source));
      }
      const wanted = columns.get(one.id);
      if (wanted === undefined) continue;
      const name = publishedAs(this.#state, expected, one.name);
      const is = await timed(this.#tools.costs, 'reading', () =>
        readColumns(this.#ground.connection, name),
      );
      if (is.join() === wanted.join()) continue;
      problems.push(`${one.name}: publishes ${is.join(' ')}, expected ${wanted.join(' ')}`);
    }
    return columns;
  }

  #complain(problems: readonly string[], text: string, { now, tables, log }: World): void {
    if (problems.length === 0) return;
    const told = JSON.stringify({ now, tables, log }, undefined, 1);
    throw new Error(
      `refresh ${String(this.#refreshes)} at ${now}:\n${problems.join('\n')}\n${text}\n${told}`,
    );
  }
}

function sortedLines({ changes }: PublishedState): string {
  return changes
    .map((one) => JSON.stringify(one))
    .toSorted()
    .join('\n');
}

/** The log says of every change by which name the segment goes now. */
function renamedLog(found: PublishedState, defined: State['defined']): PublishedState {
  const names = new Map(
    defined.flatMap(({ name, publishedName: old }) =>
      old !== undefined && old !== name && found.sizeOf.has(name) ? [[old, name] as const] : [],
    ),
  );
  if (names.size === 0) return found;
  const changes = found.changes.map((one) => {
    return { ...one, segment: names.get(one.segment) ?? one.segment };
  });
  return { ...found, changes };
}

/** Active segments by bits; all when no bit is set. */
function askedFor(
  { segments }: CheckedProject,
  only: number | undefined,
): readonly string[] | undefined {
  if (only === undefined) return undefined;
  const active = segments.filter(({ settings }) => settings.status === 'active');
  const asked = active.filter((_segment, index) => ((only >> (index % 16)) & 1) === 1);
  return asked.length === 0 ? undefined : asked.map(({ name }) => name);
}

function publishedOf({ defined, published }: State, name: string): Keys | undefined {
  const id = defined.find((one) => one.name === name)?.id;
  return id === undefined ? undefined : published.get(id);
}

function publishedAs(
  { defined }: State,
  expected: ReadonlyMap<string, Expected>,
  name: string,
): string {
  if (expected.get(name)?.status !== 'idle') return name;
  return defined.find((one) => one.name === name)?.publishedName ?? name;
}

/** Nobody asked for it, or it needs the orders, which are gone. What says nothing of orders must not fail without them. */
function keptBy(
  project: CheckedProject,
  { defined }: State,
  { fault, segments }: Asked,
  report: RefreshReport,
): ReadonlyMap<string, 'idle' | 'failed'> {
  const kept = new Map<string, 'idle' | 'failed'>();
  const computed = segments === undefined ? undefined : withReferred(project, segments);
  for (const one of defined) {
    const { name, paused, draft } = one;
    const outcome = report.segments.find(({ segment }) => segment === name);
    const failed = outcome?.status === 'failed' && needsOrders(one, defined);
    if (fault === 'orders' && failed) kept.set(name, 'failed');
    else if (computed?.has(name) === false && !paused && !draft) kept.set(name, 'idle');
  }
  return kept;
}

/** Conditions of drafts stand for references to them. */
function needsOrders({ rule, number, refers }: Defined, defined: State['defined']): boolean {
  const drafts = defined.filter(({ id, draft }) => draft && refers.includes(id));
  return readsOrders(rule, number) || drafts.some((one) => needsOrders(one, defined));
}

/** A refresh writes down the names of the segments that it looked at. */
function renamedSince(
  { defined, published }: State,
  isSeen: (name: string) => boolean,
): State['defined'] {
  return defined.map((one) =>
    published.has(one.id) && isSeen(one.name) ? { ...one, publishedName: one.name } : one,
  );
}

interface Outcome {
  /** Changes of this refresh. */
  readonly own: PublishedState['changes'];
  readonly meanings: ReadonlyMap<number, string>;
  readonly refresh: number;
}

function after(
  state: State,
  expected: ReadonlyMap<string, Expected>,
  { own, meanings, refresh }: Outcome,
): State {
  const published = new Map(state.published);
  const last = new Map(state.last);
  const ids = new Map(state.defined.map(({ id, name }) => [name, id]));
  for (const { id, name } of state.defined) {
    const one = expected.get(name);
    if (one?.members !== undefined) published.set(id, one.members);
    if (one?.status !== 'refreshed') continue;
    const meaning = meanings.get(id) ?? '';
    last.set(id, { now: state.now, dataVersion: state.dataVersion, meaning, refresh });
  }
  const log = own.map(({ segment, key, change, at, refreshId }) => {
    return { segment: String(ids.get(segment)), key, change, at, refreshId };
  });
  const defined = renamedSince(
    { ...state, published },
    (name) => expected.get(name)?.status !== 'idle',
  );
  return { ...state, published, last, defined, log: [...state.log, ...log] };
}
