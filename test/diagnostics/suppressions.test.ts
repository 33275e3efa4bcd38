// Comments that suppress warnings and notes: which line they are for, what they leave out, and that nothing else is.
import { describe, expect, it } from 'vitest';
import { diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { formatFile } from '../../format/format-file.ts';

const model = `object contact @table("crm.contacts") {
  id: id @key
  country: text?
  orders: order[] via order.contact
}

object order @table("shop.orders") {
  id: id @key
  total: money(USD)
  contact: contact via contact_id
}
`;

function found(text: string): { readonly codes: readonly string[]; readonly suppressed: number } {
  const files = [
    { path: 'a.seg', text },
    { path: 'model.seg', text: model },
  ];
  const { diagnostics, suppressed } = diagnoseProject(files, duckdbDialect);
  return { codes: diagnostics.map(({ code }) => code), suppressed };
}

function segment(...lines: readonly string[]): string {
  return `segment s of contact {\n  where {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n}\n`;
}

const sum = 'sum(orders.total) < 100 USD';

describe('a suppression', () => {
  it.each([
    ['on the line above', [`// segform-ignore SEG4008: why`, sum]],
    ['above an empty line and other comments', ['// segform-ignore SEG4008: why', '', '// x', sum]],
    ['at the end of the line', [`${sum} // segform-ignore SEG4008: why`]],
    ['without a blank', [`${sum} //segform-ignore SEG4008:why`]],
    ['of several codes', [`${sum} // segform-ignore SEG4008,SEG5002: why`]],
  ])('leaves out a note: %s', (_where, lines) => {
    expect(found(segment(...lines))).toEqual({ codes: [], suppressed: 1 });
  });

  it('is about its line only', () => {
    const lines = ['// segform-ignore SEG4008: why', sum, 'sum(orders.total) < 200 USD'];
    expect(found(segment(...lines))).toEqual({ codes: ['SEG4008', 'SEG4102'], suppressed: 1 });
    const after = [`country = "PL" // segform-ignore SEG4008: why`, sum];
    expect(found(segment(...after))).toEqual({ codes: ['SEG4205', 'SEG4008'], suppressed: 0 });
  });

  it('is about its codes only', () => {
    const text = segment(`country = "PL" or missing`, `// segform-ignore SEG4005: why`, sum);
    expect(found(text).codes).toEqual(['SEG4205', 'SEG4008']);
  });

  it('leaves errors alone, and its being unused is not judged while there are some', () => {
    const text = segment('// segform-ignore SEG3011: why', 'country != "PL"');
    expect(found(text)).toEqual({ codes: ['SEG4204', 'SEG3011'], suppressed: 0 });
    const other = segment('// segform-ignore SEG4008: why', 'country = "PL"', 'contry is known');
    expect(found(other).codes).toEqual(['SEG2001']);
  });

  it('of a code of another dialect is never unused', () => {
    expect(found(`// segform-ignore SEG5002: roles are for Snowflake\n${segment()}`).codes).toEqual(
      [],
    );
  });

  it('is no text', () => {
    expect(found(segment('country = "// segform-ignore SEG4008"')).codes).toEqual([]);
  });

  it('stays where it is when the file is formatted', () => {
    const text = segment(
      '   // segform-ignore SEG4008: why',
      `${sum}   // segform-ignore SEG5002: why`,
      'any of { country = "PL" // segform-ignore SEG5002: why',
      '}',
    );
    const formatted = formatFile({ path: 'a.seg', text }).text ?? '';
    expect(found(formatted)).toEqual({ codes: [], suppressed: 1 });
    expect(formatted.match(/segform-ignore/g)).toHaveLength(3);
  });

  it('costs little where there are thousands', () => {
    const lines = Array.from({ length: 5000 }, () => [sum, '// segform-ignore SEG4008: why']);
    const started = performance.now();
    expect(found(segment(...lines.flat(), sum)).suppressed).toBe(5000);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
