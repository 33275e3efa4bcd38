#!/usr/bin/env node
// Entry of the `segform` command. Answers `--version` by itself; everything else is loaded when it is needed.
import process from 'node:process';
import { createHost } from './host.ts';
import manifest from '../package.json' with { type: 'json' };

const host = createHost();
if (host.args[0] === '--version' && host.args.length === 1) {
  await host.stdout.write(`${manifest.version}\n`);
} else {
  await optimizeLater();
  const { runCommandLine } = await import('./run-command-line.ts');
  await host.exit(await runCommandLine(host, manifest.version));
}

/**
 * V8 turns a function into machine code after its first hot moments, and most commands end before that has paid: of `check` over
 * a thousand segments, a third of the processor's time was spent on it. Here it waits four times as long, after which long runs are
 * as fast as ever. Only for the V8 of Node 20, whose flag this is: another one decides for itself.
 */
async function optimizeLater(): Promise<void> {
  if (!process.versions.v8.startsWith('11.')) return;
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--interrupt-budget=300000');
}
