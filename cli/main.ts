#!/usr/bin/env node
// Entry of the `segform` command. Answers `--version` by itself; everything else is loaded when it is needed.
import { createHost } from './host.ts';
import manifest from '../package.json' with { type: 'json' };

const host = createHost();
if (host.args[0] === '--version' && host.args.length === 1) {
  await host.stdout.write(`${manifest.version}\n`);
} else {
  const { optimizeLater } = await import('./optimize-later.ts');
  optimizeLater();
  const { runCommandLine } = await import('./run-command-line.ts');
  await host.exit(await runCommandLine(host, manifest.version));
}
