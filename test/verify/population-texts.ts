// The functions over a population, as they are written: what they take and what is said of their results.
import type { ValueType } from '../../compiler/check/value-type.ts';

export interface PopulationText {
  readonly name: string;
  /** Ranks have `per:`, numbers of peers `group:`. */
  readonly ranks: boolean;
  readonly amount?: readonly string[];
  readonly takes: 'ordered' | 'amount' | 'alike';
  readonly gives: 'int' | 'percent' | 'middle' | 'total' | 'same';
  readonly missing: 'outside' | 'ungrouped' | 'always';
  readonly exact: boolean;
  readonly hints: readonly string[];
}

const places = ['1', '2', '3', '4'];
const shares = ['0%', '50%', '25%', '75%', '100%', '20%'];
const peers = { ranks: false, takes: 'amount', hints: [] } as const;

export const populations: readonly PopulationText[] = [
  {
    name: 'ntile',
    ranks: true,
    amount: ['2', '3', '5', '10'],
    takes: 'ordered',
    gives: 'int',
    missing: 'outside',
    exact: true,
    hints: places,
  },
  {
    name: 'rank',
    ranks: true,
    takes: 'ordered',
    gives: 'int',
    missing: 'outside',
    exact: true,
    hints: places,
  },
  {
    name: 'percent_rank',
    ranks: true,
    takes: 'ordered',
    gives: 'percent',
    missing: 'always',
    exact: true,
    hints: shares,
  },
  {
    name: 'cumulative_share',
    ranks: true,
    takes: 'amount',
    gives: 'percent',
    missing: 'always',
    exact: false,
    hints: shares,
  },
  { ...peers, name: 'peer_avg', gives: 'middle', missing: 'outside', exact: false },
  { ...peers, name: 'peer_median', gives: 'middle', missing: 'outside', exact: false },
  { ...peers, name: 'peer_sum', gives: 'total', missing: 'ungrouped', exact: true },
  { ...peers, name: 'peer_min', takes: 'ordered', gives: 'same', missing: 'outside', exact: true },
  { ...peers, name: 'peer_max', takes: 'ordered', gives: 'same', missing: 'outside', exact: true },
  {
    ...peers,
    name: 'peer_count',
    takes: 'alike',
    gives: 'int',
    missing: 'ungrouped',
    exact: true,
    hints: places,
  },
  { ...peers, name: 'peer_stddev', gives: 'middle', missing: 'always', exact: false },
  {
    ...peers,
    name: 'peer_percentile',
    amount: ['90%', '50%', '29%', '0%', '100%'],
    gives: 'middle',
    missing: 'outside',
    exact: false,
  },
];

/** The type of the result over values of the type. */
export function resultOf({ gives }: PopulationText, type: ValueType): ValueType {
  switch (gives) {
    case 'int':
    case 'percent':
      return { kind: gives };
    case 'middle':
      return type.kind === 'int' ? { kind: 'decimal' } : type;
    case 'total':
      return type.kind === 'percent' ? { kind: 'decimal' } : type;
    case 'same':
      return type;
  }
}
