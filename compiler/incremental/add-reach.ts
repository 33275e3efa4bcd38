// Part of compiler/incremental: reaches of one segment, or of several, each once.
import { canonicalJson } from '../lower/canonical.ts';
import { textOf } from '../plan/known-texts.ts';
import type { Reach, Reaches } from './reach.ts';

/** More alternatives than this cost more to ask than the rows that they leave out. */
const mostAlternatives = 16;

/** Rows that cross the same time over the same path are one reach, whatever else is asked of them. */
export function addReach(reaches: Map<string, Reach>, reach: Reach): void {
  const { path, cause } = reach;
  // Paths are put together anew for each use, of the same few hops.
  const over = path.map(textOf).join(' ');
  if (cause.kind !== 'crossed') {
    reaches.set(`${over} ${canonicalJson(cause)}`, reach);
    return;
  }
  const identity = `${over} when ${textOf(cause.when)}`;
  const known = reaches.get(identity);
  const merged =
    known?.cause.kind === 'crossed' ? union(known.cause.among, cause.among) : cause.among;
  reaches.set(identity, { ...reach, cause: { ...cause, among: merged } });
}

type Alternatives = Extract<Reach['cause'], { kind: 'crossed' }>['among'];

/** None of them: every row counts. */
function union(left: Alternatives, right: Alternatives): Alternatives {
  if (left.length === 0 || right.length === 0) return [];
  const all = new Map([...left, ...right].map((one) => [textOf(one), one]));
  return all.size > mostAlternatives ? [] : [...all.values()];
}

/** What reaches an object of any of several segments. */
export function uniteReaches(all: readonly Reaches[]): Reaches {
  const ofObject = new Map<string, Reach>();
  const ofPopulations = new Map<string, Map<string, Reach>>();
  for (const reaches of all) {
    for (const reach of reaches.ofObject) addReach(ofObject, reach);
    for (const { object, reaches: own } of reaches.ofPopulations) {
      const known = ofPopulations.get(object) ?? new Map<string, Reach>();
      for (const reach of own) addReach(known, reach);
      ofPopulations.set(object, known);
    }
  }
  return {
    ofObject: [...ofObject.values()],
    ofPopulations: [...ofPopulations].map(([object, reaches]) => ({
      object,
      reaches: [...reaches.values()],
    })),
  };
}
