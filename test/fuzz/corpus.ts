// What fuzzing starts from: every .seg file of the repository, with the files that make a project of it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from '../../compiler/source.ts';

export interface Sample {
  readonly text: string;
  /** The rest of its project: at least its model, when it has one elsewhere. */
  readonly companions: readonly SourceFile[];
}

/** Folders whose files, with those of all folders below, are one project. */
const projects = ['examples/crm', 'examples/online-shop', 'test/real-data'] as const;

/** Folders whose files each make a project with a model. */
const fixtures: readonly (readonly [string, (name: string) => string])[] = [
  ['test/errors', () => 'test/errors/model.seg'],
  ['test/check/samples', () => 'test/check/samples/model.seg'],
  ['test/syntax/samples', () => 'test/syntax/samples/model.seg'],
  ['test/corpus', (name) => `test/corpus/models/${name.split('/')[0] ?? ''}.seg`],
];

/** In a fixed order. */
export function loadCorpus(root: string): readonly Sample[] {
  const ofProjects = projects.flatMap((folder) => projectSamples(root, folder));
  const ofFixtures = fixtures.flatMap(([folder, modelOf]) => {
    const names = segFiles(root, folder);
    return names.map((name) => {
      const model = modelOf(name);
      const known = names.some((one) => `${folder}/${one}` === model);
      const alone = !known || `${folder}/${name}` === model;
      const companions = alone ? [] : [{ path: 'model.seg', text: read(root, model) }];
      return { text: read(root, `${folder}/${name}`), companions };
    });
  });
  return [...ofProjects, ...ofFixtures];
}

function projectSamples(root: string, folder: string): readonly Sample[] {
  const names = segFiles(root, folder);
  const projectOf = (name: string): string =>
    folder === 'test/real-data' ? (name.split('/')[0] ?? '') : '';
  const files = names.map((name) => ({ path: name, text: read(root, `${folder}/${name}`) }));
  return files.map((file) => ({
    text: file.text,
    companions: files.filter((one) => one !== file && projectOf(one.path) === projectOf(file.path)),
  }));
}

function segFiles(root: string, folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.seg'))
    .map((name) => name.replaceAll('\\', '/'))
    .toSorted();
}

function read(root: string, name: string): string {
  return readFileSync(path.join(root, name), 'utf8');
}
