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
} as const;
