// Part of compiler/lower: the log of a segment's membership changes as an entity. No model declares it; the runtime keeps it.
import { must } from '../assert.ts';
import type { ColumnRead, EntityIR, Predicate, Value } from './ir.ts';
import { allOf, atom } from './predicates.ts';

/** The column that holds the key of the object that entered or left, as text. */
export const objectKey = 'object_key';

/** The id of the log of `segment`, of those changes that concern objects of type `object`. */
export function logId(object: string, segment: string): string {
  return `${object}.history.${segment}`;
}

const logPattern = /^(.+)\.history\.(.+)$/;

export function isLog(id: string): boolean {
  return logPattern.test(id);
}

/** The log as an entity; undefined when `id` is of another kind. */
export function logEntity(id: string): EntityIR | undefined {
  const found = logPattern.exec(id);
  if (found === null) return undefined;
  const [, object, segment] = found;
  return {
    id,
    table: ['membership_changes'],
    keyColumn: undefined,
    logOf: segment,
    filter: allOf([
      equal(logColumn(id, 'segment'), must(segment, 'segment')),
      equal(logColumn(id, 'object_type'), must(object, 'object')),
    ]),
  };
}

type TextColumn = 'segment' | 'object_type' | 'change' | 'refresh_id';

/** A column of a row of the log. */
export function logColumn(id: string, column: TextColumn | 'changed_at'): Value {
  const read: ColumnRead = {
    attribute: undefined,
    role: 'raw',
    column,
    type: { kind: column === 'changed_at' ? 'timestamp' : 'text' },
    jsonPath: [],
    sql: undefined,
    blankIsMissing: false,
    zone: undefined,
  };
  return { kind: 'column', row: { up: 0, hops: [], entity: id }, read };
}

function equal(left: Value, value: string): Predicate {
  const right: Value = { kind: 'literal', type: { kind: 'text' }, value };
  return atom({ kind: 'compare', operator: '=', left, right, whenMissing: false });
}

/** The row of the log says that the object entered, or left. */
export function isChange(id: string, change: 'entered' | 'left'): Predicate {
  return equal(logColumn(id, 'change'), change);
}

/** The change was to enter; a missing one was not. */
export function isEntered(change: Value): Predicate {
  return equal(change, 'entered');
}
