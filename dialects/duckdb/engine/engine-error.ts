// Errors of the engine → operational errors without values: DuckDB's texts quote rows and statements, which must not reach logs.
import { OperationalError, operationalError } from '../../../compiler/operational-error.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';

const operations = catalogue.operations;

const failures: Readonly<Record<string, string>> = {
  'Conversion Error': 'a value cannot be read as the type the model declares',
  'Out of Range Error': 'a number is too large for its type',
  'Binder Error': 'a name or type of the statement does not fit the tables',
  'Catalog Error': 'something the statement names does not exist',
  'Constraint Error': 'a constraint of a table is violated',
  'Invalid Input Error': 'a value or file has a form that was not expected',
  'IO Error': 'a file cannot be read or written',
  'Parser Error': 'the statement is not understood',
  'Permission Error': 'a file outside the mounts was named',
  'Serialization Error': 'a file was written by another version',
  'TransactionContext Error': 'the transaction was ended by an earlier failure',
  'Internal Error': 'DuckDB reports an internal error',
  'FATAL Error': 'DuckDB closed the database after a failure',
};

/** `doing` completes "the warehouse failed while …". The original error is the `cause`, for `--verbose` only. */
export function engineError(error: unknown, doing: string): OperationalError {
  if (error instanceof OperationalError) return error;
  const message = error instanceof Error ? error.message : '';
  const extras = { cause: error };
  if (/No space left on device|disk (?:is )?full|max_temp_directory_size/i.test(message)) {
    return operationalError(operations.diskFull, { doing }, extras);
  }
  const kind = /^([A-Za-z]+(?: [A-Za-z]+)* Error):/.exec(message)?.[1] ?? 'unknown error';
  if (kind === 'INTERRUPT Error') return operationalError(operations.cancelled, { doing }, extras);
  if (kind === 'Out of Memory Error') {
    return operationalError(operations.outOfMemory, { doing }, extras);
  }
  const known = failures[kind] ?? failures[kind.replace('INTERNAL', 'Internal')];
  const failure = known === undefined ? kind : `${known} (${kind})`;
  return operationalError(operations.statementFailed, { doing, failure }, extras);
}

/** Failures of opening a database file. */
export function openingError(error: unknown, database: string): OperationalError {
  if (error instanceof OperationalError) return error;
  const message = error instanceof Error ? error.message : '';
  const extras = { where: { path: database }, cause: error };
  if (/Could not set lock|Conflicting lock/.test(message)) {
    const owner = /PID (\d+)/.exec(message)?.[1];
    return operationalError(operations.warehouseLocked, { database, owner }, extras);
  }
  if (/No space left on device/.test(message)) {
    return operationalError(operations.diskFull, { doing: `opening ${database}` }, extras);
  }
  return operationalError(
    operations.warehouseUnavailable,
    { database, problem: openingProblem(message) },
    extras,
  );
}

function openingProblem(message: string): string {
  if (/Permission denied/.test(message)) return 'permission denied';
  if (/No such file|does not exist/.test(message)) return 'the file does not exist';
  if (/Is a directory/.test(message)) return 'it is a folder';
  if (/not a valid DuckDB database file/.test(message)) return 'it is not a DuckDB database';
  if (/newer version|version number/.test(message)) return 'another version of DuckDB wrote it';
  if (/Read-only file system/.test(message)) return 'the file system is read-only';
  return /^([A-Za-z ]+Error):/.exec(message)?.[1] ?? 'unknown cause';
}
