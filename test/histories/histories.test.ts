// Random histories through the real runtime. `npm run histories -- --histories N --seed S` runs more of them.
import { expect, it } from 'vitest';
import { runCampaign } from './campaign.ts';

const seed = 20_260_401;

it(`random histories of refreshes keep every law (seed ${String(seed)})`, async () => {
  const options = {
    histories: 12,
    seed,
    refreshes: 6,
    path: undefined,
    plant: undefined,
    shrinkFor: 20_000,
  };
  const { failure, changes, refreshes } = await runCampaign(options);
  expect(failure).toBeUndefined();
  expect(changes).toBeGreaterThan(12 * 10);
  expect(refreshes).toBeGreaterThanOrEqual(12 * 5);
}, 240_000);
