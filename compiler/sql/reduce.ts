// Part of compiler/sql: plain reducers → aggregate expressions. The others need a table of their own and are built elsewhere.
import { assertNever } from '../assert.ts';
import type { PlainReducer } from '../lower/ir.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import type { Sql } from './dialect.ts';
import { emitPredicate, foldWhen } from './emit-predicate.ts';
import { emitValue } from './emit-value.ts';
import { aggregate, caseWhen, fragment, number } from './expressions.ts';
import { emitRatio } from './ratio.ts';
import type { RowAccess } from './row-access.ts';

export function emitReducer(access: RowAccess, reducer: PlainReducer): Sql {
  const { dialect } = access;
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
    case 'min':
    case 'max':
      return aggregate(reducer.kind.toUpperCase(), value);
    case 'avg':
      return emitRatio(
        dialect,
        { sql: aggregate('SUM', value), type: valueTypeOf(reducer.value), double: false },
        { sql: aggregate('COUNT', value), type: { kind: 'int' }, double: false },
      );
    case 'median':
      return dialect.median(value);
    default:
      return assertNever(reducer);
  }
}
