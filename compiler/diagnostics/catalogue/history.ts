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
  sampleWithoutKey: entry<{ readonly of: string }>({
    code: 'SEG3060',
    slug: 'sample-without-key',
    severity: 'error',
    message: ({ of }) => `${of} has no key to draw a sample by`,
    help: () =>
      'Objects have keys. Sample the object around it by its name, as in `contact in sample 10% seed "x"`.',
  }),
} as const;
