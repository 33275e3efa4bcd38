// Part of compiler/syntax: what people write out of habit, from English and from other languages, and how it is said here.
// A habit is looked for in the text of a faulty line, around the place of the fault; texts in it are blanked.
import { amountHabits } from './amounts.ts';
import { comparisonHabits } from './comparisons.ts';
import { countHabits } from './counts.ts';
import type { Habit } from './habit.ts';
import { segmentHabits } from './segments.ts';
import { windowHabits } from './windows.ts';

/** In the order in which they are tried. */
export const habits: readonly Habit[] = [
  ...windowHabits,
  ...comparisonHabits,
  ...countHabits,
  ...amountHabits,
  ...segmentHabits,
];
