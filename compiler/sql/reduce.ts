// Part of compiler/sql: plain reducers → aggregate expressions. The others need a table of their own and are built elsewhere.
import { assertNever } from '../assert.ts';
import type { PlainReducer, Value } from '../lower/ir.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
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
  const value = emitValue(access, reducer.value);
  switch (reducer.kind) {
    case 'count_distinct': {
      const isEmail = valueTypeOf(reducer.value).kind === 'email';
      return aggregate('COUNT', foldWhen(isEmail, reducer.value, value), true);
    }
    case 'sum':
      return total(access, reducer.value, value);
    case 'min':
    case 'max':
      return aggregate(reducer.kind.toUpperCase(), value);
    case 'avg':
      return average(access, reducer.value, value);
    case 'median':
      return access.dialect.median(value);
    default:
      return assertNever(reducer);
  }
}

function total({ dialect, shape }: RowAccess, value: Value, emitted: Sql): Sql {
  return shape(value).kind === 'exact'
    ? aggregate('SUM', emitted)
    : doubleTotal(dialect, aggregate('SUM', summand(dialect, emitted)));
}

function average(access: RowAccess, value: Value, emitted: Sql): Sql {
  const { dialect } = access;
  const shape = totalShape(access.shape(value));
  const mean = emitRatio(
    dialect,
    { sql: total(access, value, emitted), shape },
    { sql: aggregate('COUNT', emitted), shape: counted },
  );
  if (shape.kind === 'exact') return mean;
  return between(dialect, mean, aggregate('MIN', emitted), aggregate('MAX', emitted));
}
