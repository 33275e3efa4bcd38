// Mutates the stages of the compiler between the checked project and the SQL of DuckDB, and counts how many of the changes the
// members of segments show: `npm run mutate -- --sample 500 --seed 1`. Without --sample every mutant; with --planted the bugs of
// test/mutation/planted.json instead.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';
import { bundleCampaign, cacheFolder, root, runCampaign } from './run-bundled.mjs';

const folder = cacheFolder('mutation');
const mutated = [
  'compiler/lower/**/*.ts',
  'compiler/plan/**/*.ts',
  'compiler/sql/**/*.ts',
  'dialects/duckdb/{dialect,functions,local-time,type-names}.ts',
];
/** The judge of plans is no part of what is judged. */
const left = ['compiler/plan/verify.ts'];

mkdirSync(folder, { recursive: true });
const plain = path.join(folder, 'target.js');
const rest = process.argv.slice(2).filter((word) => word !== '--planted');
const mutants = rest.length < process.argv.length - 2 ? await plantBugs() : await mutateAll();
await bundleCampaign('test/mutation', folder, [
  {
    // Files of the corpus are found beside its sources, not beside the bundle.
    name: 'places',
    setup(builder) {
      builder.onLoad({ filter: /test.corpus.*\.ts$/ }, ({ path: file }) => {
        const text = readFileSync(file, 'utf8');
        const place = JSON.stringify(pathToFileURL(file).href);
        return { contents: text.replaceAll('import.meta.url', place), loader: 'ts' };
      });
    },
  },
]);
const list = path.join(folder, 'mutants.json');
writeFileSync(list, JSON.stringify(mutants));
runCampaign(folder, ['--root', root, '--code', plain, '--mutants', list, ...rest]);

/** One bundle in which each mutant can be switched on. */
async function mutateAll() {
  const files = globSync(mutated, { cwd: root, ignore: left }).toSorted();
  const quiet = { debug() {}, info() {}, warn() {}, isDebugEnabled: () => false };
  const { files: written, mutants: found } = await new Instrumenter(quiet).instrument(
    files.map((name) => ({ name, mutate: true, content: sourceOf(name) })),
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  await bundleTarget(plain, new Map(written.map(({ name, content }) => [name, content])));
  return found.map(({ id, fileName, location, mutatorName, replacement }) => ({
    id,
    file: fileName,
    line: location.start.line + 1,
    column: location.start.column + 1,
    mutator: mutatorName,
    replacement,
  }));
}

/** One bundle for each bug. */
async function plantBugs() {
  await bundleTarget(plain, new Map());
  const bugs = JSON.parse(sourceOf('test/mutation/planted.json'));
  return Promise.all(
    bugs.map(async ({ bug, file, from, to }, index) => {
      const parts = sourceOf(file).split(from);
      if (parts.length !== 2) throw new Error(`${bug}: not once in ${file}`);
      const [before, after] = parts;
      const code = path.join(folder, `planted-${index}.js`);
      await bundleTarget(code, new Map([[file, before + to + after]]));
      const line = before.split('\n').length;
      return { id: String(index), file, line, column: 1, mutator: bug, replacement: to, code };
    }),
  );
}

function sourceOf(name) {
  return readFileSync(path.join(root, name), 'utf8');
}

/** A script whose value is the exports of test/mutation/target.ts. `contents`: other texts of files, by their names. */
async function bundleTarget(outfile, contents) {
  await build({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    entryPoints: ['test/mutation/target.ts'],
    outfile,
    format: 'iife',
    globalName: 'segformTarget',
    footer: { js: 'segformTarget;' },
    plugins: [
      {
        name: 'mutants',
        setup(builder) {
          builder.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
            const text = contents.get(path.relative(root, file).split(path.sep).join('/'));
            return text === undefined ? undefined : { contents: text, loader: 'ts' };
          });
        },
      },
    ],
  });
}
