// What changed in the sources of a refresh since each was last looked at: one look at those that are remembered together.
import type { TrackedSource } from '../../../runtime/warehouse-changes.ts';
import type { SourceTables } from '../../../runtime/warehouse.ts';
import type { Connection } from '../engine/connection.ts';
import type { Layout } from '../state/state-tables.ts';
import { appendedQuestions, lookAtAppended } from './appended-changes.ts';
import { comparedQuestions, lookAtCompared, sumOfHashes } from './compared-changes.ts';
import { keyedQuestions, lookAtKeyed } from './keyed-changes.ts';
import { sourceAnswers } from './source-answers.ts';
import { copiesOf, copyName, copyTable } from './source-copies.ts';
import { countOf, type Look, type LookRequest, stagedName } from './source-look.ts';
import { type RememberedState, rememberedStates, seenSource } from './source-states.ts';
import type { LookedAt } from './touched-values.ts';

/** What was found of the sources. */
export interface Looked {
  /** By id of the source. */
  readonly looks: ReadonlyMap<string, LookedAt>;
  /** Ids of the sources, by entity. */
  readonly ids: ReadonlyMap<string, string>;
  /** Names of the copies that there were. */
  readonly copies: ReadonlySet<string>;
  /** What was remembered, by id of the source. */
  readonly remembered: ReadonlyMap<string, readonly RememberedState[]>;
}

export const nothingLookedAt: Looked = {
  looks: new Map(),
  ids: new Map(),
  copies: new Set(),
  remembered: new Map(),
};

export async function lookAtAll(
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
