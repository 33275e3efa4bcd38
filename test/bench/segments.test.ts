// The generator of segments: the same bytes for the same request, and nothing to say about any of them.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dataEnd, defaultSizes } from '../../bench/data/sizes.ts';
import { advanceStatements, generationStatements } from '../../bench/data/statements.ts';
import { modelText } from '../../bench/project/model.ts';
import {
  type ConditionChoice,
  generateSegments,
  type SegmentsRequest,
} from '../../bench/segments/generate.ts';
import { handStatement, segmentFiles, segmentText } from '../../bench/segments/text.ts';
import { diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';

const request: SegmentsRequest = {
  count: 200,
  overlap: 0.3,
  conditions: 'usual',
  sizes: defaultSizes,
};

/** Text and SQL of all segments. */
function written(changes: Partial<typeof request>): readonly string[] {
  return generateSegments({ ...request, ...changes }).flatMap((segment) => [
    segmentText(segment),
    handStatement(segment, dataEnd, 'direct').sql,
    handStatement(segment, dataEnd, 'narrowed').sql,
  ]);
}

/** Different conditions, of all there are. */
function share(overlap: number): number {
  const lines = generateSegments({ ...request, overlap }).flatMap(({ conditions }) =>
    conditions.map(({ line }) => line),
  );
  return new Set(lines).size / lines.length;
}

/** The conditions of all segments, each in a line. */
function allLines(conditions: ConditionChoice): string {
  return generateSegments({ ...request, conditions })
    .flatMap((segment) => segment.conditions.map(({ line }) => line))
    .join('\n');
}

function print(texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 12);
}

describe('generated segments', () => {
  it('are the same for the same request, and others for another seed', () => {
    expect(written({})).toEqual(written({}));
    expect(written({})).not.toEqual(written({ sizes: { ...defaultSizes, seed: 2 } }));
  });

  it('are by default, with the data, those that published figures are of', () => {
    expect(print(generationStatements(defaultSizes, 'data'))).toBe('356a55944966');
    expect(print(advanceStatements(defaultSizes, { minutes: 15, burst: 1 }, 'data'))).toBe(
      'f00d7ead4fce',
    );
    expect(print(written({ count: 300 }))).toBe('027ec474e4a6');
  });

  it('begin alike whatever their number, so that more of them are a larger benchmark of the same kind', () => {
    expect(written({ count: 400 }).slice(0, 600)).toEqual(written({}));
  });

  it('have more in common the larger the overlap', () => {
    expect(share(0)).toBeGreaterThan(share(0.5));
    expect(share(0.5)).toBeGreaterThan(share(1));
  });

  it('have one or two conditions over events each, and refer to earlier segments only', () => {
    const segments = generateSegments(request);
    for (const [index, { conditions, refersTo }] of segments.entries()) {
      const overEvents = conditions.filter(({ sql }) => sql(dataEnd).includes('web.events'));
      expect([1, 2]).toContain(overEvents.length);
      for (const name of refersTo) {
        expect(segments.findIndex((segment) => segment.name === name)).toBeLessThan(index);
      }
    }
    expect(segments.some(({ refersTo }) => refersTo.length > 0)).toBe(true);
  });

  it('are made of nothing but 2 to 4 of the contacts own attributes where that is asked', () => {
    const segments = generateSegments({ ...request, conditions: 'attributes' });
    expect(new Set(segments.map(({ conditions }) => conditions.length))).toEqual(
      new Set([2, 3, 4]),
    );
    for (const segment of segments) {
      expect(segment.refersTo).toEqual([]);
      const { sql } = handStatement(segment, dataEnd, 'direct');
      expect(sql).toMatch(/ AS\nSELECT c\.id FROM crm\.contacts AS c\nWHERE (?!.*SELECT)/s);
    }
    // Enough of them are different when all come from the pool.
    expect(
      generateSegments({ ...request, conditions: 'attributes', overlap: 1, count: 10_000 }),
    ).toHaveLength(10_000);
  });

  it('have averages, numbers of different values and all rows where they are to be rich', () => {
    const wanted = [
      /^avg\(\w+\.amount in last/m,
      /^count distinct\(\w+\.category in last/m,
      /^count distinct\(\w+\.url in last/m,
      /^did \w+$/m,
      /^did \w+ more than \d+ times$/m,
    ];
    const found = (text: string): readonly boolean[] => wanted.map((one) => one.test(text));
    expect(found(allLines('rich'))).toEqual([true, true, true, true, true]);
    expect(found(allLines('usual'))).toEqual([false, false, false, false, false]);
    expect(allLines('rich')).toMatch(/^sum\(\w+\.amount in last/m);
  });

  it('compare times with constants of the type of the columns, and amounts as they are declared', () => {
    const sizes = { ...defaultSizes, times: 'zoned', amounts: 'double', tables: 'each' } as const;
    const text = written({ sizes }).join('\n');
    expect(text).toMatch(/>= TIMESTAMPTZ '2026-\d\d-\d\d 00:00:00.000\+00'/);
    expect(text).not.toMatch(/TIMESTAMP '|USD|kind = |web\.events/);
    expect(text).toMatch(/amount >= \d+$/m);
  });

  // That one segment is a part of another one without saying so is true of some of them, and nobody's fault.
  it.each([
    [0, 'usual', {}],
    [0.3, 'usual', {}],
    [1, 'usual', {}],
    [0.3, 'attributes', {}],
    [0.3, 'rich', {}],
    [0.3, 'rich', { times: 'zoned', amounts: 'double', tables: 'each' }],
  ] as const)(
    'give the checker no more to say than that, with overlap %d, %s: %o',
    (overlap, conditions, shape) => {
      const sizes = { ...defaultSizes, seed: 3, kinds: 10, ...shape };
      const made = generateSegments({ count: 300, overlap, conditions, sizes });
      const model = { path: 'model.seg', text: modelText(sizes, false) };
      const { diagnostics, project } = diagnoseProject(
        [model, ...segmentFiles(made)],
        duckdbDialect,
      );
      expect(project.segments).toHaveLength(300);
      // Attributes alone leave events unused.
      const expected = ['SEG4104', ...(conditions === 'attributes' ? ['SEG4108'] : [])];
      expect(diagnostics.filter(({ code }) => !expected.includes(code))).toEqual([]);
    },
  );
});
