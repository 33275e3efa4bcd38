// What a dialect cannot do is said before anything is printed.
import { describe, expect, it } from 'vitest';
import { checkDialect } from '../../compiler/sql/check-dialect.ts';
import { opaqueProblem } from '../../compiler/sql/opaque-expression.ts';
import { patternProblem } from '../../compiler/sql/portable-pattern.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { projectOf } from '../sql/memory-warehouse.ts';
import { contacts } from '../sql/small-shop.ts';

describe('checkDialect', () => {
  const text = contacts('vip').replace(
    '  where',
    '  materialize: view\n  visible_to: ["sales"]\n  where',
  );

  it('knows what DuckDB lacks and Snowflake has', () => {
    const [duckdb, snowflake] = (['duckdb', 'snowflake'] as const).map((name) =>
      checkDialect(projectOf(text), dialectsByName[name]).map(({ code }) => code),
    );
    expect(duckdb).toEqual(['SEG5001', 'SEG5002']);
    expect(snowflake).toEqual([]);
  });

  it('measures segments that would grow without bound, without growing', () => {
    const traits = Array.from({ length: 60 }, (_, index) => {
      const before = index === 0 ? 'score' : `t${String(index - 1)}`;
      return `trait contact.t${String(index)}: int? = ${before} + ${before}`;
    });
    const project = projectOf(`${contacts('t59 > 1')}\n${traits.join('\n')}\n`);
    const [diagnostic] = checkDialect(project, dialectsByName.duckdb);
    expect(diagnostic?.code).toBe('SEG5004');
    expect(diagnostic?.message).toContain('more than a million billion');
  });
});

describe('portable patterns', () => {
  it.each([
    'a',
    '^/product/[0-9]+$',
    'a|b',
    '(ab|cd)+x?',
    '\\d{2,4}',
    '[^\\]]'.replace('\\]', 'x'),
    '\\.',
    'a.*b',
    '[[:alpha:]_-]+',
    '\\bx\\B',
    '😀',
    '^$',
    '(^a|b$)',
  ])('%s is one', (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined();
  });

  it.each([
    '',
    'a*?',
    'a++',
    '(?i)a',
    '(?:a)',
    '(?=a)',
    '\\1',
    '\\p{L}',
    '\\Aa',
    'a|',
    '()',
    '(a',
    'a)',
    '[a',
    '[\\d]',
    'a{',
    'x{2,1}',
    'x{2000}',
    '*a',
    '^*',
    ']',
    '}',
    'a\\',
    '{2}',
    '^^',
    '$$',
    'a^b',
    '$b',
    'a$b',
  ])('%j is none', (pattern) => {
    expect(patternProblem(pattern)).toBeDefined();
  });
});

describe('opaque expressions', () => {
  it.each(['upper(name)', `coalesce("a b", 'x;--')`, `replace(a, '''', '"')`])(
    '%s stands alone',
    (expression) => {
      expect(opaqueProblem(expression)).toBeUndefined();
    },
  );

  it.each(['', 'a;b', 'a -- b', 'a /* b */', "a'", 'a"', 'a)', '(a', ')(', '$$a$$', "'\\'"])(
    '%j does not',
    (expression) => {
      expect(opaqueProblem(expression)).toBeDefined();
    },
  );
});
