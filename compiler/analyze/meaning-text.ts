// Part of compiler/analyze: one text per meaning of a segment, whatever the order and the spelling of its lines.
import type { CheckedSegment } from '../check/checked-project.ts';
import type { Predicate } from '../lower/ir.ts';
import { predicateText } from '../lower/short-text.ts';
import type { AnyPredicate, Conjunction } from './conjunction.ts';
import type { TruthSet } from './truth-set.ts';

/** What is published beside the key counts as well: two segments may have the same members for two uses. */
export function meaningText(segment: CheckedSegment, { subjects, anys }: Conjunction): string {
  const asked = [...subjects].map(([subject, { set }]) => `${subject} ${setText(set)}`);
  const published = segment.settings.publish.map(({ name }) => name);
  return [
    segment.object,
    published.toSorted().join(','),
    ...asked.toSorted(),
    ...anys.map(anyText).toSorted(),
  ].join('\n');
}

function setText({ values, missing }: TruthSet): string {
  const rest = missing ? '?' : '';
  if (values.kind === 'ordered') return JSON.stringify(values.intervals) + rest;
  const items = [...values.items].toSorted();
  return `${values.negated ? '!' : ''}${JSON.stringify(items)}${rest}`;
}

function anyText({ predicates }: AnyPredicate): string {
  return predicates.map(partText).toSorted().join(' | ');
}

function partText(predicate: Predicate): string {
  if (predicate.kind !== 'all' && predicate.kind !== 'any') return predicateText(predicate);
  return `${predicate.kind}(${predicate.predicates.map(partText).toSorted().join(' ')})`;
}
