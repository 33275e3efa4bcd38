// Time and stack stay bounded: many segments, long chains, deep nesting, and files that make no sense.
import { array, assert, constantFrom, nat, property, record, string } from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import { check, checkAlone, faultsOf } from './project.ts';

const chain = (length: number, last: string): string =>
  Array.from(
    { length },
    (_, at) =>
      `segment s${at} of contact {\n  where {\n    ${at === length - 1 ? last : `in segment s${at + 1}`}\n  }\n}\n`,
  ).join('');

const deep = (depth: number): string => `${'any of { '.repeat(depth)}active${' }'.repeat(depth)}`;

describe('size', () => {
  it('a chain of 5,000 references is checked without recursion', () => {
    const { diagnostics, project } = check(chain(5000, 'email is known'));
    expect(diagnostics).toEqual([]);
    expect(project.segments[0]?.name).toBe('s4999');
    expect(project.segments.at(-1)?.name).toBe('s0');
  });

  it('a circle of 2,000 references is one message', () => {
    const { diagnostics, project } = check(chain(2000, 'in segment s0'));
    expect(diagnostics.map(({ code }) => code)).toEqual(['SEG4001']);
    expect(project.segments).toEqual([]);
  });

  it('a chain of 3,000 traits is checked without recursion', () => {
    const traits = Array.from(
      { length: 3000 },
      (_, at) =>
        `trait contact.t${at}: int = ${at === 2999 ? 'count(orders)' : `t${at + 1} + 1`}\n`,
    );
    expect(check(traits.join('')).diagnostics).toEqual([]);
  });

  it('nesting up to the limit of the parser is checked', () => {
    expect(faultsOf(deep(60))).toEqual([]);
  });

  it('1,000 segments of 8 lines are checked in well under a second', () => {
    const body = `count(orders in last 30 days where status = "paid") > 3
    spent > 100 USD
    last_visit_at more than 40 days ago or missing
    has orders where total > 5 USD and contact.country = "PL"
    tagged "vip"
    country in ["PL", "DE"]`;
    const text = Array.from(
      { length: 1000 },
      (_, at) => `segment s${at} of contact {\n  where {\n    ${body}\n  }\n}\n`,
    ).join('');
    check(text);
    const start = performance.now();
    expect(check(text).project.segments).toHaveLength(1000);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('files that make no sense', () => {
  const folder = new URL('samples/', import.meta.url);
  const words = ['model.seg', 'contacts.seg', 'business.seg'].map(
    (name) => readFileSync(new URL(name, folder), 'utf8').match(/\w+|\s+|[^\w\s]/g) ?? [],
  );

  it('never throw, whatever is removed, repeated or exchanged', () => {
    const edit = record({
      at: nat(),
      from: nat(),
      kind: constantFrom('remove', 'repeat', 'exchange'),
    });
    const unharmed = property(
      constantFrom(0, 1, 2),
      array(edit, { minLength: 1, maxLength: 12 }),
      (file, edits) => {
        const texts = words.map((tokens, index) => {
          if (index !== file) return tokens.join('');
          const changed = [...tokens];
          for (const { at, from, kind } of edits) {
            const place = at % changed.length;
            const other = changed[from % changed.length] ?? '';
            if (kind === 'remove') changed.splice(place, 1);
            else if (kind === 'repeat') changed.splice(place, 0, changed[place] ?? '');
            else changed.splice(place, 1, other);
          }
          return changed.join('');
        });
        const { diagnostics } = checkProject(
          texts.map((text, at) => ({ path: `${at}.seg`, text })),
        );
        const places = diagnostics.map(
          ({ code, span }) => `${code} ${span.file} ${span.start} ${span.end}`,
        );
        expect(new Set(places).size).toBe(places.length);
      },
    );
    assert(unharmed, { numRuns: 300, seed: 7 });
  });

  it('random text is refused calmly', () => {
    assert(
      property(string({ maxLength: 400 }), (text) => {
        checkAlone(text);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
