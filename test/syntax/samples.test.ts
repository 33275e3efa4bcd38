// The samples use every construct; each parses, and together they hold every kind of node.
import { describe, expect, it } from 'vitest';
import { Grammar } from '../../compiler/syntax/grammar.ts';
import { parseText, samples, withoutSpans } from './parse-text.ts';

const kinds = `project enum object event lists tags consent trait segment test fixtures
  test_now use given given_from cases case_line expect expect_segment then_step remove
  fixture_row fixture_field relative_time place named repeated fixture_list membership_change missing
  or and not block did has all_have sequence step in_segment in_list in_sample membership_history during ago tagged consents consent_is
  compare in_set in_range text_match array_has is_missing in_window distance moment anniversary
  case take arithmetic negate percent_of aggregate call path parameter
  count_of count_periods on_periods first_time
  rolling calendar between_ago between_from_now since from
  string number percent money boolean date timestamp duration now today
  word strings paths every cron guard call-word`.split(/\s+/);

describe('the grammar', () => {
  it('is without ambiguity, left recursion or unreachable alternatives', () => {
    expect(() => new Grammar(false)).not.toThrow();
  });
});

describe('samples', () => {
  it.each(samples())('%s parses', (_name, text) => {
    const { syntax, diagnostics } = parseText(text);
    expect(diagnostics).toEqual([]);
    expect(syntax.faulty).toEqual([]);
    expect(syntax.declarations.length).toBe(declarationsIn(text));
  });

  it('hold every kind of node', () => {
    const trees = JSON.stringify(samples().map(([, text]) => parseText(text).syntax));
    expect(kinds.filter((kind) => !trees.includes(`"kind":"${kind}"`))).toEqual([]);
  });

  it.each(samples())('%s has spans inside its text and its parents', (_name, text) => {
    checkSpans(parseText(text).syntax.declarations, { start: 0, end: text.length });
  });

  it.each(samples())(
    '%s means the same with other line ends and a byte order mark',
    (_name, text) => {
      const plain = withoutSpans(parseText(text).syntax);
      expect(withoutSpans(parseText(text.replaceAll('\n', '\r\n')).syntax)).toEqual(plain);
      expect(withoutSpans(parseText(text.replaceAll('\n', '\r')).syntax)).toEqual(plain);
      expect(withoutSpans(parseText(`\ufeff${text}`).syntax)).toEqual(plain);
    },
  );
});

function declarationsIn(text: string): number {
  return (text.match(/^[a-z]\w*/gm) ?? []).length;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function checkSpans(node: unknown, outer: Range): void {
  if (Array.isArray(node)) {
    for (const child of node) checkSpans(child, outer);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const span = 'span' in node && isRange(node.span) ? node.span : outer;
  expect(span.start).toBeGreaterThanOrEqual(outer.start);
  expect(span.end).toBeLessThanOrEqual(outer.end);
  expect(span.start).toBeLessThanOrEqual(span.end);
  for (const [key, child] of Object.entries(node)) if (key !== 'span') checkSpans(child, span);
}

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}
