// Part of compiler/sql: the regular expressions that mean the same in RE2 (DuckDB) and in POSIX extended syntax (Snowflake).

/** What is wrong with a pattern, and what to write. */
export interface PatternProblem {
  readonly problem: string;
  readonly help: string;
}

const wordEscapes = new Set('dDwWsSbB');
const largestRepetition = 1000;

interface Reading {
  readonly pattern: string;
  at: number;
  openGroups: number;
  /** Whether something stands before that a quantifier can repeat. */
  repeatable: boolean;
  /** Whether the current branch of an alternative is still empty. */
  empty: boolean;
}

/** Undefined for a pattern of the common subset: literals, `.`, classes, `^ $ | ( )`, greedy quantifiers, `\d \w \s \b`. */
export function patternProblem(pattern: string): PatternProblem | undefined {
  const reading: Reading = { pattern, at: 0, openGroups: 0, repeatable: false, empty: true };
  while (reading.at < pattern.length) {
    const problem = readOne(reading);
    if (problem !== undefined) return problem;
  }
  if (reading.openGroups > 0) return { problem: 'a group is not closed', help: 'Write `)`.' };
  return reading.empty ? emptyBranch : undefined;
}

const emptyBranch: PatternProblem = {
  problem: 'a part of it is empty',
  help: 'Engines differ on whether nothing is found everywhere or nowhere. Say what to find.',
};

function readOne(reading: Reading): PatternProblem | undefined {
  const { pattern, at } = reading;
  const character = pattern[at] ?? '';
  switch (character) {
    case '\\':
      return readEscape(reading);
    case '[':
      return readClass(reading);
    case '(':
      return readGroup(reading);
    case ')':
      return endGroup(reading);
    case '|':
      if (reading.empty) return emptyBranch;
      Object.assign(reading, { at: at + 1, repeatable: false, empty: true });
      return undefined;
    case '*':
    case '+':
    case '?':
      return quantify(reading, 1);
    case '{':
      return readRepetition(reading);
    case ']':
    case '}':
      return { problem: `\`${character}\` stands alone`, help: `Write \`\\${character}\`.` };
    case '^':
    case '$':
      return readAnchor(reading, character);
    default:
      accept(reading, 1, true);
      return undefined;
  }
}

/** DuckDB loses anchors between other parts: it finds `$b` in "b". */
function readAnchor(reading: Reading, anchor: '^' | '$'): PatternProblem | undefined {
  const next = reading.pattern[reading.at + 1] ?? ')';
  if (anchor === '^' ? reading.empty : next === ')' || next === '|') {
    accept(reading, 1, false);
    return undefined;
  }
  const place = anchor === '^' ? 'begins' : 'ends';
  return {
    problem: `\`${anchor}\` stands inside of it`,
    help: `\`${anchor}\` ${place} a pattern or a part of it; for the sign itself write \`\\${anchor}\`.`,
  };
}

function accept(reading: Reading, length: number, repeatable: boolean): void {
  Object.assign(reading, { at: reading.at + length, repeatable, empty: false });
}

function readEscape(reading: Reading): PatternProblem | undefined {
  const escaped = reading.pattern[reading.at + 1] ?? '';
  if (escaped === '' || (/[A-Za-z0-9]/.test(escaped) && !wordEscapes.has(escaped))) {
    const help =
      'Before a letter or digit, only `\\d \\w \\s \\b` and their capitals mean the same everywhere.';
    return { problem: `\`\\${escaped}\` is not known everywhere`, help };
  }
  accept(reading, 2, escaped !== 'b' && escaped !== 'B');
  return undefined;
}

function readGroup(reading: Reading): PatternProblem | undefined {
  if (reading.pattern[reading.at + 1] === '?') {
    const help = 'Groups are plain: `(a|b)`. For case, write `ignoring case` after the pattern.';
    return { problem: '`(?` is not known everywhere', help };
  }
  Object.assign(reading, { openGroups: reading.openGroups + 1, repeatable: false, empty: true });
  reading.at += 1;
  return undefined;
}

function endGroup(reading: Reading): PatternProblem | undefined {
  if (reading.openGroups === 0) return { problem: '`)` stands alone', help: 'Write `\\)`.' };
  if (reading.empty) return emptyBranch;
  reading.openGroups -= 1;
  accept(reading, 1, true);
  return undefined;
}

function readClass(reading: Reading): PatternProblem | undefined {
  const found = /^\[\^?\]?(?:\[:[a-z]+:\]|[^\]\\])*\]/.exec(reading.pattern.slice(reading.at));
  if (found === null) {
    const help = 'A class lists characters and ranges without a backslash: `[A-Za-z0-9_.-]`.';
    return { problem: 'a class in `[ ]` is not closed or holds a backslash', help };
  }
  accept(reading, found[0].length, true);
  return undefined;
}

function readRepetition(reading: Reading): PatternProblem | undefined {
  const found = /^\{(\d{1,9})(?:(,)(\d{1,9})?)?\}/.exec(reading.pattern.slice(reading.at));
  if (found === null) return { problem: '`{` stands alone', help: 'Write `\\{`.' };
  const [whole, least, , most] = found;
  if (Number(most ?? least) > largestRepetition || Number(least) > largestRepetition) {
    const help = `Repeat at most ${String(largestRepetition)} times.`;
    return { problem: `\`${whole}\` repeats too often`, help };
  }
  if (most !== undefined && Number(most) < Number(least)) {
    return {
      problem: `\`${whole}\` ends below its start`,
      help: 'Write the smaller number first.',
    };
  }
  return quantify(reading, whole.length);
}

function quantify(reading: Reading, length: number): PatternProblem | undefined {
  const quantifier = reading.pattern.slice(reading.at, reading.at + length);
  if (!reading.repeatable) {
    const help =
      'Lazy and possessive quantifiers are not known everywhere; write `\\` before a plain character.';
    return { problem: `\`${quantifier}\` follows nothing that it could repeat`, help };
  }
  accept(reading, length, false);
  return undefined;
}
