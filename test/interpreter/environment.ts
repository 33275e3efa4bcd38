// The reference interpreter: what a value or condition is evaluated in, and the two functions that the topics hand to each other.
// Topics import this interface, never each other's evaluation, so that no import leads in a circle.
import type { CheckedCondition, CheckedValue, RowReference } from '../../compiler/check/checked.ts';
import type { Model } from '../../compiler/check/model.ts';
import type { Database, Row } from './database.ts';
import type { Instant, MaybeDatum } from './datum.ts';
import type { World } from './world.ts';

export interface Environment {
  /** By scope number: 0 is the segment's or trait's object. */
  readonly rows: readonly (Row | undefined)[];
  readonly parameters: ReadonlyMap<string, MaybeDatum>;
}

export interface Interpreter {
  readonly model: Model;
  readonly world: World;
  readonly database: Database;
  readonly now: Instant;
  /** The project's. */
  readonly zone: string;
  value(value: CheckedValue, environment: Environment): MaybeDatum;
  holds(condition: CheckedCondition, environment: Environment): boolean;
  /** The row reached; undefined when one of the rows on the way does not exist. */
  reach(reference: RowReference, environment: Environment): Row | undefined;
  /** Keys of the members of a segment with these arguments, in this run. */
  members(segment: string, parameters: ReadonlyMap<string, MaybeDatum>): ReadonlySet<string>;
  /** Names that the segment had before, and its own. */
  namesOf(segment: string): ReadonlySet<string>;
}

export function inScope(environment: Environment, scope: number, row: Row): Environment {
  const rows = environment.rows.slice(0, scope);
  rows[scope] = row;
  return { ...environment, rows };
}

/** Only a row of an object, without parameters: how traits and populations see it. */
export function ofRow(row: Row): Environment {
  return { rows: [row], parameters: new Map() };
}
