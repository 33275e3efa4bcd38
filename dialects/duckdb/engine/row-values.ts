// Cells of a result row, read with the type that the statement gave them.
import { InternalError } from '../../../compiler/assert.ts';
import type { Row } from './connection.ts';

export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new InternalError(`column ${column} is not text`);
  return value;
}

export function optionalText(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : textOf(row, column);
}

/** Counts come as numbers or, for BIGINT, as text. */
export function numberOf(row: Row, column: string): number {
  const value = Number(row[column]);
  if (!Number.isFinite(value) || row[column] === null) {
    throw new InternalError(`column ${column} is not a number`);
  }
  return value;
}

/** Of any size, exactly: BIGINT comes as text. */
export function wholeNumberOf(row: Row, column: string): bigint {
  const value = row[column];
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new InternalError(`column ${column} is not a whole number`);
  }
  return BigInt(value);
}

export function optionalNumber(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : numberOf(row, column);
}

export function flagOf(row: Row, column: string): boolean {
  return row[column] === true;
}

export function textsOf(row: Row, column: string): readonly string[] {
  const value = row[column];
  return Array.isArray(value) ? value.map(String) : [];
}
