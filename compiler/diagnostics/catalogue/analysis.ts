// SEG41xx: what the analysis of meaning finds in segments that are without error. Warnings and notes only.
import { entry } from '../catalogue-entry.ts';

export const analysis = {
  contradiction: entry<{
    object: string;
    others: number;
    where: 'segment' | 'alternative' | 'rows';
  }>({
    code: 'SEG4101',
    slug: 'contradiction',
    severity: 'warning',
    message: ({ object, others, where }) => {
      if (others === 0) return `no ${object} can satisfy this`;
      if (where === 'alternative') return 'this alternative can never hold beside the other lines';
      return others === 1
        ? `no ${object} can satisfy both conditions`
        : `no ${object} can satisfy these ${String(others + 1)} conditions together`;
    },
    label: ({ others }) => (others === 0 ? '' : `rules out the other${others === 1 ? '' : 's'}`),
    help: ({ others, where }) => {
      if (others === 0) return 'Correct the bound, or remove the line.';
      if (where === 'alternative') return 'Remove it, or correct one of the two.';
      return 'All lines of a block are required. Correct one of them, or put them into `any of { }` when either is enough.';
    },
  }),
  redundant: entry({
    code: 'SEG4102',
    slug: 'adds-nothing',
    severity: 'note',
    message: () => 'this adds nothing: another condition asks for more',
    help: () => 'Remove the weaker of the two.',
  }),
  sameMeaning: entry<{ name: string; other: string }>({
    code: 'SEG4103',
    slug: 'same-meaning',
    severity: 'warning',
    message: ({ name, other }) => `\`${name}\` means the same as \`${other}\``,
    help: ({ other }) =>
      `Remove one of them, or write \`in segment ${other}\` where the other is meant to follow it.`,
  }),
  subset: entry<{ name: string; other: string }>({
    code: 'SEG4104',
    slug: 'part-of-another',
    severity: 'note',
    message: ({ name, other }) => `every member of \`${name}\` is a member of \`${other}\``,
    help: ({ other }) =>
      `If that is meant, write \`in segment ${other}\` in place of the lines they share, and both change together.`,
  }),
  beyondRetention: entry<{ entity: string; kept: string }>({
    code: 'SEG4105',
    slug: 'beyond-retention',
    severity: 'warning',
    message: ({ entity, kept }) =>
      `this window begins before the oldest rows of \`${entity}\`, which are kept for ${kept}`,
    help: () =>
      'What is older than that is not in the table, so it counts as if it had never been. Shorten the window, or correct `@retention` in the model.',
  }),
  countOfNothing: entry<{ of: string }>({
    code: 'SEG4106',
    slug: 'count-of-nothing',
    severity: 'note',
    message: ({ of }) => `this includes every ${of} with none at all`,
    help: () => 'To leave them out, also ask for one: `has …` or `did …`.',
  }),
  fanOut: entry<{ function: string; repeated: string; by: string }>({
    code: 'SEG4107',
    slug: 'fan-out',
    severity: 'warning',
    message: ({ function: name, repeated, by }) =>
      `\`${name}\` takes each \`${repeated}\` once for every row of \`${by}\` that leads to it`,
    help: ({ function: name, repeated }) =>
      name === 'count'
        ? `Write \`count distinct(…)\` for the number of different ones, or begin the path at \`${repeated}\`.`
        : `Begin the path where each \`${repeated}\` comes once.`,
  }),
  unusedDeclaration: entry<{ what: string; name: string }>({
    code: 'SEG4108',
    slug: 'unused-declaration',
    severity: 'note',
    message: ({ what, name }) => `${what} \`${name}\` is never used`,
    help: ({ what }) =>
      what === 'template'
        ? 'A segment with a parameter that has no default only counts where another one refers to it: refer to it, give its parameters defaults, or remove it.'
        : 'Remove it, or keep it for a segment to come.',
  }),
  withoutConsent: entry<{ segment: string; consents: string; first: string }>({
    code: 'SEG4109',
    slug: 'without-consent',
    severity: 'warning',
    message: ({ segment, consents }) => `\`${segment}\` does not ask for consent to ${consents}`,
    help: ({ first }) =>
      `The project says \`consent_required\`. Add \`consents to ${first}\`, or a comment above the segment that says why it needs none: \`// segform-ignore SEG4109: the reason\`.`,
  }),
  emptyExcept: entry({
    code: 'SEG4110',
    slug: 'except-of-nobody',
    severity: 'warning',
    message: () => 'this `except` leaves nobody out',
    label: () => 'nobody left here is meant',
    help: () => 'Remove it, or correct it: whoever it names is out already.',
  }),
} as const;
