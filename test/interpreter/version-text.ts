// The reference interpreter: versions and their order. docs/language.md, "Types": the precedence of Semantic Versioning, missing
// numbers are 0, a pre-release comes before its release, build data does not count; one to four numbers of at most ten digits;
// other text is missing.
import type { Version } from './datum.ts';

const shape =
  /^[vV]?(\d{1,10})(?:\.(\d{1,10}))?(?:\.(\d{1,10}))?(?:\.(\d{1,10}))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

export function parseVersion(text: string): Version | undefined {
  const [matched, ...parts] = shape.exec(text) ?? [];
  const preRelease = parts[4];
  if (matched === undefined) return undefined;
  return {
    numbers: [0, 1, 2, 3].map((index) => parts[index]).map((digits) => BigInt(digits ?? '0')),
    preRelease: preRelease === undefined ? [] : preRelease.split('.'),
  };
}

export function compareVersions(left: Version, right: Version): number {
  for (const [index, number] of left.numbers.entries()) {
    const other = right.numbers[index] ?? 0n;
    if (number !== other) return number < other ? -1 : 1;
  }
  if (left.preRelease.length === 0 || right.preRelease.length === 0) {
    return Number(left.preRelease.length === 0) - Number(right.preRelease.length === 0);
  }
  for (const [index, identifier] of left.preRelease.entries()) {
    const other = right.preRelease[index];
    if (other === undefined) return 1;
    const order = compareIdentifiers(identifier, other);
    if (order !== 0) return order;
  }
  return left.preRelease.length - right.preRelease.length;
}

function compareIdentifiers(left: string, right: string): number {
  const [leftIsNumber, rightIsNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (leftIsNumber && rightIsNumber) {
    const difference = BigInt(left) - BigInt(right);
    return difference === 0n ? 0 : difference < 0n ? -1 : 1;
  }
  if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
  return left === right ? 0 : left < right ? -1 : 1;
}
