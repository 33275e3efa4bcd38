// Builds dist/: the command line (dist/cli.js) and the threads in which it runs tests (dist/test-worker.js), the compiler as a
// library (dist/index.js, dist/types), and the plugin for
// prettier (dist/prettier.js).
// Commands stay in chunks of their own, so that `segform --version` loads only the entry.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { leanDependencies } from './lean-dependencies.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    cli: 'cli/main.ts',
    index: 'compiler/index.ts',
    prettier: 'format/prettier-plugin.ts',
    'test-worker': 'cli/test/worker.ts',
  },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  // Less text to compile at every start; names stay, so that stack traces can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: 'warning',
  metafile: true,
  plugins: [leanDependencies],
  // Native bindings are loaded at run time, from node_modules.
  external: ['@duckdb/*'],
  // CommonJS dependencies inside the bundle still call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});

await removeStaleChunks(new Set(Object.keys(metafile.outputs)));
await makeExecutable(path.join(root, 'dist/cli.js'));
emitDeclarations();
await declarePrettierPlugin();

/** Deletes chunks of earlier builds; files of this build are never absent, so a running command survives a rebuild. */
async function removeStaleChunks(current) {
  const folder = path.join(root, 'dist/chunks');
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    if (!current.has(`dist/chunks/${name}`)) await rm(path.join(folder, name));
  }
}

/** The interpreter line comes from the entry file; without it the installed `segform` is read by the shell. */
async function makeExecutable(file) {
  if (!(await readFile(file, 'utf8')).startsWith('#!/usr/bin/env node\n')) {
    throw new Error('cli/main.ts must begin with the line #!/usr/bin/env node');
  }
  await chmod(file, 0o755);
}

/** Writes the types of the library. Faults in the source are the business of `npm run typecheck`. */
function emitDeclarations() {
  const emit = ['--noEmit', 'false', '--emitDeclarationOnly', '--outDir', 'dist/types'];
  const lenient = ['--noCheck', '--isolatedDeclarations', 'false'];
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'compiler/tsconfig.json', ...emit, ...lenient], {
    cwd: root,
    stdio: 'inherit',
  });
}

/** The types of the plugin are those that prettier has for any plugin. */
async function declarePrettierPlugin() {
  const members = ['languages', 'parsers', 'printers'];
  const lines = members.map(
    (name) => `export declare const ${name}: NonNullable<Plugin['${name}']>;`,
  );
  const text = ["import type { Plugin } from 'prettier';", ...lines, ''].join('\n');
  await writeFile(path.join(root, 'dist/prettier.d.ts'), text);
}
