// Part of compiler/sql: plain reducers → aggregate expressions. The others need a table of their own and are built elsewhere.
import { assertNever } from '../assert.ts';
import { onlyBranch } from '../lower/case-values.ts';
import type { PlainReducer, Value } from '../lower/ir.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import { storedValue } from './as-stored.ts';
import type { Sql } from './dialect.ts';
import { between, doubleTotal, summand } from './double-total.ts';
import { emitPredicate, foldWhen } from './emit-predicate.ts';
import { emitValue } from './emit-value.ts';
import { emitRatio } from './exact-arithmetic.ts';
import { aggregate, caseWhen, fragment, number } from './expressions.ts';
import { counted, totalShape } from './number-shape.ts';
import type { RowAccess } from './row-access.ts';

export function emitReducer(access: RowAccess, reducer: PlainReducer): Sql {
  if (reducer.kind === 'count') {
    if (reducer.when === undefined) return fragment(['COUNT(*)'], []);
    return aggregate('COUNT', caseWhen(emitPredicate(access, reducer.when), number('1')));
  }
  switch (reducer.kind) {
    case 'count_distinct':
      return countDistinct(access, reducer.value);
    case 'sum':
      return total(access, reducer.value);
    case 'min':
    case 'max':
      return extreme(access, reducer.kind === 'min' ? 'MIN' : 'MAX', reducer.value);
    case 'avg':
      return average(access, reducer.value);
    case 'median':
      return access.dialect.median(emitValue(access, reducer.value));
    default:
      return assertNever(reducer);
  }
}

function extreme(access: RowAccess, name: 'MIN' | 'MAX', value: Value): Sql {
  const stored = storedValue(access, value);
  return stored?.read === undefined
    ? aggregate(name, emitValue(access, value))
    : stored.read(aggregate(name, stored.sql));
}

/** Values that are not asked about are better left out than missing: an engine that finds equal ones by hashing would look at each. */
function countDistinct(access: RowAccess, value: Value): Sql {
  const { filtered } = access.dialect;
  const branch = onlyBranch(value);
  if (filtered === undefined || branch === undefined) {
    return aggregate('COUNT', comparable(access, value), true);
  }
  const different = aggregate('COUNT', comparable(access, branch.gives), true);
  return filtered(different, emitPredicate(access, branch.when));
}

/** A value in a form that is equal to others exactly when it is. */
function comparable(access: RowAccess, value: Value): Sql {
  const isEmail = valueTypeOf(value).kind === 'email';
  return storedValue(access, value)?.sql ?? foldWhen(isEmail, value, emitValue(access, value));
}

function total(access: RowAccess, value: Value): Sql {
  const { dialect, shape } = access;
  const stored = storedValue(access, value);
  if (stored?.type === 'money' || stored?.type === 'decimal') {
    return dialect.widened(aggregate('SUM', stored.sql), stored.type);
  }
  const emitted = emitValue(access, value);
  return shape(value).kind === 'exact'
    ? aggregate('SUM', emitted)
    : doubleTotal(dialect, aggregate('SUM', summand(dialect, emitted)));
}

function average(access: RowAccess, value: Value): Sql {
  const { dialect } = access;
  const shape = totalShape(access.shape(value));
  const mean = emitRatio(
    dialect,
    { sql: total(access, value), shape },
    { sql: aggregate('COUNT', comparable(access, value)), shape: counted },
  );
  if (shape.kind === 'exact') return mean;
  const emitted = emitValue(access, value);
  return between(dialect, mean, aggregate('MIN', emitted), aggregate('MAX', emitted));
}
