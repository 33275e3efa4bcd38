// Random histories of refreshes, as many as are asked for: `npm run histories -- --histories 2000 --seed 7`. Ends with 1 when a law is broken.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
});
for (const [name, value] of Object.entries(values)) {
  if (!/^\d{1,9}$/.test(value)) {
    console.error(`--${name} must be a whole number, not "${value}"`);
    process.exit(2);
  }
}
const { status } = spawnSync('npx', ['vitest', 'run', 'test/histories'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  stdio: 'inherit',
  env: { ...process.env, SEGFORM_HISTORIES: values.histories, SEGFORM_SEED: values.seed },
});
process.exitCode = status ?? 1;
