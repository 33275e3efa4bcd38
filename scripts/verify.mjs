// Bundles test/verify and runs it: `npm run verify -- --cases 100000 --seed 1`. Ends with 1 when anything differs or is never exercised.
import { bundleCampaign, cacheFolder, root, runCampaign } from './run-bundled.mjs';

const folder = cacheFolder('verify');
await bundleCampaign('test/verify', folder);
runCampaign(folder, ['--root', root, ...process.argv.slice(2)]);
