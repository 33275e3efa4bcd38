// When one object cannot be explained, and what is published about it when it can.
import { afterEach, describe, expect, it } from 'vitest';
import { conditionText, textIn } from '../../compiler/explain/condition-text.ts';
import { OperationalError } from '../../compiler/operational-error.ts';
import { nodesOf } from './probe-rows.ts';
import { ExplainedShop } from './explained-shop.ts';

const now = '2025-11-01T12:00:00Z';
const open: ExplainedShop[] = [];
afterEach(() => {
  for (const shop of open.splice(0)) shop.remove();
});

async function shopWith(segments: string, rows: string): Promise<ExplainedShop> {
  const shop = await ExplainedShop.open(segments, rows);
  open.push(shop);
  return shop;
}

const polish = 'segment s of contact { where { country = "PL" } }';

async function refusal(segments: string, rows: string, key: string): Promise<unknown> {
  const shop = await shopWith(segments, rows);
  return await shop.explain('s', key, now).catch((error: unknown) => error);
}

describe('explaining an object', () => {
  const ann = `INSERT INTO crm.contacts (contact_id, country) VALUES (1042, 'PL');`;

  it.each<readonly [string, string, string, string, string]>([
    ['an unknown key', ann, '1024', 'SEG6121', 'there is no contact with the key `1024`'],
    ['a key that is text for SQL', ann, "1' OR '1'='1", 'SEG6121', 'there is no contact'],
    [
      'a row that `@where` leaves out',
      `INSERT INTO crm.contacts (contact_id, kind) VALUES (7, 'bot');`,
      '7',
      'SEG6122',
      'is no contact',
    ],
    [
      'a deleted row',
      `INSERT INTO crm.contacts (contact_id, deleted_at) VALUES (7, '2025-01-01');`,
      '7',
      'SEG6122',
      'is no contact',
    ],
    ['a key that is there twice', `${ann} ${ann}`, '1042', 'SEG7122', 'there are 2 rows'],
    ['a missing table', 'DROP TABLE crm.contacts;', '1', 'SEG7121', 'what `s` reads'],
  ])('refuses %s', async (_name, rows, key, code, message) => {
    const error = await refusal(polish, rows, key);
    expect(error).toBeInstanceOf(OperationalError);
    expect(error).toMatchObject({ code });
    expect(String(error)).toContain(message);
  });

  it('names keys that are written nearly alike', async () => {
    expect(await refusal(polish, ann, '1024')).toMatchObject({ help: 'Did you mean `1042`?' });
  });

  it('refuses what refers to a paused segment without members, as a refresh does', async () => {
    const segments = `segment base of contact { status: paused, where { country = "PL" } }
segment s of contact { where { in segment base } }`;
    expect(await refusal(segments, ann, '1042')).toMatchObject({ code: 'SEG7016' });
  });
});

function paused(status: string): string {
  return `segment base of contact { ${status} where { country = "PL" } }
segment s of contact { where { in segment base } }`;
}

describe('what is published', () => {
  const rows = `INSERT INTO crm.contacts (contact_id, country) VALUES (1, 'PL'), (2, 'DE');`;

  it('is nothing before the first refresh', async () => {
    const shop = await shopWith(polish, rows);
    const { published, isMember } = await shop.explain('s', '1', now);
    expect(isMember).toBe(true);
    expect(published).toMatchObject({ state: 'unpublished', lastChange: undefined });
  });

  it('is the state of the last refresh, and why', async () => {
    const shop = await shopWith(polish, rows);
    await shop.project.refresh('2025-10-01T09:00:00Z');
    const member = await shop.explain('s', '1', now);
    expect(member.published).toMatchObject({
      state: 'member',
      refreshedAt: '2025-10-01T09:00:00.000Z',
      lastChange: { change: 'entered', reason: 'first', changedAt: '2025-10-01T09:00:00.000Z' },
    });
    const other = await shop.explain('s', '2', now);
    expect(other.published).toMatchObject({ state: 'not_member', lastChange: undefined });
  });

  it('counts the members that a paused segment keeps, not what its lines say', async () => {
    const shop = await shopWith(paused(''), rows);
    await shop.project.refresh('2025-10-01T09:00:00Z');
    shop.project.write('segments.seg', paused('status: paused,').replace('"PL"', '"DE"'));
    const explained = await shop.explain('s', '1', now);
    expect(explained.isMember).toBe(true);
    expect(explained.tree.children[0]).toMatchObject({
      truth: true,
      children: [{ truth: false }],
    });
  });

  it('lets members stay by the last refresh', async () => {
    const shop = await shopWith(
      'segment s of contact {\n  enter { score > 10 }\n  leave { score < 5 }\n}',
      'INSERT INTO crm.contacts (contact_id, score) VALUES (1, 12), (2, 7);',
    );
    await shop.project.refresh('2025-10-01T09:00:00Z');
    await shop.run('UPDATE crm.contacts SET score = 7');
    const [stays, enters] = [await shop.explain('s', '1', now), await shop.explain('s', '2', now)];
    expect([stays.isMember, enters.isMember]).toEqual([true, false]);
    expect(stays.tree.children[0]?.children.map(({ truth }) => truth)).toEqual([false, true]);
    const textOf = textIn(shop.project.load().sources);
    expect(nodesOf(stays.tree).map((node) => conditionText(node, textOf))).toEqual([
      'all of',
      'enters, or stays',
      'enters: score > 10',
      'a member after the last refresh',
      'does not leave: score < 5',
      'score < 5',
    ]);
  });

  it('knows when the history of another segment stops to matter', async () => {
    const shop = await shopWith(
      `segment base of contact { where { country = "PL" } }
segment s of contact { where { entered segment base in last 7 days } }`,
      rows,
    );
    await shop.project.refresh('2025-10-30T09:00:00Z');
    const { isMember, nextChange } = await shop.explain('s', '1', now);
    expect(isMember).toBe(true);
    expect(nextChange).toMatchObject({ at: '2025-11-06T09:00:00.001Z', becomes: 'out' });
  });
});
