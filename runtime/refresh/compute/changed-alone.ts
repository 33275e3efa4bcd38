// Segments that are computed one by one although nothing speaks against looking at changes: those that publish columns, each of which
// asks for values of its own. What they have in common are the objects that can have changed, and the rows that hang on them.
import { must } from '../../../compiler/assert.ts';
import type { PlannedSegment } from '../../../compiler/plan/refresh-plan.ts';
import { placesOf } from '../../../compiler/sql/print-decisions.ts';
import type { RestrictedRows } from '../../../compiler/sql/restriction.ts';
import { type Affected, idOf, keyTypeOf, type RunState } from '../run-state.ts';
import { baselinesOf } from '../incremental/baselines.ts';
import { divideOrAll } from '../incremental/divide-batch.ts';
import type { AffectedGroup } from '../incremental/find-affected.ts';
import { hashesOf } from '../judge/judge-segment.ts';
import { aloneBecause } from './decided-alone.ts';
import { stageRowsOf } from './stage-rows.ts';

/** The objects that a segment has to be asked about again. */
export interface ChangedObjects {
  readonly affected: Affected;
  readonly rows: RestrictedRows;
}

export interface ChangedAlone {
  /** By name; a segment that is missing is asked about all objects. */
  readonly changed: ReadonlyMap<string, ChangedObjects>;
  readonly proofs: readonly AffectedGroup[];
}

/** `segments`: a wave, whose references have been computed. */
export async function changedAlone(
  run: RunState,
  segments: readonly PlannedSegment[],
): Promise<ChangedAlone> {
  const changed = new Map<string, ChangedObjects>();
  const proofs: AffectedGroup[] = [];
  const publishing = segments.filter((planned) => isPublishing(run, planned));
  for (const object of new Set(publishing.map((planned) => planned.object))) {
    const batch = publishing.filter((planned) => planned.object === object);
    const name = `${object} columns ${must(batch[0], 'a segment').name}`;
    const hashes = hashesOf(run, batch, keyTypeOf(run, batch));
    const baselines = baselinesOf(run, batch, hashes, new Set());
    const divided = await divideOrAll(run, name, batch, baselines, new Set());
    for (const [segment, because] of divided.causes) run.fullCauses.set(segment, because);
    proofs.push(...divided.proofs);
    for (const { baseline, segments: group, affected } of divided.incremental) {
      const found = {
        affected,
        rows: await rowsOf(run, `${name} ${baseline.refresh}`, group, affected),
      };
      for (const planned of group) changed.set(planned.name, found);
    }
  }
  return { changed, proofs };
}

async function rowsOf(
  run: RunState,
  name: string,
  group: readonly PlannedSegment[],
  { relation, count }: Affected,
): Promise<RestrictedRows> {
  if (count === 0) return new Map();
  const places = placesOf(group.map((planned) => planned.name));
  return await stageRowsOf(run, name, { places, inlined: new Set(), only: relation });
}

/** Active, with nothing wrong so far, and published with the same columns of the same object. */
function isPublishing(run: RunState, planned: PlannedSegment): boolean {
  const { settings } = must(run.declared.get(planned.name), planned.name);
  const published = run.registered.get(idOf(run, planned))?.published;
  return (
    aloneBecause(planned, settings.status) === 'publishes_columns' &&
    (run.findings.problems.get(planned.name) ?? []).length === 0 &&
    planned.dependsOn.every((name) => run.computed.get(name)?.kind !== 'unavailable') &&
    published?.objectType === planned.object &&
    published.keyColumn === planned.keyColumn &&
    JSON.stringify(published.publishColumns.map(({ name }) => name)) ===
      JSON.stringify(planned.publish.map(({ name }) => name))
  );
}
