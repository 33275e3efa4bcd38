// SEG42xx: comments that suppress a warning or a note, and are themselves wrong. None of these can be suppressed.
import { entry } from '../catalogue-entry.ts';

const shape = '`// segform-ignore SEG4008: the reason`';

export const suppressions = {
  malformed: entry<{ written: string }>({
    code: 'SEG4201',
    slug: 'malformed-suppression',
    severity: 'warning',
    message: ({ written }) =>
      written === ''
        ? '`segform-ignore` does not say which code it ignores'
        : `\`${written}\` is written \`segform-ignore\``,
    help: () =>
      `A comment suppresses a warning or a note like this: ${shape}. It stands at the end of the line, or alone above it.`,
  }),
  withoutReason: entry({
    code: 'SEG4202',
    slug: 'suppression-without-reason',
    severity: 'warning',
    message: () => 'this comment does not say why',
    label: () => 'expected `:` and a reason',
    help: () =>
      `Whoever reads the segment next must be able to tell whether the reason still holds: ${shape}.`,
  }),
  unknownCode: entry<{ written: string; help: string }>({
    code: 'SEG4203',
    slug: 'suppression-of-unknown-code',
    severity: 'warning',
    message: ({ written }) => `\`${written}\` is no code of a message`,
    help: ({ help }) => help,
  }),
  ofAnError: entry<{ code: string; slug: string }>({
    code: 'SEG4204',
    slug: 'suppression-of-an-error',
    severity: 'warning',
    message: ({ code, slug }) => `${code} (${slug}) cannot be suppressed`,
    help: () =>
      'Only warnings and notes about the model and its segments can be. Correct the fault, and remove the code here.',
  }),
  unused: entry<{ code: string; slug: string; nothingFollows: boolean }>({
    code: 'SEG4205',
    slug: 'unused-suppression',
    severity: 'warning',
    message: ({ code, slug, nothingFollows }) =>
      nothingFollows
        ? `nothing follows that ${code} (${slug}) could be about`
        : `${code} (${slug}) does not occur on the line this comment is for`,
    help: () => 'Remove it, or move it to the line above the one that is meant.',
  }),
} as const;
