// Bundles test/verify and runs it: `npm run verify -- --cases 100000 --seed 1`. Ends with 1 when anything differs or is never exercised.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'node_modules/.cache/segform-verify', String(process.pid));

await build({
  absWorkingDir: root,
  entryPoints: { main: 'test/verify/main.ts', worker: 'test/verify/worker.ts' },
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  logLevel: 'warning',
  external: ['@duckdb/*', 'fast-check', 'vitest'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
const { status } = spawnSync(
  process.execPath,
  [path.join(folder, 'main.mjs'), '--root', root, ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
