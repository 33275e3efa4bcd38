// For build.mjs: what the bundle leaves out of its dependencies, or puts off, because every start of the command line would pay
// for it. None of it changes what the command line does.
import { readFile } from 'node:fs/promises';

/** An esbuild plugin. */
export const leanDependencies = {
  name: 'lean-dependencies',
  setup(build) {
    // Help is printed by cli/output/help.ts. yargs lays out its own as well, at every command, and nobody sees it.
    const unseen = { cliui: unseenLayout, 'string-width': unseenWidth, assert: plainAssert };
    build.onResolve({ filter: /^(?:cliui|string-width|assert)$/ }, ({ path, importer }) =>
      /[\\/]yargs[\\/]/.test(importer) ? { path, namespace: 'unseen' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'unseen' }, ({ path }) => ({ contents: unseen[path] }));
    // Messages are in English; zod brings fifty languages along.
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: `export { default as en } from './en.js';`,
    }));
    build.onLoad({ filter: /[\\/]string-width[\\/]index\.js$/ }, async ({ path }) => ({
      contents: withLateConstants(await readFile(path, 'utf8')),
    }));
  },
};

const unseenLayout = `export default () => ({ div() {}, span() {}, resetOutput() {}, toString: () => '' });`;
const unseenWidth = `export default (text) => text.length;`;
const plainAssert = `
  export function strictEqual(one, other, message) {
    if (!Object.is(one, other)) throw new Error(message);
  }
  export function notStrictEqual(one, other, message) {
    if (Object.is(one, other)) throw new Error(message);
  }
`;

const constant = /^const (\w+) = (?:\/(.+)\/([a-z]*)|(new Intl\.Segmenter\(\)));$/gm;

/**
 * Makes what a module keeps of regular expressions and segmenters when it is first used. Those over all emoji take longer to
 * read than the rest of a start, and most texts hold none.
 */
function withLateConstants(text) {
  const found = [...text.matchAll(constant)].map(([, name]) => name);
  if (found.length === 0)
    throw new Error('string-width is written in another way than the build expects');
  const used = new RegExp(`\\b(?:${found.join('|')})\\b`, 'g');
  return text
    .replaceAll(constant, '')
    .replaceAll(used, (name) => `${name}()`)
    .concat([...text.matchAll(constant)].map(lateConstant).join('\n'));
}

function lateConstant([, name, source, flags, segmenter]) {
  const made = segmenter ?? `new RegExp(${JSON.stringify(source)}, ${JSON.stringify(flags)})`;
  return `let made_${name};\nfunction ${name}() {\n  return (made_${name} ??= ${made});\n}\n`;
}
