// Part of compiler/plan: canonical texts of parts of the IR, each made once: a plan asks for the same few thousands of times, and no part ever changes.
import { canonicalJson } from '../lower/canonical.ts';

const known = new WeakMap<object, string>();

/** `canonicalJson` of a part that is asked for more than once. */
export function textOf(part: object): string {
  const text = known.get(part) ?? canonicalJson(part);
  known.set(part, text);
  return text;
}

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
