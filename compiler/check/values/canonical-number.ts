// Numbers as canonical decimal text, exact at any size: literals never pass through floating point.

/** "0050" → "50", "1.50" → "1.5", "-0" → "0". `text` is digits with an optional sign and point. */
export function canonicalNumber(text: string): string {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const head = whole.replace(/^0+(?=\d)/, '') || '0';
  const tail = fraction.replace(/0+$/, '');
  const number = tail === '' ? head : `${head}.${tail}`;
  return negative && number !== '0' ? `-${number}` : number;
}

/** The number divided by a hundred: "70" → "0.7", "12.5" → "0.125". */
export function hundredth(text: string): string {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const digits = whole.padStart(3, '0');
  const number = `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`;
  return canonicalNumber(negative ? `-${number}` : number);
}

/** The number with the other sign. */
export function negatedNumber(text: string): string {
  return canonicalNumber(text.startsWith('-') ? text.slice(1) : `-${text}`);
}

/** Digits before and after the point. */
export function digitsOf(text: string): { readonly whole: number; readonly fraction: number } {
  const [whole = '', fraction = ''] = canonicalNumber(text).replace('-', '').split('.');
  return { whole: whole === '0' ? 0 : whole.length, fraction: fraction.length };
}
