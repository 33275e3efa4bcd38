// Part of compiler/plan: canonical texts of parts of the IR, each made once: a plan asks for the same few thousands of times, and no part ever changes.
import { canonicalJson } from '../lower/canonical.ts';
import { madeOnce } from '../made-once.ts';

/** `canonicalJson` of a part that is asked for more than once. */
export const textOf: (part: object) => string = madeOnce(canonicalJson);

/** `canonicalJson` of something that is put together of such parts, and itself asked for once. */
export function textOfParts(whole: object): string {
  const parts: Readonly<Record<string, unknown>> = { ...whole };
  let text = '';
  for (const name of Object.keys(parts).toSorted()) {
    const part = parts[name];
    if (part === undefined) continue;
    const own = typeof part === 'object' && part !== null ? textOf(part) : JSON.stringify(part);
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${own}`;
  }
  return `{${text}}`;
}
