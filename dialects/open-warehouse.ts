// Target → adapter. Adapters are loaded when a target of their kind is opened.
import { catalogue } from '../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../compiler/operational-error.ts';
import type { OpenTestWarehouse } from '../runtime/test-warehouse.ts';
import type { OpenPublished, OpenWarehouse } from '../runtime/warehouse.ts';
import type { OpenReader } from '../runtime/warehouse-reader.ts';
import type { SnowflakeTarget } from '../runtime/warehouse-target.ts';

export const openWarehouse: OpenWarehouse = async (target) => {
  if (target.kind === 'snowflake') throw cannotRun(target);
  const { openDuckdbWarehouse } = await import('./duckdb/warehouse.ts');
  return await openDuckdbWarehouse(target);
};

export const openPublished: OpenPublished = async (target) => {
  if (target.kind === 'snowflake') throw cannotRun(target);
  const { openDuckdbPublished } = await import('./duckdb/published.ts');
  return await openDuckdbPublished(target);
};

export const openReader: OpenReader = async (target) => {
  if (target.kind === 'snowflake') throw cannotRun(target);
  const { openDuckdbReader } = await import('./duckdb/reader.ts');
  return await openDuckdbReader(target);
};

/** Tests run on DuckDB, whatever the project's targets are. */
export const openTestWarehouse: OpenTestWarehouse = async () => {
  const { openDuckdbTestWarehouse } = await import('./duckdb/test-warehouse.ts');
  return await openDuckdbTestWarehouse();
};

function cannotRun(target: SnowflakeTarget): Error {
  const args = { target: target.name, type: target.kind };
  return operationalError(catalogue.operations.unsupportedTarget, args);
}
