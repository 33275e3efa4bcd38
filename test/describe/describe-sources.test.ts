// The tables that a refresh reads, for people: columns, what the rows serve, how the model says that they change.
import { describe, expect, it } from 'vitest';
import { describeSources } from '../../compiler/describe/describe-sources.ts';
import { textIn } from '../../compiler/explain/condition-text.ts';
import { checkProject } from '../../compiler/check/check-project.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { noon } from '../sql/memory-warehouse.ts';

const text = `
project shop { timezone: "UTC" }

object contact @table("crm.contacts") @where(kind = "person") @changes(by: updated_at) @deleted(when: gone_at is known) {
  id: id @key
  country: text?
}

event seen of contact via contact_id @table("tracks") @where(event = "seen") @append_only(by: loaded_at) {
  at: timestamp @time
}

event bought of contact via contact_id @table("tracks") @where(event = "bought") {
  at: timestamp @time
  price: decimal?
}

segment a of contact { where { did seen in last 3 days } }
segment b of contact { where { did seen in last 3 days, sum(bought.price) > 3, country = "PL" } }
`;

describe('describeSources', () => {
  it('has each table once, with all that its rows serve', () => {
    const sources = [{ path: 'shop.seg', text }];
    const { project } = checkProject(sources);
    const plan = planRefresh(project, { now: noon });
    const found = describeSources(plan, project.model, textIn(sources));
    const untracked = { appendOnlyBy: undefined, changesBy: undefined, deletedWhen: undefined };
    const [contacts, tracks, ...more] = found;
    expect(more).toEqual([]);
    expect(contacts).toMatchObject({
      table: 'crm.contacts',
      serves: [
        {
          entity: 'contact',
          kind: 'object',
          where: 'kind = "person"',
          tracking: {
            appendOnlyBy: undefined,
            changesBy: 'updated_at',
            deletedWhen: 'gone_at is known',
          },
        },
      ],
      segments: ['a', 'b'],
    });
    expect(contacts?.columns.toSorted()).toEqual(['country', 'gone_at', 'id', 'kind']);
    expect(tracks).toMatchObject({
      table: 'tracks',
      serves: [
        { entity: 'seen', kind: 'event', tracking: { ...untracked, appendOnlyBy: 'loaded_at' } },
        { entity: 'bought', where: 'event = "bought"', tracking: untracked },
      ],
      segments: ['a', 'b'],
    });
    expect(tracks?.columns.toSorted()).toEqual(['at', 'contact_id', 'event', 'price']);
  });
});
