// Which columns of DuckDB need not be read, and how those are read that are times with a zone (docs/decisions/0020).
import type { Sql, StorableType, StoredColumns } from '../../compiler/sql/dialect.ts';
import { call, caseOf, cast, fragment, text } from '../../compiler/sql/expressions.ts';
import { fitsBigint } from './engine/column-family.ts';

export const storedColumns: StoredColumns = {
  isUsed,
  timestampLiteral: (timestamp) => fragment(['TIMESTAMPTZ ', ''], [text(`${timestamp}+00`)]),
};

/** How many digits behind the point reading keeps: what has no more is not rounded. */
const mostPlaces = { money: 4, decimal: 9 } as const;

function isUsed(type: StorableType, storedAs: string): boolean {
  if (type === 'timestamp') return storedAs === zonedType;
  if (type === 'integer') return fitsBigint(storedAs);
  const scale = /^DECIMAL\(\d+, ?(\d+)\)$/.exec(storedAs)?.[1];
  return scale !== undefined && Number(scale) <= mostPlaces[type];
}

const zonedType = 'TIMESTAMP WITH TIME ZONE';

/** A column of times in UTC, or with a zone. */
export function readInUtc(column: Sql, storedAs: string | undefined): Sql {
  return storedAs === zonedType ? fromZoned(column) : cast(column, 'TIMESTAMP');
}

/** The same as a cast, which asks the calendar about every row and takes ten times as long. What is infinite has no microseconds. */
function fromZoned(column: Sql): Sql {
  const finite = call('make_timestamp', call('epoch_us', column));
  return caseOf([{ when: call('isfinite', column), gives: finite }], cast(column, 'TIMESTAMP'));
}
