// Texts that rows hold and conditions name: quotes, wildcards, emptiness, letters beyond ASCII and beyond the BMP.

export const texts: readonly string[] = [
  '',
  'a',
  'A',
  'b',
  'PL',
  'pl',
  'de',
  'ą',
  'a\u0308',
  'ä',
  'Ä',
  '😀',
  'x😀y',
  "o'x",
  'say "hi"',
  'back\\slash',
  '100%',
  'a_b',
  'a%b',
  ' pad ',
  'two\nlines',
  'tab\there',
  '--x',
  '$1',
  'żółw',
  'Żółw',
  'ΟΔΟΣ',
  'οδος',
  'οδοσ',
  'Straße',
  'STRASSE',
  'ÉCOLE',
  '\t pad\n',
  '日本',
];

export const emails: readonly string[] = [
  'ann@example.com',
  'Ann@Example.com',
  'bob@example.com',
  'bob@shop.test',
  'BOB@SHOP.TEST',
  "o'neil@example.com",
  'no at',
  'two@at@Shop.Test',
];

export const urls: readonly string[] = [
  'https://www.example.com/pricing',
  'https://example.com/',
  'http://shop.test/product/12?x=1',
  'https://example.com/product/7#top',
  'https://EXAMPLE.com/Pricing',
  'https://user:pw@Shop.Test:8080/x',
  'example.com/no-scheme',
  'ftp://files.example.com',
];

export const versions: readonly string[] = [
  '1.0.0',
  'v1.0',
  '1',
  '1.0.1',
  '1.0.0-beta.1',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-alpha',
  '1.0.0-beta.1+build.7',
  '4.2.52',
  '4.10',
  '10.0',
  '1.2.3.4',
  '1.2.3.5',
  '1.2.3.4.5',
  'V1.0',
  '1.0.0-',
  '2.0.0-rc.1',
  '99999999999.1',
  'unknown',
  '',
];

export const zones: readonly string[] = [
  'Europe/Warsaw',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'UTC',
  'Mars/Base',
  '',
];

/** A text literal of the language. */
export function textLiteral(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}
