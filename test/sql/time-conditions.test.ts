// Windows, distances and moments at their exact boundaries, against timestamps and dates, across daylight saving.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryWarehouse, noon, planOf } from './memory-warehouse.ts';
import { contacts, tables } from './small-shop.ts';
import { anniversaries } from './anniversary-cases.ts';
import { dates } from './date-cases.ts';
import { timestamps } from './time-cases.ts';
import { datesAhead, timestampsAhead } from './time-cases-ahead.ts';

describe('conditions on time', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables);
  });
  afterAll(() => {
    warehouse.close();
  });

  const names = [...timestamps, ...timestampsAhead, ...dates, ...datesAhead, ...anniversaries].map(
    (one) => [`${one.condition} (${one.now ?? noon})`, one] as const,
  );
  it.each(names)('%s', async (_name, { condition, inside, outside, now }) => {
    const column =
      ['seen_at', 'local_at', 'born_on'].find((name) => condition.includes(name)) ?? '';
    const all = [...inside, ...outside];
    await warehouse.run('DELETE FROM crm.contacts');
    await warehouse.run(
      `INSERT INTO crm.contacts (contact_id, ${column}) VALUES ${all
        .map((text, index) => `(${index}, ${valueOf(text)})`)
        .join(', ')}`,
    );
    const members = await warehouse.membersOfAll(planOf(contacts(condition), now));
    expect(members.get('s')).toEqual(inside.map((_text, index) => String(index)).toSorted());
  });
});

function valueOf(text: string): string {
  return text === '' ? 'NULL' : `'${text}'`;
}
