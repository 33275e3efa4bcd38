// Test support: the rows of a corpus fixture as a world, with the log that the refreshes before it left. Cells are typed by the
// columns that the model declares.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { Entity, Model } from '../../compiler/check/model.ts';
import type { ValueType } from '../../compiler/check/value-type.ts';
import type { Cell, Fixture, FixtureRow } from '../corpus/fixture.ts';
import { resolveTime } from '../corpus/fixture-times.ts';
import { interpreterOf } from './interpret.ts';
import type { LoggedChange, StoredRow, StoredValue, World } from './world.ts';

export function worldOf(project: CheckedProject, segment: string, fixture: Fixture): World {
  const log: LoggedChange[] = [];
  const before = new Map<string, ReadonlySet<string>>();
  // Refreshes before publish every segment that has a history; those of other items read other tables and are empty.
  const watched = fixture.earlier.length === 0 ? [] : watchedBy(project, segment);
  for (const [index, earlier] of fixture.earlier.entries()) {
    const now = `${resolveTime(earlier.now, fixture.now, project.model.project.timezone)}Z`;
    for (const name of watched) {
      const world = atOnce(project, name, { ...fixture, now, tables: earlier.tables }, log);
      const members = interpreterOf(project, { ...world, previous: before }).members(
        name,
        new Map(),
      );
      const were = before.get(name) ?? new Set<string>();
      const shared = { segment: name, at: now, refreshId: String(index) };
      for (const key of members)
        if (!were.has(key)) log.push({ ...shared, key, change: 'entered' });
      for (const key of were) if (!members.has(key)) log.push({ ...shared, key, change: 'left' });
      before.set(name, members);
    }
  }
  return atOnce(project, segment, fixture, log);
}

/** Segments that the segment names in conditions on history. */
function watchedBy(project: CheckedProject, segment: string): readonly string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    if ('kind' in value && value.kind === 'membership_history' && 'segment' in value) {
      found.add(String(value.segment));
    }
    Object.values(value).forEach(visit);
  };
  const names = new Set([segment]);
  for (const name of names) {
    const checked = project.segments.find((one) => one.name === name);
    visit(checked);
    for (const referred of checked?.refersTo ?? []) names.add(referred);
  }
  return [...found].toSorted();
}

function atOnce(
  { model, segments }: CheckedProject,
  segment: string,
  fixture: Fixture,
  log: readonly LoggedChange[],
): World {
  const object = segments.find(({ name }) => name === segment)?.object ?? '';
  const entity = model.entities[object];
  const tables = Object.fromEntries(
    Object.entries(fixture.tables).map(([table, rows]) => [
      table,
      rows.flatMap(repeated).map((row, index) => storedRow(model, table, row, index, fixture.now)),
    ]),
  );
  const table = entity?.source.table ?? '';
  const key = entity?.attributes[entity.key ?? '']?.column ?? '';
  const present = tables[table] ?? [];
  const named = new Set(present.map((row) => row[key]));
  const absent = [...fixture.in, ...fixture.out].filter((name) => !named.has(name));
  tables[table] = [...present, ...absent.map((name) => ({ [key]: name }))];
  return { now: fixture.now, tables, log: [...log], previous: new Map() };
}

function repeated({ '*': times = 1, ...row }: FixtureRow): readonly FixtureRow[] {
  return Array.from({ length: Number(times) }, () => row);
}

function storedRow(
  model: Model,
  table: string,
  row: FixtureRow,
  index: number,
  now: string,
): StoredRow {
  const entities = Object.values(model.entities).filter(({ source }) => source.table === table);
  if (entities.length === 0) throw new Error(`no table ${table}`);
  const key = entities.map((one) => one.attributes[one.key ?? '']?.column).find(Boolean);
  const numbered = key === undefined ? {} : { [key]: `row_${String(index + 1)}` };
  const resolve = (text: string): string => resolveTime(text, now, model.project.timezone);
  return Object.fromEntries(
    Object.entries({ ...numbered, ...row }).map(([column, cell]) => [
      column,
      isJson(entities, column)
        ? JSON.stringify(resolved(cell, resolve))
        : storedCell(cell, typeOf(entities, column), resolve),
    ]),
  );
}

function resolved(cell: Cell, resolve: (text: string) => string): unknown {
  const text = JSON.stringify(cell, (_key, value: unknown) =>
    typeof value === 'string' ? resolve(value) : value,
  );
  return JSON.parse(text) as unknown;
}

function isJson(entities: readonly Entity[], column: string): boolean {
  return entities.some(({ attributes }) =>
    Object.values(attributes).some(
      (one) =>
        (one.column === column && one.jsonPath.length > 0) ||
        (one.longitude?.column === column && one.longitude.jsonPath.length > 0),
    ),
  );
}

function typeOf(entities: readonly Entity[], column: string): ValueType | undefined {
  return entities
    .flatMap(({ attributes }) => Object.values(attributes))
    .find((one) => one.column === column)?.type;
}

function storedCell(
  cell: Cell,
  type: ValueType | undefined,
  resolve: (text: string) => string,
): StoredValue {
  if (cell === null || typeof cell === 'boolean') return cell;
  if (typeof cell === 'number') return String(cell);
  if (Array.isArray(cell)) return cell.map((item) => storedCell(item, undefined, resolve));
  if (typeof cell === 'string') {
    const isTime = type?.kind === 'date' || type?.kind === 'timestamp';
    const known = isTime ? resolve(cell) : cell;
    return type?.kind === 'timestamp' && /^\d{4}-\d\d-\d\d$/.test(known) ? `${known}T00:00` : known;
  }
  throw new Error(`no cell: ${JSON.stringify(cell)}`);
}
