// The reference interpreter: functions of texts. docs/language.md, "Attributes", Functions.
import type { ValueType } from '../../compiler/check/value-type.ts';
import { type MaybeDatum, text } from './datum.ts';

/** Without the blanks around it: spaces, tabs and line ends (which ones is said nowhere). */
export function trimmed(value: string): string {
  return value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

/** Letter by letter: a letter whose other case is more than one stays as it is, and a sigma does not look at its place. */
export function lowerCase(value: string): string {
  return Array.from(value, (letter) =>
    letter === 'İ' ? 'i' : single(letter, letter.toLowerCase()),
  ).join('');
}

export function upperCase(value: string): string {
  return Array.from(value, (letter) => single(letter, letter.toUpperCase())).join('');
}

function single(letter: string, other: string): string {
  return lengthOf(other) === 1 ? other : letter;
}

/** Every occurrence; replacing nothing changes nothing (said nowhere). */
export function replaced(value: string, what: string, by: string): string {
  return what === '' ? value : value.replaceAll(what, () => by);
}

/** In characters: code points. */
export function lengthOf(value: string): number {
  return Array.from(value).length;
}

/** Of an email what stands behind the last @, of a URL (with its scheme) the host, in lower case; missing when there is none. */
export function domainOf(value: string, type: ValueType['kind'] | undefined): MaybeDatum {
  const isUrl = type === 'url' || (type !== 'email' && value.includes('://'));
  const domain = isUrl ? hostOf(value) : behindAt(value);
  return domain === undefined || domain === '' ? undefined : text(lowerCase(domain));
}

function behindAt(value: string): string | undefined {
  return value.includes('@') ? value.slice(value.lastIndexOf('@') + 1) : undefined;
}

function hostOf(value: string): string | undefined {
  const authority = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?#]*)/.exec(value)?.[1];
  return authority?.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
}
