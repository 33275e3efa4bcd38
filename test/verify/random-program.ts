// One random data set with the segments over it: the text of a project, the instant of a refresh, rows, and what earlier refreshes left.
import { createMaker } from './create-maker.ts';
import { makeSegment } from './make-segments.ts';
import { makeTrait } from './make-traits.ts';
import type { SegmentSpec } from './maker.ts';
import { modelDeclarations } from './model-text.ts';
import { randomNow } from './now-pool.ts';
import { randomKeys, RowMaker, type StoredTables } from './random-rows.ts';
import { randomModel } from './random-model.ts';
import { Random } from './random.ts';
import { type LogEntry, randomLog, randomPrevious } from './random-past.ts';
import { Thresholds } from './thresholds.ts';

export interface Program {
  /** Each may stand in a file of its own. */
  readonly declarations: readonly string[];
  readonly now: string;
  readonly tables: StoredTables;
  readonly log: readonly LogEntry[];
  /** Members after the last committed refresh; segments that are not in it had none yet. */
  readonly previous: Readonly<Record<string, readonly string[]>>;
}

/** `segmentCount` segments that have members, beside templates. */
export function randomProgram(seed: number, segmentCount: number): Program {
  const random = new Random(seed);
  const model = randomModel(random);
  const now = randomNow(random, model.zone);
  const thresholds = new Thresholds(now, model);
  const keys = randomKeys(random, model);
  const segments: SegmentSpec[] = [];
  const maker = createMaker({ random, model, thresholds, keys, segments });
  const declarations = [...modelDeclarations(model)];
  const objects = [...model.entities.values()].filter(
    ({ kind, id }) => kind === 'object' && id !== 'linked',
  );
  let traits = 0;
  const addTrait = (): void => {
    traits += 1;
    const text = makeTrait(maker, random.pick([...objects.slice(0, 1), ...objects]), traits);
    if (text !== undefined) declarations.push(text);
  };
  for (let count = random.between(2, 6); count > 0; count -= 1) addTrait();
  for (let at = 1; membershipsOf(segments) < segmentCount; at += 1) {
    if (random.chance(12)) addTrait();
    const object = random.chance(65) ? objects[0] : random.pick(objects);
    const made = makeSegment(maker, object ?? random.pick(objects), `s${at}`);
    segments.push(made.spec);
    declarations.push(made.text);
  }
  const rows = new RowMaker(random, model, thresholds, keys);
  const text = declarations.join('\n');
  const logged = segments.filter(({ name }) =>
    new RegExp(`(?:was|not|entered|left).*segment ${name}\\b`).test(text),
  );
  return {
    declarations,
    now,
    tables: rows.tables(),
    log: randomLog(random, logged, keys, thresholds),
    previous: randomPrevious(random, segments, keys),
  };
}

/** Templates have no members of their own. */
function membershipsOf(segments: readonly SegmentSpec[]): number {
  return segments.filter(({ published }) => published).length;
}

/** The project as one file. */
export function programText({ declarations }: Program): string {
  return `${declarations.join('\n\n')}\n`;
}
