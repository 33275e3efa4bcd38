// The whole examples of docs/language.md (those fenced as `seg`) are projects without a fault, and each prints SQL for every dialect.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import { indexSources, renderDiagnostic } from '../../compiler/diagnostics/render.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { formatFile } from '../../format/format-file.ts';
import { published } from '../sql/memory-warehouse.ts';

const page = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');
const projects = ['tour', 'cookbook'] as const;

/** Line numbers are those of the page: what is no example of the project is blank. */
function textOf(project: string): string {
  let inside = false;
  const kept = page.split('\n').map((line) => {
    if (line.startsWith('```')) {
      inside = line === `\`\`\`seg ${project}`;
      return '';
    }
    return inside ? line : '';
  });
  return `${kept.join('\n').trimEnd()}\n`;
}

describe.each(projects)('the examples of the %s', (project) => {
  const files = [{ path: 'language.md', text: textOf(project) }];
  const diagnosed = diagnoseProject(files, dialectsByName.duckdb);

  it('have no faults', () => {
    const sources = indexSources(files);
    const said = diagnosed.diagnostics.map((one) => renderDiagnostic(one, sources));
    expect(said.join('\n\n')).toBe('');
    expect(diagnosed.project.segments.length).toBeGreaterThan(1);
  });

  it('print SQL', () => {
    const plan = planRefresh(diagnosed.project, { now: '2026-11-02T12:00:00Z' });
    for (const dialect of Object.values(dialectsByName)) {
      for (const { name } of plan.segments) {
        expect(printSegmentQuery(plan, name, dialect, published)).toContain('SELECT');
      }
    }
  });

  it('are in canonical layout', () => {
    const [file] = files;
    const blocks = page.matchAll(new RegExp(`\`\`\`seg ${project}\n([^]*?)\`\`\``, 'g'));
    for (const [, text = ''] of blocks) {
      expect(formatFile({ path: file?.path ?? '', text }).text).toBe(text);
    }
  });
});
