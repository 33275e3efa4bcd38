// What a process of the command line is told before it loads anything else.
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';

/**
 * V8 turns a function into machine code after its first hot moments, and most commands end before that has paid: of `check` over
 * a thousand segments, a third of the processor's time was spent on it. Here it waits four times as long, after which long runs are
 * as fast as ever. Only for the V8 of Node 20, whose flag this is: another one decides for itself.
 */
export function optimizeLater(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=300000');
}
