// What changed in the sources since each was last looked at, and what the commit remembers of it for later refreshes.
import { must } from '../../../compiler/assert.ts';
import type { ChangeStaging, TrackedSource } from '../../../runtime/warehouse-changes.ts';
import type { RefreshCommit, RegisteredSegment } from '../../../runtime/warehouse-state.ts';
import type { SourceTables } from '../../../runtime/warehouse.ts';
import type { Connection } from '../engine/connection.ts';
import { type Cells, insertStatements } from '../engine/insert-rows.ts';
import { runAll } from '../engine/run-all.ts';
import { text } from '../engine/sql-text.ts';
import type { StagedRelations } from '../staging/staged-relations.ts';
import { internalTable, type Layout, tables } from '../state/state-tables.ts';
import { appendedQuestions, lookAtAppended } from './appended-changes.ts';
import { comparedQuestions, lookAtCompared, sumOfHashes } from './compared-changes.ts';
import { keyedQuestions, lookAtKeyed } from './keyed-changes.ts';
import { sourceAnswers } from './source-answers.ts';
import { copiesOf, copyName, copyStatements, copyTable } from './source-copies.ts';
import { countOf, type Look, type LookRequest, stagedName } from './source-look.ts';
import {
  forgetStatements,
  oldestNeeded,
  type RememberedState,
  rememberedStates,
  seenSource,
  stateCells,
} from './source-states.ts';
import {
  changesOutside,
  flipped,
  type LookedAt,
  stageKeys,
  stageRows,
  touched,
} from './touched-values.ts';

/** The sources of one refresh; one look at those that are remembered together. */
export interface SourceStaging extends ChangeStaging {
  /** Runs inside the transaction of the commit. */
  write(commit: RefreshCommit, registry: readonly RegisteredSegment[]): Promise<void>;
}

/** `hasChanges`: whether the segment was staged and has changes. `staged`: where they are. */
export function createSourceStaging(
  connection: Connection,
  layout: Layout,
  sources: SourceTables,
  hasChanges: (segmentId: number) => boolean,
  staged: StagedRelations,
): SourceStaging {
  let looked: Looked = nothingLookedAt;
  const lookAtEntity = (entity: string): LookedAt =>
    must(looked.looks.get(must(looked.ids.get(entity), `a look at ${entity}`)), entity);
  return {
    async findChanges(tracked, now) {
      looked = await lookAtAll(connection, layout, sources, tracked, now);
      return tracked.map(({ entity }) => {
        const { look, request } = lookAtEntity(entity);
        const { before } = request;
        const { refresh: lookedIn, keysChecked } = before ?? {};
        return { entity, state: look.change, lookedIn, keysChecked };
      });
    },
    touched: (entity, column, since) => touched(lookAtEntity(entity), column, since),
    flipped(segmentId, since) {
      const changes = hasChanges(segmentId) ? staged.changes(segmentId) : undefined;
      return flipped(connection, layout, { segmentId, since, changes });
    },
    changesOutside: (segmentId, keys) =>
      changesOutside(connection, staged.changes(segmentId), keys),
    stageKeys: (name, query, keyColumn) => stageKeys(connection, name, query, keyColumn),
    stageRows: (name, query) => stageRows(connection, name, query),
    write: (commit, registry) => writeSources(connection, layout, looked, commit, registry),
  };
}

async function lookAtAll(
  connection: Connection,
  layout: Layout,
  sources: SourceTables,
  tracked: readonly TrackedSource[],
  now: string,
): Promise<Looked> {
  const remembered = await rememberedStates(connection, layout);
  const copies = await copiesOf(connection, layout);
  const answers = sourceAnswers(connection);
  const requests: LookRequest[] = [];
  const ids = new Map<string, string>();
  for (const [at, one] of tracked.entries()) {
    const source = await seenSource(sources, remembered.engine, one);
    const isKnown = [...ids.values()].includes(source.id);
    ids.set(one.entity, source.id);
    if (isKnown) continue;
    const staged = (what: string): string => stagedName(at + 1, what);
    const states = remembered.states.get(source.id) ?? [];
    const last = states.at(-1);
    const hasCopy = one.tracking.kind === 'append_only' || copies.has(copyName(source.id));
    const before = hasCopy && last?.identity === source.identity ? last : undefined;
    const request = { connection, layout, source, before, answers, now, staged };
    requests.push({ ...request, remembered: states });
  }
  await answers.ask(requests.flatMap(questionsOf));
  const compared = requests.filter(({ source }) => source.tracking.kind === 'compared');
  await answers.ask((await Promise.all(compared.map(sumOfHashes))).flat());
  const looks = new Map<string, LookedAt>();
  for (const asked of requests) {
    const request = await comparable(asked);
    looks.set(request.source.id, { request, look: await lookAt(request) });
  }
  return { looks, ids, copies, remembered: remembered.states };
}

