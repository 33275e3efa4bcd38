// The reference interpreter: the rows of a collection. docs/language.md, "Events and related objects".
import type { CheckedCollection } from '../../compiler/check/checked.ts';
import type { Row } from './database.ts';
import { timeOf } from './datum.ts';
import { type Environment, inScope, type Interpreter } from './environment.ts';
import { isWithin } from './windows.ts';

/** Every row as often as the path leads to it; those whose time lies in the window and that `where` keeps. A row without time is in no window. */
export function rowsOf(
  interpreter: Interpreter,
  collection: CheckedCollection,
  environment: Environment,
): readonly Row[] {
  return reached(interpreter, collection, environment).filter((row) =>
    belongs(interpreter, collection, inScope(environment, collection.scope, row)),
  );
}

/** All rows that the path leads to, whatever window and `where` say. */
export function reached(
  interpreter: Interpreter,
  { from, hops }: CheckedCollection,
  environment: Environment,
): readonly Row[] {
  const { database } = interpreter;
  const start = interpreter.reach(from, environment);
  let rows: readonly Row[] = start === undefined ? [] : [start];
  for (const hop of hops) rows = rows.flatMap((row) => database.related(row, hop));
  return rows;
}

/** Window and `where` hold for the row in the collection's scope. */
export function belongs(
  interpreter: Interpreter,
  { window, where }: CheckedCollection,
  environment: Environment,
): boolean {
  if (window !== undefined) {
    const time = interpreter.value(window.time, environment);
    if (time === undefined) return false;
    if (!isWithin(interpreter, timeOf(time), window.form, environment)) return false;
  }
  return where === undefined || interpreter.holds(where, environment);
}
