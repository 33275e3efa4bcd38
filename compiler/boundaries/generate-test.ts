// What writes tests, entry: a checked segment → an object that satisfies it, and objects that show each of its conditions on both
// sides. Whether each is in or out is worked out, not computed: the test has to be run once.
import type { CheckedProject, CheckedSegment } from '../check/checked-project.ts';
import type { CheckedCondition, CheckedValue } from '../check/checked.ts';
import type { Entity } from '../check/model.ts';
import { readsOf } from '../check/tests/segment-reads.ts';
import type { Span } from '../source.ts';
import { createClock } from './clock.ts';
import { type DraftRow, entityOf, newRow } from './draft-row.ts';
import { exposeCondition } from './expose-condition.ts';
import { imposeValue, pinValue } from './impose-value.ts';
import { type FoundLeaf, leavesOf } from './leaves.ts';
import { nameCase } from './name-case.ts';
import { requireCondition } from './require-condition.ts';
import { type Choose, searchFirst } from './search.ts';
import { createBodies } from './segment-body.ts';
import { type Focus, type Gap, type Solving, type Standing, standingOf } from './solving.ts';
import { quoted } from './value-text.ts';
import {
  type Field,
  type SharedObject,
  writeRow,
  withoutField,
  type Writing,
} from './write-row.ts';

export interface GeneratedTest {
  readonly segment: string;
  readonly object: string;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Objects that several of the others lead to. */
  readonly shared: readonly SharedObject[];
  /** In order; the first one is what the others are like, when it is like nothing. */
  readonly cases: readonly GeneratedCase[];
  /** Conditions that no case shows on both sides, in the order of their text. */
  readonly gaps: readonly Gap[];
}

export interface GeneratedCase {
  readonly name: string;
  readonly expected: 'in' | 'out';
  /** Its fields are beside those of the first case. */
  readonly isLike: boolean;
  readonly fields: readonly Field[];
  /** All its fields. */
  readonly whole: readonly Field[];
}

export interface GenerateOptions {
  /** ISO instant, UTC. */
  readonly now: string;
  readonly args: readonly { readonly name: string; readonly value: CheckedValue }[];
  /** The place of a key in a draw, from 0 (included) to 1. */
  readonly draw: (seed: string, key: string) => number;
}

/** Cases of one test. */
const mostCases = 120;

/** All parameters without a default have an argument. */
export function generateTest(
  project: CheckedProject,
  segment: CheckedSegment,
  options: GenerateOptions,
): GeneratedTest {
  const { object, take } = segment;
  const shared = createShared(project, segment, options);
  const body = shared.bodyOf({ segment: segment.name, args: options.args });
  const reads = readsOf([segment.name], project);
  const writing: Writing = {
    model: project.model,
    clock: shared.clock,
    reads,
    shared: new Map(),
    keys: new Set(),
  };
  const drafting: Drafting = { shared, body, writing, made: [], gaps: new Map(), shown: new Set() };
  if (take !== undefined) {
    const why = 'it ranks the objects of the test among each other; give it some of its own';
    drafting.gaps.set('take', { span: take.span, why });
  }
  const baseline = addBaseline(drafting);
  const none = solvingOf(shared, () => 0, undefined, 0);
  for (const leaf of leavesOf(body, object, none)) addCases(leaf, drafting);
  const others = sharedBy(drafting);
  const entity = entityOf(project.model, object);
  return {
    segment: segment.name,
    object,
    now: options.now,
    shared: others,
    cases: named(drafting.made, others).map((one, index) =>
      finished(one, index === 0 ? undefined : baseline?.fields, entity),
    ),
    gaps: [...drafting.gaps.values()].toSorted((a, b) => a.span.start - b.span.start),
  };
}

interface Drafting {
  readonly shared: Shared;
  readonly body: CheckedCondition;
  readonly writing: Writing;
  readonly made: MadeCase[];
  readonly gaps: Map<string, Gap>;
  /** Conditions that were shown on both sides, wherever they stand. */
  readonly shown: Set<string>;
}

/** The objects that a case leads to, directly or through another. */
function sharedBy({ writing, made }: Drafting): readonly SharedObject[] {
  const all = [...writing.shared.values()];
  const used = new Set<SharedObject>();
  const follow = (fields: readonly Field[]): void => {
    for (const one of all) {
      const word = new RegExp(`\\b${one.name}\\b`);
      if (used.has(one) || !fields.some(({ text }) => word.test(text))) continue;
      used.add(one);
      follow(one.fields);
    }
  };
  for (const { fields } of made) follow(fields);
  return all.filter((one) => used.has(one));
}

/** An object that satisfies the segment; undefined when none was found. */
function addBaseline({ shared, body, writing, made, gaps }: Drafting): BuiltCase | undefined {
  const baseline = buildCase(shared, undefined, made.length + 1, writing, (at) => {
    requireCondition(body, true, at);
    return true;
  });
  if (baseline === undefined) return undefined;
  made.push({ ...baseline, name: 'typical' });
  for (const [id, gap] of baseline.gaps) gaps.set(id, gap);
  return baseline;
}

/** One for each side of the condition that can be had and is not there yet. */
function addCases(leaf: FoundLeaf, drafting: Drafting): void {
  const { shared, body, writing, made } = drafting;
  const seen = new Set<boolean>();
  for (const side of leaf.sides) {
    if (made.length >= mostCases) break;
    // Plain values only where no edge on that side could be had.
    if (side.kind === 'true' && seen.has(true)) continue;
    if (side.kind === 'false' && seen.has(false)) continue;
    const focus: Focus = { leaf: leaf.leaf, side, path: leaf.path };
    const found = buildCase(shared, focus, made.length + 1, writing, (at) =>
      exposeCondition(body, at),
    );
    if (found === undefined) continue;
    if (found.truth !== undefined) seen.add(found.truth);
    if (made.some((one) => textOf(one.fields) === textOf(found.fields))) continue;
    made.push({ ...found, name: nameCase(leaf, side, found.solving.shown, found.solving) });
  }
  noteUnseen(leaf, seen, drafting);
}

