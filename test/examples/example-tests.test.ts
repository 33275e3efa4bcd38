// The tests that the examples and a new project come with: they pass, in canonical layout, and cover every file of segments.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import { sampleProject } from '../../cli/init/sample-project.ts';
import { formatFile } from '../../format/format-file.ts';
import type { SourceFile } from '../../compiler/source.ts';
import { faultsOf, outcomesOf } from '../segform-test/checked-by-hand.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));

function exampleFiles(name: string): readonly SourceFile[] {
  const folder = path.join(examples, name);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.seg'))
    .map((file) => ({ path: file, text: readFileSync(path.join(folder, file), 'utf8') }));
}

const projects: Readonly<Record<string, readonly SourceFile[]>> = {
  crm: exampleFiles('crm'),
  'online-shop': exampleFiles('online-shop'),
  'of init': sampleProject('shop').filter(({ path: file }) => file.endsWith('.seg')),
};

/** Each fault with the name of its test. */
async function faults(files: readonly SourceFile[]): Promise<readonly string[]> {
  const { project, tests, diagnostics } = checkProject(files);
  expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
  const outcomes = await outcomesOf(project, tests);
  return tests.flatMap(({ name }: CheckedTest, index) => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : faultsOf(outcome).map((fault) => `${name}: ${fault}`);
  });
}

describe.each(Object.keys(projects))('project %s', (name) => {
  const files = projects[name] ?? [];

  it('passes its tests', async () => {
    expect(await faults(files)).toEqual([]);
  });

  it('has its tests in canonical layout', () => {
    const others = files.filter((file) => formatFile(file).text !== file.text);
    expect(others.map((file) => file.path)).toEqual([]);
  });
});

describe.each(['crm', 'online-shop'])('example %s', (name) => {
  const files = projects[name] ?? [];

  it('has a test for each file of segments', () => {
    const { project, tests } = checkProject(files);
    const tested = new Set(tests.map(({ segment }) => segment));
    const without = files
      .map((file) => file.path)
      .filter((file) => {
        const segments = project.segments.filter(({ span }) => span.file === file);
        return segments.length > 0 && !segments.some((segment) => tested.has(segment.name));
      });
    expect(without).toEqual([]);
  });
});

describe('docs/testing.md', () => {
  const page = readFileSync(new URL('../../docs/testing.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/^```\n(test "[^]*?)^```$/gm)].map((match) => match[1] ?? '');

  it('shows tests that pass on a new project', async () => {
    const model = (projects['of init'] ?? []).filter((file) => !file.path.startsWith('tests/'));
    expect(blocks.length).toBeGreaterThanOrEqual(3);
    expect(await faults([...model, { path: 'page.seg', text: blocks.join('\n') }])).toEqual([]);
  });
});
