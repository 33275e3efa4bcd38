// Part of compiler/sql: a time and a place as one number, whose greatest is that of the first or last row, and the place again.
import { must } from '../assert.ts';
import { type CallName, rankPlaces } from '../lower/call-name.ts';
import type { Sql, SqlDialect } from './dialect.ts';
import { arithmetic, call, number } from './expressions.ts';

type RankCall = Extract<CallName, 'last_rank' | 'first_rank' | 'rank_place'>;

export function isRankCall(name: CallName): name is RankCall {
  return name === 'last_rank' || name === 'first_rank' || name === 'rank_place';
}

export function emitRankCall(
  dialect: SqlDialect,
  name: RankCall,
  first: Sql,
  place: Sql | undefined,
): Sql {
  const places = number(String(rankPlaces));
  if (name === 'rank_place') {
    // The rest of a division is below 0 for numbers below 0.
    return call('MOD', arithmetic(call('MOD', first, places), '+', places), places);
  }
  const rank = dialect.timeRank(first, name === 'last_rank' ? 'upwards' : 'downwards');
  return arithmetic(arithmetic(rank, '*', places), '+', must(place, 'place'));
}
