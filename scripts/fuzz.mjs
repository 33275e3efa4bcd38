// Bundles test/fuzz and runs it: `npm run fuzz -- --inputs 100000 --seed 1`. Ends with 1 when anything was found.
import { bundleCampaign, cacheFolder, root, runCampaign } from './run-bundled.mjs';

const folder = cacheFolder('fuzz');
await bundleCampaign('test/fuzz', folder);
runCampaign(folder, ['--root', root, ...process.argv.slice(2)]);
