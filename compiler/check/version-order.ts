// The order of versions: a text whose alphabetical order is the precedence of Semantic Versioning 2.0.0 (section 11).
// compiler/sql/version-key.ts makes the same text in SQL; a test holds the two against each other.

/** One to four numbers, then an optional pre-release after `-` and optional build data after `+`; a leading `v` is allowed. */
export const versionPattern: string =
  '^[vV]?[0-9]{1,10}([.][0-9]{1,10}){0,3}(-[0-9A-Za-z-]+([.][0-9A-Za-z-]+)*)?([+][0-9A-Za-z.-]+)?$';

export const versionPatterns = {
  /** A leading `v`, and build data, which has no place in the order. */
  aside: '^[vV]|[+].*$',
  beforePrerelease: '^[^-]*-?',
  /** Identifiers that are numbers are padded to ten digits: first too many zeros, marked, then the last ten digits. */
  numeric: String.raw`(^|[.])([0-9]+)\b`,
  padded: String.raw`#[0-9]*([0-9]{10})\b`,
} as const;

/** Missing numbers count as 0; a pre-release comes before its release. Undefined when the text is no version. */
export function versionKey(text: string): string | undefined {
  if (!new RegExp(versionPattern).test(text)) return undefined;
  const { aside, beforePrerelease, numeric, padded } = versionPatterns;
  const plain = text.replaceAll(new RegExp(aside, 'g'), '');
  const numbers = (plain.split('-')[0] ?? '').split('.');
  const core = [0, 1, 2, 3].map((at) => (numbers[at] ?? '').padStart(10, '0')).join('');
  const prerelease = plain.replace(new RegExp(beforePrerelease), '');
  if (prerelease === '') return `${core}~`;
  const identifiers = prerelease
    .replaceAll(new RegExp(numeric, 'g'), '$1#0000000000$2')
    .replaceAll(new RegExp(padded, 'g'), '$1')
    .replaceAll('.', '!');
  return `${core}-${identifiers}`;
}
