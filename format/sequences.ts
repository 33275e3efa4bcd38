// Prints event sequences: a step on each line.
import { assertNever } from '../compiler/assert.ts';
import type { SequenceSyntax, StepSyntax } from '../compiler/syntax/expression-ast.ts';
import { predicateText } from './collections.ts';
import { type Item, layOut } from './items.ts';
import { fit, literalText, pathText, type Place, unitText } from './printing.ts';
import { windowText } from './windows.ts';
import { asWritten, insideBraces } from './written.ts';

/** `did [not] sequence [window] { … }` */
export function sequenceText(sequence: SequenceSyntax, place: Place): string {
  const { negated, window, steps, span } = sequence;
  const words = [negated ? 'did not sequence' : 'did sequence'];
  if (window !== undefined) words.push(windowText(window, place));
  const indent = place.indent + 2;
  const inner = { ...place, indent };
  const items = steps.map((step, index): Item => ({
    extent: step.span,
    print: () => stepItem(step, index === 0, inner),
  }));
  const region = insideBraces(place.written, window?.span.end ?? span.start, span.end);
  const lines = layOut(items, region, place.written, { indent });
  return `${words.join(' ')} {\n${lines}\n${' '.repeat(place.indent)}}`;
}

function stepItem(step: SequenceSyntax['steps'][number], isFirst: boolean, place: Place): string {
  switch (step.kind) {
    case 'step':
      return fit({ ...place, ownLine: true }, (fitted) => stepText(step, isFirst, fitted));
    case 'broken':
      return asWritten(place.written, step.span, place.indent);
    default:
      return assertNever(step);
  }
}

/** `then [no | first | last] path [as name] [within 2 hours] [where …]` */
function stepText(step: StepSyntax, isFirst: boolean, place: Place): string {
  const { absent, pin, within } = step;
  const { path, alias, where } = step.collection;
  const parts = isFirst ? [] : ['then'];
  if (absent) parts.push('no');
  if (pin !== undefined) parts.push(pin);
  parts.push(pathText(path));
  if (alias !== undefined) parts.push(`as ${alias.text}`);
  if (within !== undefined) {
    const amount = literalText(within.amount, place.written);
    parts.push(`within ${amount} ${unitText(amount, within.unit)}`);
  }
  if (where !== undefined) parts.push(`where ${predicateText(where, place)}`);
  return parts.join(' ');
}
