// The samples use every construct of this version and are without fault.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import { indexSources, renderDiagnostic } from '../../compiler/diagnostics/render.ts';

const folder = new URL('samples/', import.meta.url);
const files = readdirSync(folder).map((path) => ({
  path,
  text: readFileSync(new URL(path, folder), 'utf8'),
}));

it('the samples check without a message', () => {
  const { diagnostics, project } = checkProject(files);
  const sources = indexSources(files);
  expect(diagnostics.map((one) => renderDiagnostic(one, sources)).join('\n\n')).toBe('');
  expect(project.segments).toHaveLength(24);
  expect(Object.keys(project.model.traits)).toHaveLength(6);
});
