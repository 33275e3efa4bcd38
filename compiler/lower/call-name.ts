// Part of the language of the segment IR (ir.ts): the functions that are left once the others are lowered to them.
import type { FunctionName } from '../check/function-name.ts';
import type { ElapsedFunction } from './elapsed-function.ts';

export type CallName =
  | Exclude<FunctionName, ElapsedFunction | 'date' | 'geo' | 'distance_km'>
  /** Whole months or years of the calendar from the first to the second date, rounded down. */
  | 'whole_months'
  | 'whole_years'
  /** Latitude and longitude of two places in degrees → kilometres. */
  | 'great_circle_km'
  /** Local day of an instant, in the zone of the second argument or else the project's; missing in an unknown zone. */
  | 'local_date'
  /** Likewise the local date and time, as a timestamp without zone: only for parts of it such as the hour. */
  | 'local_time'
  /** First instant of a local day. */
  | 'start_of_day'
  /** Elapsed time from the first to the second instant, as a decimal number of 24-hour days, hours or minutes. */
  | 'elapsed_days'
  | 'elapsed_hours'
  | 'elapsed_minutes'
  /** Of a prefix and a row's key: eight hexadecimal digits that spread evenly, so that their order is a random draw. */
  | 'sample_place'
  /** Whole days from the first to the second date. */
  | 'dates_between'
  /** First day of the period that a local day is in. */
  | 'start_of_week'
  | 'start_of_month'
  | 'start_of_quarter'
  | 'start_of_year'
  /** The hour of the project's clock that an instant is in, as a number: neighbours differ by 1, an hour that comes twice is two. */
  | 'hour_number'
  /** The first day from the second date on with month and day of the first; 29 February is 28 in other years. */
  | 'next_anniversary'
  /**
   * Of a time and a place, a whole number from 0 to 31: one number, greater for the later (`first_rank`: earlier) time, then
   * for the higher place; without the time it is less than with any.
   */
  | 'last_rank'
  | 'first_rank'
  /** The place that such a number was made of. */
  | 'rank_place';

/** How many places there are for each time. */
export const rankPlaces = 32;
