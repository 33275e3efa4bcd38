// SEG4xxx: segments whose meaning is faulty or suspicious.
import { entry } from '../catalogue-entry.ts';

export const meaning = {
  segmentCycle: entry<{ cycle: readonly string[] }>({
    code: 'SEG4001',
    slug: 'segment-cycle',
    severity: 'error',
    message: ({ cycle }) =>
      cycle.length === 2
        ? `segment \`${cycle[0] ?? ''}\` refers to itself`
        : `segments refer to each other in a circle: ${cycle.join(' → ')}`,
    help: () =>
      'Membership must be decided by something outside the circle: move what they share into a segment of its own.',
  }),
  traitCycle: entry<{ cycle: readonly string[] }>({
    code: 'SEG4002',
    slug: 'trait-cycle',
    severity: 'error',
    message: ({ cycle }) =>
      cycle.length === 2
        ? `trait \`${cycle[0] ?? ''}\` is defined by itself`
        : `traits are defined by each other in a circle: ${cycle.join(' → ')}`,
    help: () => 'A trait is computed from attributes and from traits that do not use it.',
  }),
  unsupported: entry<{ construct: string }>({
    code: 'SEG4003',
    slug: 'unsupported',
    severity: 'error',
    message: ({ construct }) => `${construct} is not supported by this version`,
    help: () =>
      'The language has it and this version of Segform recognises it, but does not compile it yet. Remove it or take it out of the segment.',
  }),
  unsupportedDeclaration: entry<{ construct: string }>({
    code: 'SEG4004',
    slug: 'unsupported-declaration',
    severity: 'warning',
    message: ({ construct }) =>
      `${construct} is not supported by this version; what uses it will fail`,
  }),
  uselessMissing: entry<{ written: string }>({
    code: 'SEG4005',
    slug: 'useless-missing',
    severity: 'warning',
    message: ({ written }) => `\`${written}\` says nothing here: the value is never missing`,
    help: ({ written }) =>
      `Remove \`${written}\`, or declare the attribute with \`?\` when it can be missing.`,
  }),
  unusedParameter: entry<{ name: string }>({
    code: 'SEG4006',
    slug: 'unused-parameter',
    severity: 'warning',
    message: ({ name }) => `parameter \`${name}\` is never used`,
    help: ({ name }) => `Use it as \`$${name}\`, or remove it.`,
  }),
  textOnEnum: entry<{ operator: string }>({
    code: 'SEG4007',
    slug: 'text-condition-on-enum',
    severity: 'warning',
    message: ({ operator }) => `\`${operator}\` on an enum looks into the text of its values`,
    help: () =>
      'Name the values that are meant: `in ["a", "b"]`; a new value is then never matched by accident.',
  }),
  sumOfNothing: entry<{ of: string }>({
    code: 'SEG4008',
    slug: 'sum-of-nothing',
    severity: 'note',
    message: ({ of }) => `this includes every ${of} with nothing to sum: a sum of nothing is 0`,
    help: () => 'To leave them out, also ask for a row: `has …` or `did …`.',
  }),
  neverMatches: entry<{ what: string; help: string | undefined }>({
    code: 'SEG4009',
    slug: 'never-matches',
    severity: 'warning',
    message: ({ what }) => what,
    help: ({ help }) => help,
  }),
  alwaysMatches: entry<{ what: string; help?: string | undefined }>({
    code: 'SEG4010',
    slug: 'always-true',
    severity: 'warning',
    message: ({ what }) => `this is true for everything: ${what}`,
    help: ({ help }) => help ?? 'Remove the line, or raise the number.',
  }),
  wholePercent: entry<{ number: string }>({
    code: 'SEG4012',
    slug: 'whole-percent',
    severity: 'warning',
    message: ({ number }) => `beside a percentage, ${number} is ${number}00 %`,
    help: ({ number }) => `A percentage is a fraction: 70% is 0.7. Write \`${number}%\`.`,
  }),
  neverMissing: entry<{ known: boolean }>({
    code: 'SEG4011',
    slug: 'never-missing',
    severity: 'warning',
    message: ({ known }) =>
      `this is ${known ? 'true for everything' : 'never true'}: the value is never missing`,
    help: () => 'Remove the line, or declare the attribute with `?` when it can be missing.',
  }),
} as const;
