// Serves the tests of the checker: a project from texts, and what is wrong with it in short.
import { readFileSync } from 'node:fs';
import { type CheckResult, checkProject } from '../../compiler/check/check-project.ts';
import type { CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { CheckedCondition, CheckedValue } from '../../compiler/check/checked.ts';
import type { Trait } from '../../compiler/check/model.ts';

const model = readFileSync(new URL('../errors/model.seg', import.meta.url), 'utf8');

/** `text` with the model of the fixtures. */
export function check(text: string): CheckResult {
  return checkProject([
    { path: 'model.seg', text: model },
    { path: 'test.seg', text },
  ]);
}

/** `text` alone. */
export function checkAlone(text: string): CheckResult {
  return checkProject([{ path: 'test.seg', text }]);
}

/** "SEG2001 emial": codes with the text they point at. */
export function faults(text: string, result: CheckResult = check(text)): readonly string[] {
  return result.diagnostics.map(({ code, span }) => {
    const source = span.file === 'test.seg' ? text : model;
    return `${code} ${source.slice(span.start, span.end)}`;
  });
}

/** Faults of one condition on a contact. */
export function faultsOf(condition: string, object = 'contact'): readonly string[] {
  return faults(segmentOf(condition, object));
}

export function segmentOf(condition: string, object = 'contact'): string {
  return `segment tested of ${object} {\n  where {\n    ${condition}\n  }\n}\n`;
}

/** The one condition of a segment without fault. */
export function conditionOf(condition: string, object = 'contact'): CheckedCondition {
  const result = check(segmentOf(condition, object));
  if (result.diagnostics.length > 0) throw new Error(result.diagnostics[0]?.message);
  const where = segment(result, 'tested').where;
  if (where.kind !== 'all' || where.conditions[0] === undefined) throw new Error('no condition');
  return where.conditions[0];
}

/** The value of a trait of contact, declared `type`, without fault. */
export function traitOf(type: string, value: string): Trait {
  const result = check(`trait contact.tested: ${type} = ${value}\n`);
  const trait = result.project.model.traits['contact.tested'];
  if (trait === undefined) throw new Error(result.diagnostics[0]?.message ?? 'no trait');
  return trait;
}

/** The left side of a comparison without fault. */
export function valueOf(value: string, comparison: string, object = 'contact'): CheckedValue {
  const condition = conditionOf(`${value} ${comparison}`, object);
  if (condition.kind !== 'compare') throw new Error(`a ${condition.kind}, not a comparison`);
  return condition.left;
}

export function segment(result: CheckResult, name: string): CheckedSegment {
  const found = result.project.segments.find((one) => one.name === name);
  if (found === undefined)
    throw new Error(`no segment ${name}: ${result.diagnostics[0]?.message ?? ''}`);
  return found;
}
