// The plan of a refresh of hundreds of real definitions: nothing is left out, nothing is said twice, and it is always the same.
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import { featureTexts } from '../../compiler/describe/feature-text.ts';
import { textIn } from '../../compiler/explain/condition-text.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { describeRefresh, withRows } from '../../runtime/refresh/describe/describe-refresh.ts';
import { readCorpus } from '../corpus/corpus-files.ts';
import { noon, published } from '../sql/memory-warehouse.ts';

describe.each(['.', 'more'] as const)('the plan of the corpus `%s`', (set) => {
  const sources = readCorpus(set).files;
  const { project } = checkProject(sources);
  const plan = planRefresh(project, { now: noon });
  const common = { project, plan, relations: published, textOf: textIn(sources) };
  const described = describeRefresh({ ...common, dialect: duckdbDialect });

  it('has each segment in one batch, after those it waits for', () => {
    const order = described.batches.flatMap(({ segments }) => segments);
    expect(order.toSorted()).toEqual(plan.segments.map(({ name }) => name).toSorted());
    const waves = new Map(
      described.batches.flatMap(({ wave, segments }) => segments.map((name) => [name, wave])),
    );
    for (const { wave, waitsFor } of described.batches) {
      for (const name of waitsFor) expect(waves.get(name)).toBeLessThan(wave);
    }
  });

  it('has each feature of a batch in one of its passes', () => {
    const textOf = featureTexts(plan.features, project.model);
    for (const { segments, alone, passes, inlined } of described.batches) {
      if (alone === 'paused') continue;
      const users = new Set(segments);
      const used = plan.features.filter(({ usedBy }) => usedBy.some((name) => users.has(name)));
      const shown = passes.flatMap(({ features }) => features.map(({ text }) => text));
      expect(shown.toSorted()).toEqual(used.map(({ id }) => textOf(id)).toSorted());
      expect(inlined.every((name) => users.has(name))).toBe(true);
      for (const { reasons, features } of passes) {
        expect(reasons.length > 0).toBe(alone === undefined);
        expect(features.every((feature) => feature.segments.length > 0)).toBe(true);
      }
    }
  });

  it('is the same again, the same for both dialects, and survives JSON', () => {
    const again = planRefresh(checkProject(sources).project, { now: noon });
    expect(describeRefresh({ ...common, plan: again, dialect: duckdbDialect })).toEqual(described);
    expect(describeRefresh({ ...common, dialect: snowflakeDialect })).toEqual(described);
    expect(JSON.stringify(JSON.parse(JSON.stringify(described)))).toBe(JSON.stringify(described));
  });

  it('has the rows of a pass only when those of all its tables are known', () => {
    const [first, ...rest] = described.sources.map(({ table }) => table);
    const counted = withRows(described, new Map(rest.map((table) => [table, 10])));
    for (const { table, rows, passes } of counted.batches) {
      expect(rows).toBe(table === first ? undefined : 10);
      for (const { tables, rows: read } of passes) {
        const isKnown = tables.length > 0 && !tables.includes(first ?? '');
        expect(read).toBe(isKnown ? 10 * tables.length : undefined);
      }
    }
  });
});
