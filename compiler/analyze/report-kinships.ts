// Part of compiler/analyze: segments that mean the same as another one, or a part of it.
import type { CheckedSegment } from '../check/checked-project.ts';
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { hasMembership } from '../lower/lower-reference.ts';
import type { Span } from '../source.ts';
import { type Conjunction, proves, provesFact } from './conjunction.ts';
import { headOf } from './segment-head.ts';
import { meaningText } from './meaning-text.ts';

interface Meant {
  readonly segment: CheckedSegment;
  readonly meaning: Conjunction;
  /** How many conditions. */
  readonly size: number;
}

/** A subject that more segments than these speak of says nothing about one of them. */
const mostAlike = 100;
/** Lines a segment may have beyond another one to be called a part of it: of more, it is a segment of its own. */
const mostBeyond = 2;

/** Drafts may well repeat what they will replace. */
export function reportKinships(
  segments: readonly CheckedSegment[],
  meanings: ReadonlyMap<string, Conjunction>,
  reporter: Reporter,
): void {
  const all = segments
    .filter((segment) => hasMembership(segment))
    .flatMap((segment) => {
      const meaning = meanings.get(segment.name);
      if (meaning === undefined) return [];
      return [{ segment, meaning, size: meaning.subjects.size + meaning.anys.length }];
    })
    .toSorted((a, b) => byPlace(a.segment.span, b.segment.span));
  const same = reportSame(all, reporter);
  reportParts(
    all.filter(({ segment }) => !same.has(segment.name)),
    reporter,
  );
}

/** The names of those that mean the same as one before them. */
function reportSame(all: readonly Meant[], reporter: Reporter): ReadonlySet<string> {
  const first = new Map<string, CheckedSegment>();
  const same = new Set<string>();
  for (const { segment, meaning } of all) {
    const text = meaningText(segment, meaning);
    const other = first.get(text);
    if (other === undefined) {
      first.set(text, segment);
      continue;
    }
    same.add(segment.name);
    const related = [{ span: headOf(other), text: 'the other one' }];
    const args = { name: segment.name, other: other.name };
    reporter.report(catalogue.analysis.sameMeaning, headOf(segment), args, { related });
  }
  return same;
}

function reportParts(all: readonly Meant[], reporter: Reporter): void {
  const bySubject = new Map<string, Meant[]>();
  for (const meant of all) {
    for (const subject of meant.meaning.subjects.keys()) {
      const list = bySubject.get(subject);
      if (list === undefined) bySubject.set(subject, [meant]);
      else list.push(meant);
    }
  }
  const largest = new Map<CheckedSegment, Meant>();
  for (const outer of all) {
    for (const inner of partsOf(outer, bySubject)) {
      const known = largest.get(inner.segment);
      if (known === undefined || known.size < outer.size) largest.set(inner.segment, outer);
    }
  }
  for (const [inner, { segment: other }] of largest) {
    const { name } = inner;
    const related = [{ span: headOf(other), text: 'the larger one' }];
    const args = { name, other: other.name };
    reporter.report(catalogue.analysis.subset, headOf(inner), args, { related });
  }
}

function partsOf(outer: Meant, bySubject: ReadonlyMap<string, readonly Meant[]>): readonly Meant[] {
  if (outer.size < 2) return [];
  const alikeOf = (subject: string): readonly Meant[] => bySubject.get(subject) ?? [];
  const [rarest, ...others] = [...outer.meaning.subjects.keys()].toSorted(
    (a, b) => alikeOf(a).length - alikeOf(b).length,
  );
  const alike = rarest === undefined ? [] : alikeOf(rarest);
  if (alike.length > mostAlike) return [];
  // Most candidates fail at the next rare subject: that is asked before what they say of it.
  return alike.filter(
    (inner) =>
      others.every((subject) => inner.meaning.subjects.has(subject)) && isPart(inner, outer),
  );
}

function isPart(inner: Meant, outer: Meant): boolean {
  const beyond = inner.size - outer.size;
  if (inner === outer || beyond < 0 || beyond > mostBeyond) return false;
  if (inner.segment.object !== outer.segment.object) return false;
  if (inner.segment.refersTo.includes(outer.segment.name)) return false;
  for (const [subject, { set }] of outer.meaning.subjects) {
    if (!provesFact(inner.meaning, { subject, set })) return false;
  }
  return outer.meaning.anys.every((any) => proves(inner.meaning, any));
}

function byPlace(a: Span, b: Span): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.start - b.start;
}
