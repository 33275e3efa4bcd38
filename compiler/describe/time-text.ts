// Part of compiler/describe: points in time and spans of time as the language writes them.
import { instantText } from '../explain/describe-value.ts';
import type { TimePoint, TimeStep } from '../lower/ir.ts';

/** `now - 30 days`, `start of this month`, `2026-01-31`. */
export function pointText(point: TimePoint): string {
  const steps = point.steps.map(stepText).join('');
  return `${baseText(point)}${steps}`;
}

function baseText(point: TimePoint): string {
  if (point.kind === 'instant') {
    if (point.base !== 'now') return instantText(point.base.iso);
    return point.start === undefined ? 'now' : `start of this ${point.start}`;
  }
  const base = point.base === 'today' ? 'today' : point.base.date;
  if (point.start === undefined) return base;
  return point.base === 'today'
    ? `start of this ${point.start}`
    : `start of the ${point.start} of ${base}`;
}

function stepText({ amount, unit, counting }: TimeStep): string {
  const open = counting === undefined ? '' : 'open ';
  return ` ${amount < 0 ? '-' : '+'} ${open}${amountText(Math.abs(amount), unit)}`;
}

/** `1 day`, `30 days`. */
export function amountText(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
