// Part of running tests: everything that is in the database while a step is computed: rows of fixtures, the log of changes, the
// members of segments before the step, and room for those of the step.
import { must } from '../../compiler/assert.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { FixtureRow } from '../../compiler/check/checked-tests.ts';
import type { TestColumn } from '../test-warehouse.ts';
import { fixtureTables, type LoadedTable } from './fixture-tables.ts';
import { membersBefore, type MembershipPast } from './membership-past.ts';
import { keyColumnOf, keyType, type TestTables } from './model-tables.ts';
import { logTable, membersTable, type PlannedStep, previousTable } from './planned-step.ts';
import { storedType } from './stored-type.ts';

export interface StepData {
  readonly project: CheckedProject;
  readonly tables: TestTables;
  readonly rows: readonly FixtureRow[];
  readonly past: MembershipPast;
}

/** Tables without rows as well. */
export function stepTables(
  { project, tables, rows, past }: StepData,
  planned: PlannedStep,
): readonly LoadedTable[] {
  const filled = fixtureTables(project.model, tables, planned.tables, rows);
  const names = new Set(filled.map(({ table }) => table));
  const empty = [...planned.tables]
    .filter((table) => !names.has(table))
    .map((table) => ({ table, columns: [], values: [] }));
  const before = [...planned.remembered].map((segment) => ({
    table: previousTable(segment),
    columns: [keyColumn(project, segment)],
    values: [[...membersBefore(past, segment)]],
  }));
  const room = [...planned.lookedUp].map((segment) => ({
    table: membersTable(segment),
    columns: [keyColumn(project, segment)],
    values: [],
  }));
  return [...filled, ...empty, ...before, ...room, loadedLog(planned, past)];
}

/** The column of a table of members. */
export function keyColumn(project: CheckedProject, segment: string): TestColumn {
  const { object } = must(
    project.segments.find(({ name }) => name === segment),
    `segment ${segment}`,
  );
  return {
    name: keyColumnOf(project.model, object),
    ...storedType(keyType(project.model, object)),
  };
}

const logColumns: readonly TestColumn[] = [
  'refresh_id',
  'object_type',
  'segment',
  'object_key',
  'change',
  'changed_at',
].map((name) => ({ name, type: name === 'changed_at' ? 'timestamp' : 'text', array: false }));

/** The log of the segments whose log is read; the object type is that of the segment, which a test never changes. */
function loadedLog(planned: PlannedStep, past: MembershipPast): LoadedTable {
  const changes = past.log.filter(({ segment }) => planned.logged.has(segment));
  return {
    table: logTable,
    columns: logColumns,
    values: [
      changes.map(({ refreshId }) => refreshId),
      changes.map(({ segment }) => planned.logged.get(segment) ?? null),
      changes.map(({ segment }) => segment),
      changes.map(({ key }) => key),
      changes.map(({ change }) => change),
      changes.map(({ at }) => at),
    ],
  };
}
