// Part of compiler/analyze: the exact order of numbers written as decimal text.

/** Numbers of so few digits are exact as they are. */
const plainDigits = 15;

/** Below, at or above 0 as `left` is below, at or above `right`. */
export function compareNumbers(left: string, right: string): number {
  if (left === right) return 0;
  if (left.length <= plainDigits && right.length <= plainDigits) {
    return Number(left) - Number(right);
  }
  const places = Math.max(placesOf(left), placesOf(right));
  const difference = scaled(left, places) - scaled(right, places);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

/** `5` for `4.2`. */
export function isWhole(text: string): boolean {
  return !text.includes('.');
}

/** The whole number beside a whole number. */
export function nextWhole(text: string, step: 1 | -1): string {
  return String(BigInt(text) + BigInt(step));
}

function placesOf(text: string): number {
  const dot = text.indexOf('.');
  return dot === -1 ? 0 : text.length - dot - 1;
}

function scaled(text: string, places: number): bigint {
  const missing = places - placesOf(text);
  return BigInt(`${text.replace('.', '')}${'0'.repeat(missing)}`);
}
