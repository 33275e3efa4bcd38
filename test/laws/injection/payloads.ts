// Test support: text that means something to a language it may reach: SQL of two vendors, shells, templates, terminals, JSON, regular
// expressions, file names.

const quotes = ["'", "''", "'''", '"', '""', '`', '``', '´', '’', '\u02bc', '\uff07', '[x]', ']'];
const breaks = [
  "' OR '1'='1",
  "' OR 1=1 --",
  '" OR ""="',
  "\\' OR 1=1 --",
  "\\\\'; DROP TABLE t.things; --",
  "'; DROP TABLE t.things; --",
  "x'; SELECT 1; /*",
  "') UNION SELECT 1 --",
  "'||(SELECT 1)||'",
  '"; --',
  "');--",
  "E'\\x27'",
  "x'27'",
  "U&'\\0027'",
  '\\x27 OR 1=1',
  '\\u0027 OR 1=1',
  '%27%20OR%201=1',
  '&#39; OR 1=1',
];
const backslashes = [
  '\\',
  '\\\\',
  '\\\\\\',
  "\\'",
  "\\\\'",
  '\\"',
  '\\n',
  '\\0',
  '\\u0041',
  '\\',
  'C:\\x\\',
];
const comments = ['--', '-- x', '/*', '*/', '/* x */', '//', '#', '/*! x */', '--\n', "--'\n'"];
const ends = [';', ';;', '; SELECT 1', '\n;\n', 'GO', '$$', '$$ x $$', '$tag$'];
const marks = [
  '$1',
  '$x',
  ':name',
  '?',
  '@x',
  '{{ x }}',
  '${x}',
  '#{x}',
  '%s',
  '%_^',
  '%(x)s',
  '<%= x %>',
  '&&',
  '`id`',
  '$(id)',
];
const spaces = [
  ' ',
  '  x  ',
  '\t',
  '\n',
  '\r\n',
  'line\nbreak',
  '\u00a0',
  '\u2028',
  '\u2029',
  '\u0085',
  '\u3000',
];
const controls = [
  '\u0000',
  'a\u0000b',
  '\u0001',
  '\u0008',
  '\u001b[31m',
  '\u007f',
  '\u202e x',
  '\u200b',
  '\ufeff',
];
const letters = [
  'ż',
  'İ',
  'ı',
  'ß',
  'ſ',
  'é',
  'e\u0301',
  '😀',
  '\ud83d',
  '漢字',
  '\u{1f468}\u200d\u{1f469}',
  'K',
  '\ufffd',
];
const words = [
  'NULL',
  'null',
  'true',
  'select',
  'SELECT * FROM t.things',
  'now()',
  '1',
  '-1',
  '1e309',
  '__proto__',
  'constructor',
  'f1',
  'key',
  '',
];
const patterns = ['.*', '^$', '(', '[', 'a{1,2}', '(?i)x', '\\d', '|', '(a+)+$'];
const paths = [
  '../../etc/passwd',
  '/etc/passwd',
  'file:///etc/passwd',
  's3://x/y.parquet',
  'x.csv',
  '*.parquet',
];
const long = ["'".repeat(500), 'x'.repeat(5000), '\\'.repeat(501), '("'.repeat(300)];

const kinds = [quotes, breaks, backslashes, comments, ends, marks, spaces, controls, letters];

export const payloads: readonly string[] = [
  ...new Set([...kinds, words, patterns, paths, long].flat()),
];

/** The text as a literal of the language, with everything unusual escaped. */
export function escaped(text: string): string {
  const units = text.split('').map((unit) => {
    const code = unit.charCodeAt(0);
    if (unit === '"' || unit === '\\') return `\\${unit}`;
    return code >= 32 && code < 127 ? unit : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${units.join('')}"`;
}

/** The text as a literal of the language, with nothing escaped that need not be. */
export function plain(text: string): string {
  const inside = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${inside}"`;
}

/** SQL that makes the text without writing it. */
export function built(text: string): string {
  const parts = Array.from(text, (one) => `chr(${String(one.codePointAt(0))})`);
  // A long sum is too deep for the parser.
  return `array_to_string([${parts.length === 0 ? "''" : parts.join(', ')}], '')`;
}
