// The functions over a whole population, as data: what each takes and what it gives. Checked by values/population.ts.

export type PopulationFunction =
  | 'ntile'
  | 'rank'
  | 'percent_rank'
  | 'cumulative_share'
  | 'peer_avg'
  | 'peer_median'
  | 'peer_sum'
  | 'peer_min'
  | 'peer_max'
  | 'peer_count'
  | 'peer_stddev'
  | 'peer_percentile';

export interface PopulationRule {
  /** A literal before the value: how many groups, which share. */
  readonly amount: 'tiles' | 'share' | undefined;
  /** `ordered`: a number, money or time. `amount`: a number or money. `alike`: whatever can be compared. */
  readonly takes: 'ordered' | 'amount' | 'alike';
  /** `middle`: as an average; `total`: as a sum; `same`: as the value. */
  readonly gives: 'int' | 'percent' | 'middle' | 'total' | 'same';
  /**
   * When the result can be missing. `outside`: for rows that do not count. `ungrouped`: only for rows in no group.
   * `always`: also where there are too few rows.
   */
  readonly missing: 'outside' | 'ungrouped' | 'always';
  /** The argument that names the groups. */
  readonly groupedBy: 'per' | 'group';
  /** As shown in messages. */
  readonly usage: string;
}

function ranking(
  usage: string,
  rule: Pick<PopulationRule, 'takes' | 'gives' | 'missing'> & Partial<PopulationRule>,
): PopulationRule {
  return { amount: undefined, groupedBy: 'per', usage, ...rule };
}

function ofPeers(
  name: string,
  takes: PopulationRule['takes'],
  gives: PopulationRule['gives'],
  missing: PopulationRule['missing'],
): PopulationRule {
  const usage = `${name}(value, group: …)`;
  return { amount: undefined, takes, gives, missing, groupedBy: 'group', usage };
}

export const populationFunctions: Readonly<Record<PopulationFunction, PopulationRule>> = {
  ntile: ranking('ntile(5, value, per: …)', {
    amount: 'tiles',
    takes: 'ordered',
    gives: 'int',
    missing: 'outside',
  }),
  rank: ranking('rank(value, per: …)', { takes: 'ordered', gives: 'int', missing: 'outside' }),
  percent_rank: ranking('percent_rank(value, per: …)', {
    takes: 'ordered',
    gives: 'percent',
    missing: 'always',
  }),
  cumulative_share: ranking('cumulative_share(value, per: …)', {
    takes: 'amount',
    gives: 'percent',
    missing: 'always',
  }),
  peer_avg: ofPeers('peer_avg', 'amount', 'middle', 'outside'),
  peer_median: ofPeers('peer_median', 'amount', 'middle', 'outside'),
  peer_sum: ofPeers('peer_sum', 'amount', 'total', 'ungrouped'),
  peer_min: ofPeers('peer_min', 'ordered', 'same', 'outside'),
  peer_max: ofPeers('peer_max', 'ordered', 'same', 'outside'),
  peer_count: ofPeers('peer_count', 'alike', 'int', 'ungrouped'),
  peer_stddev: ofPeers('peer_stddev', 'amount', 'middle', 'always'),
  peer_percentile: {
    ...ofPeers('peer_percentile', 'amount', 'middle', 'outside'),
    amount: 'share',
    usage: 'peer_percentile(90%, value, group: …)',
  },
};

export const populationNames: readonly PopulationFunction[] = [
  'ntile',
  'rank',
  'percent_rank',
  'cumulative_share',
  'peer_avg',
  'peer_median',
  'peer_sum',
  'peer_min',
  'peer_max',
  'peer_count',
  'peer_stddev',
  'peer_percentile',
];

export function populationNamed(text: string): PopulationFunction | undefined {
  return populationNames.find((known) => known === text);
}
