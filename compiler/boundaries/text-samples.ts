// Part of compiler/boundaries: texts that a simple regular expression is found in.

/** Undefined when the pattern is beyond what is understood, or its sample is not matched after all. */
export function matchingText(pattern: string, ignoringCase: boolean): string | undefined {
  const reader: Reader = { text: pattern, at: 0 };
  const sample = alternatives(reader);
  if (sample === undefined || reader.at < pattern.length) return undefined;
  try {
    return new RegExp(pattern, ignoringCase ? 'iu' : 'u').test(sample) ? sample : undefined;
  } catch {
    return undefined;
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

/** The first of the alternatives that can be read. */
function alternatives(reader: Reader): string | undefined {
  let chosen = sequence(reader);
  while (reader.text[reader.at] === '|') {
    reader.at += 1;
    const other = sequence(reader);
    chosen ??= other;
  }
  return chosen;
}

function sequence(reader: Reader): string | undefined {
  let sample: string | undefined = '';
  while (reader.at < reader.text.length && !'|)'.includes(reader.text[reader.at] ?? '')) {
    const atom = readAtom(reader);
    if (atom === undefined) return undefined;
    const times = readTimes(reader);
    sample += atom.repeat(times);
  }
  return sample;
}

function readAtom(reader: Reader): string | undefined {
  const character = reader.text[reader.at] ?? '';
  reader.at += 1;
  switch (character) {
    case '^':
    case '$':
      return '';
    case '.':
      return 'a';
    case '\\':
      return readEscape(reader);
    case '[':
      return readClass(reader);
    case '(':
      return readGroup(reader);
    default:
      return '*+?{'.includes(character) ? undefined : character;
  }
}

const classes: Readonly<Record<string, string>> = {
  d: '1',
  w: 'a',
  s: ' ',
  D: 'a',
  W: ' ',
  S: 'a',
  b: '',
};

function readEscape(reader: Reader): string | undefined {
  const character = reader.text[reader.at] ?? '';
  reader.at += 1;
  if (!/[A-Za-z0-9]/.test(character)) return character === '' ? undefined : character;
  return classes[character];
}

function readClass(reader: Reader): string | undefined {
  const end = reader.text.indexOf(']', reader.at + 1);
  if (end === -1) return undefined;
  const inside = reader.text.slice(reader.at, end);
  reader.at = end + 1;
  const tried = ['a', '1', 'A', '-', '_', ' ', '.', '/', '@', ...Array.from(inside)];
  try {
    const one = new RegExp(`^[${inside}]$`, 'u');
    const first = inside.charAt(0);
    return [first, ...tried].find((character) => one.test(character));
  } catch {
    return undefined;
  }
}

function readGroup(reader: Reader): string | undefined {
  if (reader.text.startsWith('?:', reader.at)) reader.at += 2;
  else if (reader.text[reader.at] === '?') return undefined;
  const sample = alternatives(reader);
  if (reader.text[reader.at] !== ')') return undefined;
  reader.at += 1;
  return sample;
}

/** How often the atom before is repeated: as seldom as it may, but once. */
function readTimes(reader: Reader): number {
  const rest = reader.text.slice(reader.at);
  const [written, least] = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(rest) ?? [''];
  reader.at += written.length;
  return least === undefined ? 1 : Math.min(Number(least), 100);
}
