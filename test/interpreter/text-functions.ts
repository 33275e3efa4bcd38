// The reference interpreter: functions of texts. docs/language.md, "Attributes", Functions.
import type { ValueType } from '../../compiler/check/value-type.ts';
import { type MaybeDatum, text } from './datum.ts';

/** Without the blanks around it: spaces, tabs and line ends (which ones is said nowhere). */
export function trimmed(value: string): string {
  return value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

/** Every occurrence; replacing nothing changes nothing (said nowhere). */
export function replaced(value: string, what: string, by: string): string {
  return what === '' ? value : value.replaceAll(what, () => by);
}

/** In characters: code points. */
export function lengthOf(value: string): number {
  return Array.from(value).length;
}

/** What stands behind the last @ of an email, or the host of a URL, in lower case; missing when there is none (said nowhere). */
export function domainOf(value: string, type: ValueType['kind'] | undefined): MaybeDatum {
  const isEmail =
    type === 'email' || (type !== 'url' && !value.includes('://') && value.includes('@'));
  const domain = isEmail ? behindAt(value) : hostOf(value);
  return domain === undefined || domain === '' ? undefined : text(domain.toLowerCase());
}

function behindAt(value: string): string | undefined {
  return value.includes('@') ? value.slice(value.lastIndexOf('@') + 1) : undefined;
}

function hostOf(value: string): string | undefined {
  const behindScheme = value.replace(/^[A-Za-z][A-Za-z0-9+.-]*:\/\//, '');
  const authority = /^[^/?#]*/.exec(behindScheme)?.[0] ?? '';
  return authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
}
