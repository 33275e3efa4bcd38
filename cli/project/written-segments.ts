// The segments as they are written, with and without errors: for commands that show faults of some of them.
import type { CheckResult } from '../../compiler/check/check-project.ts';
import type { Span } from '../../compiler/source.ts';
import type { SegmentSyntax } from '../../compiler/syntax/ast.ts';
import type { SelectableSegment } from './selection.ts';

export interface WrittenSegment {
  readonly selectable: SelectableSegment;
  /** The whole declaration. */
  readonly span: Span;
}

/** In file order. */
export function writtenSegments(checked: CheckResult): readonly WrittenSegment[] {
  const sound = new Map(checked.project.segments.map((one) => [one.name, one]));
  return checked.files
    .flatMap((file) => file.declarations)
    .filter((declaration) => declaration.kind === 'segment')
    .map((segment) => {
      const refersTo = sound.get(segment.name.text)?.refersTo ?? [];
      return { selectable: selectableSyntax(segment, refersTo), span: segment.span };
    });
}

function selectableSyntax(
  segment: SegmentSyntax,
  refersTo: SelectableSegment['refersTo'],
): SelectableSegment {
  const name = segment.name.text;
  const setting = (wanted: string): SegmentSyntax['settings'][number]['value'] | undefined =>
    segment.settings.find((one) => one.name.text === wanted)?.value;
  const owner = setting('owner');
  const labels = setting('labels');
  return {
    name,
    object: segment.of.text,
    owner: owner?.kind === 'string' ? owner.value : undefined,
    labels: labels?.kind === 'strings' ? labels.items.map((item) => item.value) : [],
    path: segment.span.file,
    refersTo,
  };
}
