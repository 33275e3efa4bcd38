// Bundles bench/ and runs it: `npm run bench -- --help`.
import { rmSync } from 'node:fs';
import { bundleCampaign, cacheFolder, runCampaign } from './run-bundled.mjs';

const folder = cacheFolder('bench');
try {
  await bundleCampaign('bench', folder);
  runCampaign(folder, process.argv.slice(2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
