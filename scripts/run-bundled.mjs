// Bundles programs written in TypeScript and runs one of them: benchmarks, and campaigns of test/ that are no tests of the suite.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** A folder for the bundles of this process; caches are nobody's to keep. */
export function cacheFolder(name) {
  return path.join(root, 'node_modules/.cache', `segform-${name}`, String(process.pid));
}

/** Bundles `main` and `worker` of a folder of the repository into `folder`, as `main.mjs` and `worker.mjs`. */
export async function bundleCampaign(source, folder, plugins = []) {
  await build({
    absWorkingDir: root,
    entryPoints: { main: `${source}/main.ts`, worker: `${source}/worker.ts` },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
    external: ['@duckdb/*', 'fast-check', 'vitest'],
    plugins,
    // CommonJS dependencies inside the bundle still call require() for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
}

/** Runs `main.mjs` of the folder; this process ends with its exit code. */
export function runCampaign(folder, args) {
  const { status } = spawnSync(process.execPath, [path.join(folder, 'main.mjs'), ...args], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
