// Bundles test/histories and runs it: `npm run histories -- --histories 2000 --seed 7`. Ends with 1 when a law is broken.
import process from 'node:process';
import { bundleCampaign, cacheFolder, runCampaign } from './run-bundled.mjs';

const folder = cacheFolder('histories');
await bundleCampaign('test/histories', folder);
runCampaign(folder, process.argv.slice(2));
