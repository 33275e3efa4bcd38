// The reference interpreter: lists and tags. docs/language.md, "Events, lists, tags, consents" and "Events and related objects".
import type { CheckedCondition, CheckedValue, RowReference } from '../../compiler/check/checked.ts';
import type { Row } from './database.ts';
import { type Environment, inScope, type Interpreter } from './environment.ts';
import { comparing, sameData } from './ordering.ts';

type Kind<K extends CheckedCondition['kind']> = Extract<CheckedCondition, { kind: K }>;

/** A list row says so; `added` is asked of the same row. Nobody who does not exist is in a list. */
export function isInList(
  interpreter: Interpreter,
  { row, quantifier, names, added, scope, negated }: Kind<'in_list'>,
  environment: Environment,
): boolean {
  const rows = ownRows(interpreter, row, 'lists', environment);
  const isIn = (name: CheckedValue): boolean =>
    rows.some((one) => {
      const inside = inScope(environment, scope, one);
      const isAdded = added === undefined || interpreter.holds(added, inside);
      return isNamed(interpreter, one, name, environment) && isAdded;
    });
  return (quantifier === 'any' ? names.some(isIn) : names.every(isIn)) !== negated;
}

export function isTagged(
  interpreter: Interpreter,
  { row, quantifier, tags }: Kind<'tagged'>,
  environment: Environment,
): boolean {
  const rows = ownRows(interpreter, row, 'tags', environment);
  const has = (tag: CheckedValue): boolean =>
    rows.some((one) => isNamed(interpreter, one, tag, environment));
  return quantifier === 'any' ? tags.some(has) : tags.every(has);
}

function ownRows(
  interpreter: Interpreter,
  reference: RowReference,
  what: 'lists' | 'tags',
  environment: Environment,
): readonly Row[] {
  const { database } = interpreter;
  const row = interpreter.reach(reference, environment);
  if (row === undefined) return [];
  const entity = database.entity(`${reference.entity}.${what}`);
  if (entity.owner === undefined) throw new Error(`${entity.id} without owner`);
  return database.withKeyIn(entity.id, entity.owner.column, database.keyOf(row));
}

function isNamed(
  interpreter: Interpreter,
  row: Row,
  name: CheckedValue,
  environment: Environment,
): boolean {
  const said = interpreter.database.attribute(row, 'name');
  const wanted = interpreter.value(name, environment);
  const type = row.entity.attributes['name']?.type;
  if (type === undefined) throw new Error(`${row.entity.id} has no name`);
  const how = comparing([type, name.type], interpreter.zone);
  return said !== undefined && wanted !== undefined && sameData(said, wanted, how);
}
