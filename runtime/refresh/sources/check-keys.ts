// Part of the source checks: every key an object type relies on is present and unique. When no key of a source was missing or repeated as an
// earlier refresh looked at it, only rows that changed since can be at fault. Declarations of how rows change may be wrong, so that all keys
// are looked at again whenever segments are computed from all rows (docs/decisions/0018).
import { OperationalError, operationalError } from '../../../compiler/operational-error.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import type { ChangeStaging, KeysChecked, SourceChange } from '../../warehouse-changes.ts';
import type { KeyFaults } from '../../warehouse-diff.ts';
import { isDue } from '../is-due.ts';
import type { RefreshOptions } from '../refresh-options.ts';
import { keyQueryHash } from '../identity/definition-hash.ts';
import type { Findings, KeyedSource, SourceCheck } from './source-findings.ts';

const operations = catalogue.operations;

export interface KeyCheck extends Pick<SourceCheck, 'plan' | 'tables' | 'placeOf'> {
  readonly options: Pick<RefreshOptions, 'full' | 'reconcileMinutes'>;
  readonly staging: Pick<ChangeStaging, 'touched'>;
  /** What became of the sources. */
  readonly changes: readonly SourceChange[];
  /** The query of all keys of an object type, rows that its `@where` leaves out excluded. */
  readonly keyQuery: (entity: string) => string;
}

/** What is known of the keys of the sources without faults, by entity; the faults of the others go to `found`. */
export async function checkKeys(
  check: KeyCheck,
  keyed: readonly KeyedSource[],
  found: Findings,
): Promise<ReadonlyMap<string, KeysChecked>> {
  const checked = new Map<string, KeysChecked>();
  for (const one of keyed) {
    try {
      const { faults, known } = await lookAtKeys(check, one);
      if (faults.missing + faults.repeated === 0) checked.set(one.source.entity, known);
      else addFaults(check, one, faults, found);
    } catch (error) {
      if (!(error instanceof OperationalError)) throw error;
      found.add(one.source.usedBy, error);
    }
  }
  return checked;
}

interface KeysLookedAt {
  readonly faults: KeyFaults;
  /** What is known then, unless there are faults. */
  readonly known: KeysChecked;
}

const noFaults: KeyFaults = { missing: 0, repeated: 0, examples: [] };

async function lookAtKeys(
  check: KeyCheck,
  { source, column, spelled }: KeyedSource,
): Promise<KeysLookedAt> {
  const { plan, options, staging, tables } = check;
  const { entity } = source;
  const keys = check.keyQuery(entity);
  const query = keyQueryHash(keys, column);
  const change = check.changes.find((one) => one.entity === entity);
  const { state, lookedIn, keysChecked: known } = change ?? {};
  const isKnown =
    options.full !== true &&
    known?.query === query &&
    !isDue(known.at, plan.now, options.reconcileMinutes);
  if (isKnown && state?.kind === 'unchanged') return { faults: noFaults, known };
  if (isKnown && lookedIn !== undefined) {
    const touched = await staging.touched(entity, spelled, lookedIn);
    if (touched !== undefined) {
      return { faults: await tables.keyFaults(keys, column, touched.relation), known };
    }
  }
  return { faults: await tables.keyFaults(keys, column), known: { query, at: plan.now } };
}

function addFaults(
  check: KeyCheck,
  { source, column }: KeyedSource,
  { missing, repeated, examples }: KeyFaults,
  found: Findings,
): void {
  const where = check.placeOf(source.span);
  const { table } = source;
  if (missing > 0) {
    const args = { table, column, count: missing };
    found.add(source.usedBy, operationalError(operations.missingKeys, args, { where }));
  }
  if (repeated > 0) {
    const args = { table, column, count: repeated, examples };
    found.add(source.usedBy, operationalError(operations.repeatedKeys, args, { where }));
  }
}
