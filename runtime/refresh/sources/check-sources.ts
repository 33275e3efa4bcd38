// Before anything is computed: every table, column, type, join and age that the plan relies on, all problems at once,
// each given to the segments that use it.
import { OperationalError, operationalError } from '../../../compiler/operational-error.ts';
import { describeType } from '../../../compiler/check/describe-type.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import { didYouMean } from '../../../compiler/diagnostics/did-you-mean.ts';
import type { ColumnUse, JoinUse, SourceUse } from '../../../compiler/plan/refresh-plan.ts';
import type { Problem } from '../../problem.ts';
import type { WarehouseTable } from '../../warehouse.ts';
import { acceptedFamilies, isText, joinable } from './accepted-types.ts';
import { checkAge } from './check-age.ts';
import { checkTracking } from './check-tracking.ts';
import { findColumn } from './find-column.ts';
import type { Findings, KeyedSource, SourceCheck } from './source-findings.ts';

const operations = catalogue.operations;

export interface SourceFindings {
  /** By segment. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** By segment: the oldest of the newest times of its sources whose age is limited; ISO UTC. */
  readonly dataAsOf: ReadonlyMap<string, string>;
  /** By table as written in the model. */
  readonly tables: ReadonlyMap<string, WarehouseTable>;
  /** Those that have the key that they should have: whether each of its values is there once is yet to be seen (check-keys.ts). */
  readonly keyed: readonly KeyedSource[];
}

/** What is found goes to `found`, too. */
export async function checkSources(check: SourceCheck, found: Findings): Promise<SourceFindings> {
  const { plan } = check;
  const tables = new Map<string, WarehouseTable>();
  for (const source of plan.sources) {
    if (tables.has(source.table)) continue;
    const table = await describe(check, source, found);
    if (table !== undefined) tables.set(source.table, table);
  }
  const keyed: KeyedSource[] = [];
  for (const source of plan.sources) {
    const table = tables.get(source.table);
    if (table === undefined) continue;
    const faulty = source.columns.filter((use) => !columnFits(check, source, table, use, found));
    if (check.shapeOnly === true) continue;
    checkTracking(check, source, table, found);
    if (!faulty.some((use) => use.role === 'key')) keyed.push(...withKey(source, table));
    await checkAge(check, source, table, found);
  }
  for (const join of plan.joins) checkJoin(check, join, tables, found);
  return { problems: found.problems, dataAsOf: found.dataAsOf, tables, keyed };
}

function withKey(source: SourceUse, table: WarehouseTable): readonly KeyedSource[] {
  const { keyColumn: column } = source;
  const spelled = column === undefined ? undefined : findColumn(table, column)?.name;
  return column === undefined || spelled === undefined ? [] : [{ source, column, spelled }];
}

async function describe(
  check: SourceCheck,
  source: SourceUse,
  found: Findings,
): Promise<WarehouseTable | undefined> {
  const sameTable = check.plan.sources.filter((other) => other.table === source.table);
  const users = sameTable.flatMap((other) => other.usedBy);
  const texts = sameTable
    .flatMap((other) => other.columns)
    .filter(({ type, jsonPath }) => jsonPath.length === 0 && isText(type))
    .map(({ column }) => column);
  try {
    const table = await check.tables.describe(source.table, texts);
    if (table !== undefined) return table;
  } catch (error) {
    if (!(error instanceof OperationalError)) throw error;
    found.add(users, error);
    return undefined;
  }
  for (const other of sameTable) {
    const args = {
      table: source.table,
      entity: other.entity,
      suggestion: didYouMean(source.table, await check.tables.names())[0],
    };
    found.add(
      other.usedBy,
      operationalError(operations.missingTable, args, { where: check.placeOf(other.span) }),
    );
  }
  return undefined;
}

function columnFits(
  check: SourceCheck,
  source: SourceUse,
  table: WarehouseTable,
  use: ColumnUse,
  found: Findings,
): boolean {
  const where = check.placeOf(use.span);
  const column = findColumn(table, use.column);
  if (column === undefined) {
    const [suggestion] = didYouMean(
      use.column,
      table.columns.map((one) => one.name),
    );
    const args = { table: source.table, column: use.column, annotation: undefined, suggestion };
    found.add(use.usedBy, operationalError(operations.missingColumn, args, { where }));
    return false;
  }
  const type = use.jsonPath.length > 0 ? ({ kind: 'json' } as const) : use.type;
  const accepted = acceptedFamilies(type);
  if (accepted === undefined || accepted.includes(column.family)) return true;
  const args = {
    table: source.table,
    column: use.column,
    native: column.nativeType,
    type: describeType(type),
    accepted,
  };
  found.add(use.usedBy, operationalError(operations.wrongColumnType, args, { where }));
  return false;
}

function checkJoin(
  check: SourceCheck,
  join: JoinUse,
  tables: ReadonlyMap<string, WarehouseTable>,
  found: Findings,
): void {
  const left = columnOf(tables, join.leftTable, join.leftColumn);
  const right = columnOf(tables, join.rightTable, join.rightColumn);
  if (left === undefined || right === undefined || joinable(left, right)) return;
  const args = {
    left: `${join.leftTable}.${join.leftColumn}`,
    leftType: left.nativeType,
    right: `${join.rightTable}.${join.rightColumn}`,
    rightType: right.nativeType,
  };
  const where = check.placeOf(join.span);
  found.add(join.usedBy, operationalError(operations.wrongJoinTypes, args, { where }));
}

function columnOf(
  tables: ReadonlyMap<string, WarehouseTable>,
  table: string,
  column: string,
): WarehouseTable['columns'][number] | undefined {
  const found = tables.get(table);
  return found === undefined ? undefined : findColumn(found, column);
}