function finished(
  one: MadeCase,
  base: readonly Field[] | undefined,
  entity: Entity,
): GeneratedCase {
  const changed = base && changedFields(one, base, entity);
  return {
    name: one.name,
    expected: one.isIn ? 'in' : 'out',
    isLike: changed !== undefined,
    fields: changed ?? one.fields,
    whole: one.fields,
  };
}

/** What has an example and is not said stays as it is. Undefined when it cannot be said as a difference. */
function changedFields(
  { name: caseName, fields }: MadeCase,
  base: readonly Field[],
  entity: Entity,
): readonly Field[] | undefined {
  const before = new Map(base.map(({ name, text }) => [name, text]));
  const now = new Set(fields.map(({ name }) => name));
  const changed = fields.filter(({ name, text }) => before.get(name) !== text);
  const gone = base
    .filter(({ name }) => !now.has(name) && !hasExample(entity, name))
    .map(({ name }) => {
      const text = name === entity.key ? quoted(caseName) : withoutField(entity, name);
      return { name, text };
    });
  const removed = gone.flatMap(({ name, text }) => (text === undefined ? [] : [{ name, text }]));
  const difference = [...changed, ...removed];
  return removed.length < gone.length || difference.length === 0 ? undefined : difference;
}

function hasExample({ attributes }: Entity, name: string): boolean {
  const attribute = attributes[name];
  return attribute !== undefined && attribute.hasExample && !attribute.nullable;
}

// ---------------------------------------------------------------- one case

type Shared = Pick<Solving, 'model' | 'clock' | 'bodyOf' | 'draw' | 'parts'> & {
  readonly object: string;
};

interface BuiltCase {
  readonly fields: readonly Field[];
  readonly isIn: boolean;
  /** Of the focus. */
  readonly truth: boolean | undefined;
  readonly gaps: ReadonlyMap<string, Gap>;
  readonly solving: Solving;
}

type MadeCase = BuiltCase & { readonly name: string };

function createShared(
  project: CheckedProject,
  segment: CheckedSegment,
  { now, draw }: GenerateOptions,
): Shared {
  return {
    object: segment.object,
    model: project.model,
    clock: createClock(project, segment.object, now),
    bodyOf: createBodies(project),
    draw,
    parts: {
      require: requireCondition,
      expose: exposeCondition,
      impose: imposeValue,
      pin: pinValue,
    },
  };
}

function solvingOf(
  shared: Shared,
  choose: Choose,
  focus: Focus | undefined,
  serial: number,
): Solving {
  return {
    ...shared,
    choose,
    focus,
    serial,
    closers: [],
    gaps: new Map(),
    counted: new Map(),
    keys: { count: 0 },
    shown: { subject: undefined, value: undefined, truth: undefined },
  };
}

/** Undefined when no such object was found. */
function buildCase(
  shared: Shared,
  focus: Focus | undefined,
  serial: number,
  writing: Writing,
  build: (at: Standing) => boolean,
): BuiltCase | undefined {
  const kept = new Map(writing.shared);
  const keptKeys = new Set(writing.keys);
  return searchFirst((choose): BuiltCase => {
    writing.shared.clear();
    writing.keys.clear();
    for (const id of keptKeys) writing.keys.add(id);
    for (const [id, object] of kept) writing.shared.set(id, object);
    const solving = solvingOf(shared, choose, focus, serial);
    const row: DraftRow = newRow(shared.object);
    const isIn = build(standingOf(row, solving));
    for (let index = 0; index < solving.closers.length; index += 1) solving.closers[index]?.();
    const fields = writeRow(row, writing);
    return { fields, isIn, truth: solving.shown.truth, gaps: solving.gaps, solving };
  });
}

// ---------------------------------------------------------------- names and gaps

function named(made: readonly MadeCase[], shared: readonly SharedObject[]): readonly MadeCase[] {
  const taken = new Set(shared.map(({ name }) => name));
  return made.map((one) => {
    let name = one.name;
    for (let number = 2; taken.has(name) || reserved.has(name); number += 1) {
      name = `${one.name}_${number}`;
    }
    taken.add(name);
    return { ...one, name };
  });
}

const reserved: ReadonlySet<string> = new Set(['in', 'out', 'none', 'missing', 'now', 'today']);

function textOf(fields: readonly Field[]): string {
  return fields.map(({ name, text }) => `${name}: ${text}`).join('\n');
}

/** The same condition in another place of the same collection says nothing more. */
function noteUnseen(
  { leaf, inside }: FoundLeaf,
  seen: ReadonlySet<boolean>,
  { gaps, shown }: Drafting,
): void {
  const meaning = JSON.stringify([inside, leaf], (key, value: unknown) =>
    key === 'span' ? undefined : value,
  );
  if (seen.size === 2) shown.add(meaning);
  if (shown.has(meaning)) return;
  const { span }: { readonly span: Span } = leaf;
  const id = `${span.file} ${span.start} ${span.end}`;
  if (gaps.has(id)) return;
  const why =
    seen.size === 0
      ? 'no object was found that shows it'
      : `no object was found for which it is ${seen.has(true) ? 'false' : 'true'}`;
  gaps.set(id, { span, why });
}
