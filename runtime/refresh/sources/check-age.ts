// Part of the source checks: `@stale_after` refuses data whose newest row is too old.
import { Temporal } from 'temporal-polyfill';
import { OperationalError, operationalError } from '../../../compiler/operational-error.ts';
import type { Attribute } from '../../../compiler/check/model.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import type { SourceUse } from '../../../compiler/plan/refresh-plan.ts';
import type { WarehouseTable } from '../../warehouse.ts';
import { findColumn } from './find-column.ts';
import type { Findings, SourceCheck } from './source-findings.ts';

/** Every segment that reads the entity depends on its age, whichever columns it uses. */
export async function checkAge(
  check: SourceCheck,
  source: SourceUse,
  table: WarehouseTable,
  found: Findings,
): Promise<void> {
  const attributes = Object.values(check.model.entities[source.entity]?.attributes ?? {});
  for (const attribute of attributes) {
    const limit = attribute.staleAfterSeconds;
    if (limit === undefined || attribute.jsonPath.length > 0 || attribute.sql !== undefined)
      continue;
    if (findColumn(table, attribute.column) === undefined) continue;
    try {
      const newest = await newestInstant(check, source, attribute);
      if (newest !== undefined) found.addTime(source.usedBy, earlier(newest, check.plan.now));
      if (newest !== undefined && seconds(newest) + limit >= seconds(check.plan.now)) continue;
      const args = {
        table: source.table,
        column: attribute.column,
        newest,
        limit: durationText(limit),
      };
      const where = check.placeOf(attribute.span);
      found.add(source.usedBy, operationalError(catalogue.operations.staleSource, args, { where }));
    } catch (error) {
      if (!(error instanceof OperationalError)) throw error;
      found.add(source.usedBy, error);
    }
  }
}

async function newestInstant(
  check: SourceCheck,
  source: SourceUse,
  attribute: Attribute,
): Promise<string | undefined> {
  const local = await check.tables.newest(source.table, attribute.column);
  if (local === undefined) return undefined;
  const zone = attribute.zone ?? 'UTC';
  const instant = Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant();
  return instant.toString({ smallestUnit: 'millisecond' });
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function seconds(iso: string): number {
  return Temporal.Instant.from(iso).epochMilliseconds / 1000;
}

function durationText(total: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
    ['second', 1],
  ] as const;
  const [unit, size] = units.find(([, one]) => total % one === 0) ?? ['second', 1];
  const amount = total / size;
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
