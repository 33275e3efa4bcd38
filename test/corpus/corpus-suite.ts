// Test support: the definitions of one set, one by one: each compiles for every dialect, and its rows are the ones its English names.
// `UPDATE=1 npm run corpus` formats the files of the items.
import { describe, expect, it } from 'vitest';
import { diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { verifyPlan } from '../../compiler/plan/verify.ts';
import { indexSources, renderDiagnostic } from '../../compiler/diagnostics/render.ts';
import type { SourceFile } from '../../compiler/source.ts';
import { checkDialect } from '../../compiler/sql/check-dialect.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { formatFile } from '../../format/format-file.ts';
import { published } from '../sql/memory-warehouse.ts';
import {
  calledSegment,
  type CorpusSet,
  type Item,
  readCorpus,
  writeCorpusFile,
} from './corpus-files.ts';
import type { Progress } from './corpus-progress.ts';
import { emptyFixture } from './fixture.ts';
import { membersOf, planOf } from './item-members.ts';

/** Declares the tests of a set. */
export function testCorpus(set: CorpusSet): void {
  const corpus = readCorpus(set);
  const { diagnostics, project } = diagnoseProject(corpus.files, dialectsByName.duckdb);
  const sources = indexSources(corpus.files);
  const fileOf = new Map(
    corpus.files.flatMap(({ path, text }) =>
      [...text.matchAll(/^segment (\w+)/gm)].map(([, name]) => [name ?? '', path] as const),
    ),
  );
  const written = corpus.items.filter(({ segment }) => fileOf.has(segment));

  /** Errors and warnings. Notes compare items that have nothing to do with each other. */
  function findingsIn(paths: readonly (string | undefined)[]): string {
    return diagnostics
      .filter(({ severity, span }) => severity !== 'note' && paths.includes(span.file))
      .map((diagnostic) => renderDiagnostic(diagnostic, sources))
      .join('\n\n');
  }

  function isTemplate(item: Item): boolean {
    const called = project.segments.find(({ name }) => name === calledSegment(item));
    return called?.published !== true;
  }

  function printForAll(item: Item): void {
    if (isTemplate(item)) return;
    const plan = planOf(project, emptyFixture.now, [calledSegment(item)]);
    for (const dialect of Object.values(dialectsByName)) {
      expect(printSegmentQuery(plan, calledSegment(item), dialect, published)).not.toBe('');
    }
  }

  function descriptionOf(item: Item): string {
    const segment = project.segments.find(({ name }) => name === item.segment);
    return segment?.settings.description ?? '';
  }

  function checkLayout(path: string): void {
    const source = sourceOf(path);
    const { text } = formatFile(source);
    if (process.env['UPDATE'] === '1' && text !== undefined) writeCorpusFile(set, path, text);
    else expect(text).toBe(source.text);
  }

  function sourceOf(path: string): SourceFile {
    const source = corpus.files.find((file) => file.path === path);
    if (source === undefined) throw new Error(`no file ${path}`);
    return source;
  }

  describe('the shared models', () => {
    it('have no errors', () => {
      const models = corpus.files.filter(({ path }) => path.startsWith('models/'));
      expect(findingsIn(models.map(({ path }) => path))).toBe('');
    });

    it('fit every dialect', () => {
      for (const dialect of Object.values(dialectsByName)) {
        expect(checkDialect(project, dialect).map(({ message }) => message)).toEqual([]);
      }
    });
  });

  describe('the items', () => {
    it('are all written', () => {
      const missing = corpus.items.filter((item) => !written.includes(item)).map(({ id }) => id);
      expect(missing).toEqual([]);
    });

    it('share one plan', () => {
      const plan = planRefresh(project, { now: emptyFixture.now });
      expect(verifyPlan(plan)).toEqual([]);
      for (const dialect of Object.values(dialectsByName)) {
        for (const { name } of plan.segments) {
          expect(printSegmentQuery(plan, name, dialect, published)).not.toBe('');
        }
      }
    });

    it.for(written)('$id', async (item, { task }) => {
      const reach = (progress: Partial<Progress>): void => {
        const before = task.meta.corpus ?? {
          id: item.id,
          compiles: false,
          runs: false,
          checked: false,
        };
        task.meta.corpus = { ...before, ...progress };
      };
      const path = fileOf.get(item.segment) ?? '';
      expect(findingsIn([path, fileOf.get(calledSegment(item))])).toBe('');
      expect(descriptionOf(item)).not.toBe('');
      checkLayout(path);
      printForAll(item);
      reach({ compiles: true });

      if (isTemplate(item)) return;
      const cases = item.fixtures.length > 0 ? item.fixtures : [emptyFixture];
      for (const rows of cases) {
        const members = await membersOf(project, calledSegment(item), rows);
        reach({ runs: true });
        expect(members).toEqual([...rows.in].toSorted());
      }
      reach({ checked: item.fixtures.length > 0 });
    });
  });
}
