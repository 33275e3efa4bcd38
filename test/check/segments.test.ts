// Segments as wholes: settings, parameters, references, order, and what is left out of the checked project.
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import { check, checkAlone, faults, segment, segmentOf } from './project.ts';

describe('settings', () => {
  it('are read, with defaults of the project', () => {
    const { settings } = segment(
      check(`segment tested of contact {
  title: "Tested"
  labels: ["a", "b"]
  refresh: every 6 hours
  guard: size_change at most 20%
  guard: size at least 100
  guard: not empty
  guard: leavers at most 500
  publish: [email, company.industry, spent, company]
  hidden_from: ["support"]
  status: draft
  renamed_from: "older"
}
`),
      'tested',
    );
    expect(settings).toMatchObject({
      title: 'Tested',
      description: undefined,
      labels: ['a', 'b'],
      refresh: { kind: 'every', minutes: 360 },
      guards: [
        { kind: 'size_change', atMost: 0.2 },
        { kind: 'size', atLeast: 100, atMost: undefined },
        { kind: 'not_empty' },
        { kind: 'leavers', atMost: 500, share: false },
      ],
      hiddenFrom: ['support'],
      status: 'draft',
      materialize: 'table',
      renamedFrom: 'older',
    });
    expect(settings.publish.map(({ name }) => name)).toEqual([
      'email',
      'company_industry',
      'spent',
      'company',
    ]);
  });

  it('inherit the refresh of the project', () => {
    const text = `project p {\n  refresh: cron "0 6 * * mon"\n}\nobject a @table("t") {\n  id: id @key\n}\n`;
    expect(segment(checkAlone(`${text}segment s of a {\n}\n`), 's').settings.refresh).toEqual({
      kind: 'cron',
      expression: '0 6 * * mon',
    });
  });

  it.each([
    ['publish: [id]', 'SEG3523'],
    ['publish: [contact_id]', 'SEG3523'],
    ['publish: [entered_at]', 'SEG3523'],
    ['publish: [emial]', 'SEG2001'],
    ['publish: [email, email]', 'SEG3523'],
    ['refresh: every 90 seconds', 'SEG3520'],
    ['status: activ', 'SEG3518'],
    ['materialize: cube', 'SEG3518'],
    ['labels: [a]', 'SEG3518'],
  ])('%s', (setting, code) => {
    const text = `segment tested of contact {\n  ${setting}\n}\n`;
    expect(check(text).diagnostics.map((one) => one.code)).toEqual([code]);
  });
});

const template =
  'segment of_user(agent: user, days: int = 7) of task {\n  where {\n    assignee = $agent\n    due_on in next $days days\n  }\n}\n';

function use(args: string): readonly string[] {
  return faults(
    `${template}segment tested of task {\n  where {\n    in segment of_user${args}\n  }\n}\n`,
  );
}

describe('parameters', () => {
  it('make a template, which is not published', () => {
    const found = segment(check(template), 'of_user');
    expect(found.published).toBe(false);
    expect(found.parameters.map(({ name, type }) => [name, type])).toEqual([
      ['agent', { kind: 'id', of: 'user' }],
      ['days', { kind: 'int' }],
    ]);
  });

  it('get arguments by name; those with a default may be left out', () => {
    expect(use('(agent: "17")')).toEqual([]);
    expect(use('(agent: "17", days: 3)')).toEqual([]);
    expect(use('(days: 3)')).toEqual(['SEG3038 of_user']);
    expect(use('(agent: 17)')).toEqual(['SEG3001 17']);
    expect(use('(agent: "17", days: "x")')).toEqual(['SEG3001 "x"']);
    expect(use('(agent: title)')).toEqual(['SEG3020 title']);
    expect(use('(agent: "1", agent: "2")')).toEqual(['SEG2015 agent: "2"']);
  });

  it('can be handed on', () => {
    const text = `${template}segment tested(me: user) of task {\n  where {\n    in segment of_user(agent: $me)\n  }\n}\n`;
    expect(faults(text)).toEqual([]);
  });
});

describe('the checked project', () => {
  it('is in order of reference, ties by name', () => {
    const text = ['b', 'd', 'a'].map(
      (name) => `segment ${name} of contact {\n  where {\n    in segment c\n  }\n}\n`,
    );
    const { project } = check(
      `${text.join('')}segment c of contact {\n}\nsegment z of contact {\n}\n`,
    );
    expect(project.segments.map(({ name }) => name)).toEqual(['c', 'z', 'a', 'b', 'd']);
    expect(project.segments[2]?.refersTo).toEqual(['c']);
  });

  it('knows references through traits', () => {
    const { project } =
      check(`trait company.reachable: int = count(contacts where in segment reachable)
segment reachable of contact {
  where {
    email is known
  }
}
segment tested of company {
  where {
    reachable > 3
  }
}
`);
    expect(project.segments.map(({ name, refersTo }) => [name, refersTo])).toEqual([
      ['reachable', []],
      ['tested', ['reachable']],
    ]);
  });

  it('leaves out what is faulty and what stands on it, and nothing else', () => {
    const { project, diagnostics } = check(`trait contact.bad: int = email
${segmentOf('bad > 3')}
segment broken of contact {
  where {
    emial is known
  }
}
segment above of contact {
  where {
    in segment broken
  }
}
segment sound of contact {
  where {
    email is known
  }
}
`);
    expect(project.segments.map(({ name }) => name)).toEqual(['sound']);
    expect(Object.keys(project.model.traits)).toEqual(['contact.spent']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['SEG3501', 'SEG2001']);
  });

  it('is JSON', () => {
    const { project } = check(segmentOf('has orders in last 30 days where total > 5 USD'));
    expect(JSON.parse(JSON.stringify(project))).toEqual(project);
  });

  it('keeps the definition as written', () => {
    const text = segmentOf('email is known');
    expect(segment(check(`// about\n${text}`), 'tested').definition).toBe(text.trimEnd());
  });
});

describe('order', () => {
  it('of files and declarations makes no difference', () => {
    const files = [
      { path: 'c.seg', text: segmentOf('in segment other') },
      {
        path: 'a.seg',
        text: 'segment other of thing {\n  where {\n    nme = "x"\n    size > 3\n  }\n}\n',
      },
      {
        path: 'b.seg',
        text: 'object thing @table("t") {\n  id: id @key\n  name: text\n  size: int\n}\n',
      },
      {
        path: 'd.seg',
        text: 'object contact @table("t") {\n  id: id @key\n}\nsegment other of contact {\n}\n',
      },
    ];
    const expected = JSON.stringify(checkProject(files));
    for (const order of permutations(files)) {
      expect(JSON.stringify(checkProject(order))).toBe(expected);
    }
  });
});

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, at) =>
    permutations(items.filter((_, other) => other !== at)).map((rest) => [item, ...rest]),
  );
}
