// Colour for people: only on a terminal or on request, and never when NO_COLOR is set.
import picocolors from 'picocolors';
import type { Host, OutputStream } from '../host.ts';

export type Colours = ReturnType<typeof picocolors.createColors>;

/** `flag` is --color (true), --no-color (false) or neither. */
export function coloursFor(
  stream: OutputStream,
  env: Host['env'],
  flag: boolean | undefined,
): Colours {
  return picocolors.createColors(wanted(stream, env, flag));
}

export const plain: Colours = picocolors.createColors(false);

function wanted(stream: OutputStream, env: Host['env'], flag: boolean | undefined): boolean {
  if (flag === false || (env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (flag === true || (forced !== undefined && forced !== '0' && forced !== 'false')) return true;
  if (forced !== undefined) return false;
  return stream.isTerminal && env['TERM'] !== 'dumb';
}
