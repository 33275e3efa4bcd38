// Test support: holds every segment of a project against changes of the data that it may not notice, one after another.
import type { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import { type BrokenLaw, compareKeys, definitionOf } from './broken-law.ts';
import { addColumns, addRows, shiftDays, shuffleRows, temporalColumns } from './change-world.ts';
import { type Asked, type Keys, MemberReader, type Members } from './members.ts';
import { movableSegments, rankingSegments } from './whole-days.ts';

function laterBy(now: string, days: number): string {
  return new Date(Date.parse(now) + days * 86_400_000).toISOString().replace('.000Z', 'Z');
}

function always(): boolean {
  return true;
}

/** Changes the rows of the warehouse for good. */
export async function checkWorlds(
  warehouse: MemoryWarehouse,
  asked: Asked,
): Promise<readonly BrokenLaw[]> {
  const { project, now } = asked;
  const before = await new MemberReader(warehouse).members(asked);
  const broken: BrokenLaw[] = [];
  const compare = async (
    law: string,
    then: Asked,
    concerns: (segment: string) => boolean,
    old: Members | undefined,
  ): Promise<void> => {
    const after = await new MemberReader(warehouse).members(then);
    for (const [segment, of] of before) {
      const found = after.get(segment);
      if (found === undefined || !concerns(segment)) continue;
      const object = project.segments.find(({ name }) => name === segment)?.object ?? '';
      const by = old === undefined ? found : kept(found, old.get(object));
      const told = { segment, definition: definitionOf(project, segment) };
      const one = compareKeys(law, told, of, by);
      if (one !== undefined) broken.push(one);
    }
  };
  await shuffleRows(warehouse);
  await compare('the order of rows does not matter', asked, always, undefined);
  await addColumns(warehouse);
  await compare('columns that nobody declares do not matter', asked, always, undefined);
  const people = await keysOfObjects(warehouse, asked);
  await addRows(warehouse, project);
  const ranking = rankingSegments(project);
  const unranked = (segment: string): boolean => !ranking.has(segment);
  await compare('rows that nobody is related to do not matter', asked, unranked, people);
  const columns = await temporalColumns(warehouse);
  const movable = new Set(movableSegments(project, (column) => columns.has(column)));
  for (const days of [1, 100]) {
    await shiftDays(warehouse, days);
    const then = { ...asked, now: laterBy(now, days === 1 ? 1 : 101) };
    const concerned = (segment: string): boolean => unranked(segment) && movable.has(segment);
    await compare('whole days for data and now do not matter', then, concerned, people);
  }
  return broken;
}

/** The keys that were there before. */
function kept(keys: Keys, old: Keys | undefined): Keys {
  return new Set([...keys].filter((key) => old?.has(key) === true));
}

/** The keys of every table of objects, by object. */
async function keysOfObjects(warehouse: MemoryWarehouse, { project }: Asked): Promise<Members> {
  const found = new Map<string, Keys>();
  for (const { id, key, source, attributes } of Object.values(project.model.entities)) {
    const column = key === undefined ? undefined : attributes[key]?.column;
    if (column === undefined) continue;
    const table = source.table.split('.').map((part) => `"${part}"`);
    const rows = await warehouse.rows(
      `SELECT CAST("${column}" AS VARCHAR) FROM ${table.join('.')}`,
    );
    found.set(id, new Set(rows.map(([one]) => String(one))));
  }
  return found;
}
