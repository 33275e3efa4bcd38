// Text of the project's files, for sentences about conditions.
import type { SourceIndex } from '../../compiler/diagnostics/line-index.ts';
import { textIn, type TextOf } from '../../compiler/explain/condition-text.ts';

export function textAt(sources: SourceIndex): TextOf {
  return textIn([...sources.values()].map(({ file }) => file));
}
