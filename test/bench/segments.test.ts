// The generator of segments: the same bytes for the same request, and nothing to say about any of them.
import { describe, expect, it } from 'vitest';
import { dataEnd, defaultSizes } from '../../bench/data/sizes.ts';
import { modelText } from '../../bench/project/model.ts';
import { generateSegments } from '../../bench/segments/generate.ts';
import { handStatement, segmentFiles, segmentText } from '../../bench/segments/text.ts';
import { diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';

const request = { count: 200, overlap: 0.3, sizes: defaultSizes };

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

describe('generated segments', () => {
  it('are the same for the same request, and others for another seed', () => {
    expect(written({})).toEqual(written({}));
    expect(written({})).not.toEqual(written({ sizes: { ...defaultSizes, seed: 2 } }));
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

  // That one segment is a part of another one without saying so is true of some of them, and nobody's fault.
  it.each([0, 0.3, 1])('give the checker no more to say than that, with overlap %d', (overlap) => {
    const sizes = { ...defaultSizes, seed: 3, kinds: 10 };
    const segments = segmentFiles(generateSegments({ count: 300, overlap, sizes }));
    const files = [{ path: 'model.seg', text: modelText(sizes, false) }, ...segments];
    const { diagnostics, project } = diagnoseProject(files, duckdbDialect);
    expect(project.segments).toHaveLength(300);
    expect(diagnostics.filter(({ code }) => code !== 'SEG4104')).toEqual([]);
  });
});
