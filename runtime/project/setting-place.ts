// Where a setting stands in `segform.yaml`, for messages: 1-based line and column of its key.
import { isCollection, isMap, isScalar, type Document, type LineCounter } from 'yaml';
import type { Place } from '../../compiler/source.ts';

/** The place of the key at `path`, or of the nearest key above it that exists. */
export function placeOfSetting(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
): Place {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(step),
      );
      if (pair === undefined) break;
      if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
    } else if (isCollection(node) && typeof step === 'number') {
      node = node.get(step, true);
      if (isScalar(node) && node.range) offset = node.range[0];
    } else break;
  }
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
