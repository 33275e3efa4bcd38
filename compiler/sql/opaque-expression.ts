// Part of compiler/sql: the shape of `@sql` expressions. They are taken as they are, but must not end or comment out what is around them.

/** What is wrong, as the end of a sentence about the expression; undefined when it can stand in parentheses. */
export function opaqueProblem(expression: string): string | undefined {
  if (expression.trim() === '') return 'is empty';
  const bare = withoutQuoted(expression);
  if (/['"]/.test(bare)) return 'has a quote that is not closed';
  if (bare.includes('$$')) return 'holds `$$`';
  if (bare.includes(';')) return 'holds a `;`';
  if (/--|\/\*|\/\/|#/.test(bare)) return 'holds a comment';
  if (expression.includes('\\')) return 'holds a backslash';
  return hasBalancedParentheses(bare) ? undefined : 'has parentheses that do not match';
}

function withoutQuoted(expression: string): string {
  return expression.replaceAll(/'[^']*'|"[^"]*"/g, ' ');
}

function hasBalancedParentheses(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '(') open += 1;
    if (character === ')') open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}
