// The reference interpreter: regular expressions of the kind that all warehouses run alike (docs/errors/SEG3014.md). Found anywhere in
// the text; `.` is everything but a line feed, `\s` are the blanks of ASCII.

export function isFound(pattern: string, subject: string, ignoringCase: boolean): boolean {
  return expression(translated(pattern), ignoringCase).test(subject);
}

/** A backslash before a sign that is no letter (`\-`) is right in every warehouse, but not in a JavaScript pattern of code points. */
function expression(pattern: string, ignoringCase: boolean): RegExp {
  try {
    return new RegExp(pattern, ignoringCase ? 'iu' : 'u');
  } catch {
    return new RegExp(pattern, ignoringCase ? 'i' : '');
  }
}

const blanks = String.raw`\t\n\f\r `;

/** JavaScript's `.` and `\s` mean other characters. */
function translated(pattern: string): string {
  let inClass = false;
  return pattern.replaceAll(/\\[\s\S]|[\s\S]/g, (part) => {
    if (part === '[') inClass = true;
    if (part === ']') inClass = false;
    if (part === '.' && !inClass) return String.raw`[^\n]`;
    if (part === String.raw`\s`) return inClass ? blanks : `[${blanks}]`;
    return part === String.raw`\S` && !inClass ? `[^${blanks}]` : part;
  });
}
