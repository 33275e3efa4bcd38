// Codes of samples, of the history of memberships, and of `enter` and `leave`.
import { entry } from '../catalogue-entry.ts';

export const history = {
  sampleWithoutSeed: entry({
    code: 'SEG1060',
    slug: 'sample-without-seed',
    severity: 'error',
    message: () => 'a sample needs a seed',
    label: () => 'expected `seed` and a text',
    help: () =>
      'The seed names the draw: the same seed draws the same objects everywhere, another one draws independently. Write `in sample 10% seed "holdout"`.',
  }),
  historyWithoutTime: entry({
    code: 'SEG1061',
    slug: 'history-without-time',
    severity: 'error',
    message: () => '`was in segment` needs a time',
    label: () => 'expected a time after this',
    help: () =>
      'Say when: `30 days ago`, `on 2026-11-01`, `at 2026-11-01T09:00:00Z`, or a window such as `in last 30 days`. For now, write `in segment`.',
  }),
  changeAtAnInstant: entry<{ readonly event: 'entered' | 'left' }>({
    code: 'SEG1062',
    slug: 'change-at-an-instant',
    severity: 'error',
    message: ({ event }) => `\`${event} segment\` asks about a window of time, not an instant`,
    help: ({ event }) =>
      `Write a window, as in \`${event} segment x in last 30 days\`, a day, as in \`on 2026-11-01\`, or nothing for any time.`,
  }),
  sampleWithoutKey: entry<{ readonly of: string }>({
    code: 'SEG3060',
    slug: 'sample-without-key',
    severity: 'error',
    message: ({ of }) => `${of} has no key to draw a sample by`,
    help: () =>
      'Objects have keys. Sample the object around it by its name, as in `contact in sample 10% seed "x"`.',
  }),
  historyOfUnpublished: entry<{ readonly segment: string; readonly why: 'draft' | 'template' }>({
    code: 'SEG3061',
    slug: 'history-of-unpublished',
    severity: 'error',
    message: ({ segment, why }) =>
      why === 'draft'
        ? `segment \`${segment}\` is a draft and has no history`
        : `segment \`${segment}\` is a template and has no history`,
    help: ({ why }) =>
      why === 'draft'
        ? 'Only published segments have members to remember. Publish it by removing `status: draft`.'
        : 'Only published segments have members to remember. Make a segment that uses the template with its arguments, and ask for that one.',
  }),
  historyOfTheFuture: entry({
    code: 'SEG3062',
    slug: 'history-of-the-future',
    severity: 'error',
    message: () => 'nobody was a member in a time that is still to come',
    help: () => 'Use a window of the past, such as `in last 30 days` or `in this month`.',
  }),
  dayAsInstant: entry({
    code: 'SEG3063',
    slug: 'day-as-instant',
    severity: 'error',
    message: () => '`at` needs an instant, not a day',
    help: () =>
      'Write `on` and the day for a member at some time of it, or an instant such as `at 2026-11-01T09:00:00Z`.',
  }),
  hysteresisWithoutBlock: entry<{ readonly word: 'enter' | 'leave' }>({
    code: 'SEG1063',
    slug: 'hysteresis-without-block',
    severity: 'error',
    message: ({ word }) => `the conditions of \`${word}\` stand in \`{ }\``,
    help: ({ word }) =>
      `Write \`${word} {\`, each condition on a line of its own, and \`}\`. There is no colon.`,
  }),
  secondHysteresis: entry<{ readonly word: 'where' | 'enter' | 'leave'; readonly twice: boolean }>({
    code: 'SEG1064',
    slug: 'second-hysteresis',
    severity: 'error',
    message: ({ word, twice }) =>
      twice
        ? `a segment has one \`${word}\``
        : 'a segment has either `where`, or `enter` and `leave`',
    help: ({ word, twice }) =>
      twice
        ? `Move these conditions into the first \`${word}\`: its lines are all required.`
        : 'Move what everybody must satisfy into `enter`, and its opposite into `leave`; what is never wanted stands in `except`.',
  }),
  halfHysteresis: entry<{ readonly word: 'enter' | 'leave'; readonly other: 'enter' | 'leave' }>({
    code: 'SEG3064',
    slug: 'half-hysteresis',
    severity: 'error',
    message: ({ word, other }) => `\`${word}\` needs \`${other}\` beside it`,
    help: ({ word }) =>
      word === 'enter'
        ? 'Say who leaves: `leave { ... }`. If everyone leaves as soon as `enter` is no longer true, write `where`.'
        : 'Say who comes in: `enter { ... }`. To take somebody out whatever the rest says, write `except`.',
  }),
  hysteresisOfTemplate: entry<{ readonly segment: string }>({
    code: 'SEG3065',
    slug: 'hysteresis-of-a-template',
    severity: 'error',
    message: () => 'a segment with parameters has no members of its own to keep',
    help: ({ segment }) =>
      `\`enter\` and \`leave\` go by who was a member before. Use \`where\` in \`${segment}\`, and put \`enter\` and \`leave\` into the segments that use it.`,
  }),
} as const;
