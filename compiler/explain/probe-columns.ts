// Part of compiler/explain: collects what a probe is to compute, each meaning once, under names of its own.
import { canonicalJson } from '../lower/canonical.ts';
import type { Predicate, Value } from '../lower/ir.ts';

export interface ProbeColumns {
  /** The column of a value. */
  value(value: Value): string;
  /** The column of the truth of a condition: never missing. */
  truth(predicate: Predicate): string;
  /** In the order of first use. */
  readonly columns: readonly ProbeColumn[];
}

export interface ProbeColumn {
  readonly name: string;
  readonly value: Value;
}

/** `keyColumn`: the name that the object's key has beside these columns. */
export function createProbeColumns(keyColumn: string): ProbeColumns {
  const prefix = keyColumn.toLowerCase().startsWith('probe_') ? 'probed_' : 'probe_';
  const names = new Map<string, string>();
  const columns: ProbeColumn[] = [];
  const value = (given: Value): string => {
    const shown = asShown(given);
    const meaning = canonicalJson(shown);
    const known = names.get(meaning);
    if (known !== undefined) return known;
    const name = `${prefix}${columns.length + 1}`;
    names.set(meaning, name);
    columns.push({ name, value: shown });
    return name;
  };
  return { value, truth: (predicate) => value(truthOf(predicate)), columns };
}

const bool = { kind: 'bool' } as const;
const yes: Value = { kind: 'literal', type: bool, value: true };
const no: Value = { kind: 'literal', type: bool, value: false };

function truthOf(predicate: Predicate): Value {
  if (predicate.kind === 'constant') return predicate.value ? yes : no;
  const branches = [{ when: predicate, gives: yes }];
  return { kind: 'case', branches, otherwise: no, type: bool };
}

/** Conditions see a version as its place in the order of versions; people see it as it is written. */
function asShown(value: Value): Value {
  if (value.kind === 'of_row') {
    const inner = asShown(value.value);
    return { ...value, value: inner, type: inner.kind === 'column' ? inner.read.type : value.type };
  }
  if (value.kind !== 'column' || value.read.type.kind !== 'version') return value;
  return { ...value, read: { ...value.read, type: { kind: 'text' } } };
}
