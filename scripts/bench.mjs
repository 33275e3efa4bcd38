// Bundles bench/ and runs it: `npm run bench -- --help`.
import { rmSync } from 'node:fs';
import { bundleCampaign, cacheFolder, root, runCampaign } from './run-bundled.mjs';

const folder = cacheFolder('bench');
const args = process.argv.slice(2);
try {
  // The commands that are timed are those of the source as it is now.
  if (args.includes('--compile')) await import('./build.mjs');
  await bundleCampaign('bench', folder);
  runCampaign(folder, ['--root', root, ...args]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
