// Programs that once showed a fault, made small: DuckDB and the interpreter name the members that follow from docs/language.md.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckdbMembers } from './duckdb-members.ts';
import { evaluate } from './evaluate.ts';
import { readRegressions } from './found.ts';

let warehouse: DuckdbMembers;
beforeAll(async () => {
  warehouse = await DuckdbMembers.open();
});
afterAll(() => {
  warehouse.close();
});

describe('regressions', () => {
  const folder = fileURLToPath(new URL('../regressions', import.meta.url));
  it.for(readRegressions(folder).map((one) => [one.name, one] as const))(
    '%s',
    async ([, regression]) => {
      const evaluation = await evaluate(warehouse, regression, { properties: true });
      if ('property' in evaluation) throw new Error(String(evaluation.found));
      expect(evaluation.differences).toEqual([]);
      const named = Object.keys(regression.expected);
      const members = Object.fromEntries(named.map((name) => [name, evaluation.members.get(name)]));
      expect(members).toEqual(regression.expected);
      expect(named.length).toBeGreaterThan(0);
    },
  );
});