/** What looks ask in any case, so that it is asked of all sources together. */
function questionsOf(request: LookRequest): readonly string[] {
  switch (request.source.tracking.kind) {
    case 'append_only':
      return appendedQuestions(request);
    case 'changes':
      return [...copiedQuestion(request), ...keyedQuestions(request)];
    case 'compared':
      return [...copiedQuestion(request), ...comparedQuestions(request)];
  }
}

/** How many rows the copy has, of a source that has one. */
function copiedQuestion({ layout, source, before }: LookRequest): readonly string[] {
  const isCopied = before !== undefined && source.tracking.kind !== 'append_only';
  return isCopied ? [countOf(copyTable(layout, source.id))] : [];
}

/** A copy with another number of rows than the source had then is not the one that was made then. */
async function comparable(request: LookRequest): Promise<LookRequest> {
  const copied = await request.answers.numbers(copiedQuestion(request));
  return copied.every((rows) => rows === request.before?.rows)
    ? request
    : { ...request, before: undefined };
}

async function lookAt(request: LookRequest): Promise<Look> {
  switch (request.source.tracking.kind) {
    case 'append_only':
      return await lookAtAppended(request);
    case 'changes':
      return await lookAtKeyed(request);
    case 'compared':
      return await lookAtCompared(request);
  }
}

/** What was found of the sources. */
interface Looked {
  /** By id of the source. */
  readonly looks: ReadonlyMap<string, LookedAt>;
  /** Ids of the sources, by entity. */
  readonly ids: ReadonlyMap<string, string>;
  /** Names of the copies that there were. */
  readonly copies: ReadonlySet<string>;
  /** What was remembered, by id of the source. */
  readonly remembered: ReadonlyMap<string, readonly RememberedState[]>;
}

const nothingLookedAt: Looked = {
  looks: new Map(),
  ids: new Map(),
  copies: new Set(),
  remembered: new Map(),
};

async function writeSources(
  connection: Connection,
  layout: Layout,
  looked: Looked,
  commit: RefreshCommit,
  registry: readonly RegisteredSegment[],
): Promise<void> {
  const { looks, copies } = looked;
  const { number: refresh } = commit;
  const rows: Cells[] = [];
  const statements: string[] = [];
  for (const [id, { look, request }] of looks) {
    const unknown = look.change.kind === 'unknown';
    const keysChecked = commit.keysChecked.get(request.source.entity);
    rows.push(stateCells(id, look.after, { refresh, unknown, keysChecked }));
    const isGone = look.copy.kind === 'drop' && !copies.has(copyName(id));
    if (!isGone) statements.push(...copyStatements(layout, id, look.copy));
    if (look.touched === undefined) continue;
    statements.push(
      `INSERT INTO ${internalTable(layout, 'touched')} SELECT ${refresh}, ${text(id)}, "column", value FROM ${look.touched}`,
    );
  }
  const oldest = oldestNeeded(registry, refresh);
  const unread = unreadCopies(looked, oldest);
  statements.push(...unread.map((copy) => `DROP TABLE ${internalTable(layout, copy)}`));
  statements.push(
    ...insertStatements(internalTable(layout, 'source_states'), tables.source_states, rows),
  );
  statements.push(...forgetStatements(layout, oldest));
  await runAll(connection, statements, 'remembering rows of the sources');
}

/** Names of the copies of sources that nobody looked at since the refresh `oldest`. */
function unreadCopies({ looks, copies, remembered }: Looked, oldest: number): readonly string[] {
  const needed = [...remembered].filter(([, states]) =>
    states.some(({ refresh }) => refresh >= oldest),
  );
  const kept = new Set([...looks.keys(), ...needed.map(([id]) => id)].map(copyName));
  return [...copies].filter((copy) => !kept.has(copy));
}
