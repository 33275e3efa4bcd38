// Calendars: opening hours and settings, each line on its own.
import { describe, expect, it } from 'vitest';
import { parseText } from './parse-text.ts';

function calendar(lines: string): unknown {
  const { syntax, diagnostics } = parseText(`calendar desk {\n${lines}\n}\n`);
  expect(diagnostics).toEqual([]);
  return syntax.declarations[0];
}

describe('calendars', () => {
  it('keeps hours and settings', () => {
    const lines =
      'timezone: "UTC"\nopen: monday..friday 8:00..18:00\nopen: saturday\nclosed: ["12-25"]';
    expect(calendar(lines)).toMatchObject({
      kind: 'calendar',
      name: { text: 'desk' },
      settings: [{ name: { text: 'timezone' } }, { name: { text: 'closed' } }],
      hours: [
        {
          days: { first: { text: 'monday' }, last: { text: 'friday' } },
          times: { start: { text: '08:00' }, end: { text: '18:00' } },
        },
        { days: { first: { text: 'saturday' }, last: undefined }, times: undefined },
      ],
    });
  });

  it.each(['00:00..24:00', '0:00..0:01', '23:59..24:00'])('reads %s', (times) => {
    const [start, end] = times.split('..').map((time) => time.padStart(5, '0'));
    expect(calendar(`open: sunday ${times}`)).toMatchObject({
      hours: [{ times: { start: { text: start }, end: { text: end } } }],
    });
  });

  it('goes on after a faulty line, and keeps the name as faulty', () => {
    const { syntax, diagnostics } = parseText(
      'calendar desk {\n  open: monday 25:00..26:00\n  open: tuesday\n  clsed\n}\n',
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['SEG1085', 'SEG1002']);
    expect(syntax.declarations[0]).toMatchObject({
      hours: [{ days: { first: { text: 'tuesday' } } }],
    });
    expect(syntax.faulty.map(({ text }) => text)).toEqual(['desk', 'desk']);
  });
});
