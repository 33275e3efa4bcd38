// SEG1036 to SEG1038 and SEG43xx: `case`, `take`, ranks, shares and numbers of peers.
import { entry } from '../catalogue-entry.ts';

export const populations = {
  caseWithoutWhen: entry({
    code: 'SEG1036',
    slug: 'case-without-when',
    severity: 'error',
    message: () => 'a `case` without `when` chooses nothing',
    help: () => 'Write `when`, a condition, `then` and a value on each line, and `else` last.',
  }),
  behindElse: entry({
    code: 'SEG1037',
    slug: 'behind-else',
    severity: 'error',
    message: () => 'nothing may follow `else` in a `case`',
    help: () => 'The first `when` that holds decides; `else` is for what none of them takes.',
  }),
  secondTake: entry({
    code: 'SEG1038',
    slug: 'second-take',
    severity: 'error',
    message: () => 'a segment has one `take`',
    help: () =>
      'It ranks what `where` and `except` leave. To rank what another ranking left, name that one as a segment and ask `in segment …`.',
  }),
  outsideTrait: entry<{ name: string; object: string }>({
    code: 'SEG4301',
    slug: 'population-outside-trait',
    severity: 'error',
    message: ({ name }) => `\`${name}\` compares an object with all others and belongs in a trait`,
    help: ({ name, object }) =>
      `Name it once, as in \`trait ${object}.standing: … = ${name}(…) among { … }\`, and compare \`standing\` here: then its population never depends on the line it stands in.`,
  }),
  misplacedAmong: entry<{ name: string }>({
    code: 'SEG4302',
    slug: 'misplaced-among',
    severity: 'error',
    message: ({ name }) => `\`${name}\` has no population, so \`among\` means nothing`,
    help: () =>
      'Only ranks, shares and numbers of peers have one: `ntile`, `rank`, `percent_rank`, `cumulative_share`, `peer_…`.',
  }),
  cannotCompare: entry<{ name: string; expected: string; found: string }>({
    code: 'SEG4303',
    slug: 'cannot-rank',
    severity: 'error',
    message: ({ name, expected, found }) => `\`${name}\` needs ${expected}, found ${found}`,
  }),
  badShare: entry<{ what: string; found: string }>({
    code: 'SEG4304',
    slug: 'bad-share',
    severity: 'error',
    message: ({ what, found }) => `expected ${what}, found ${found}`,
  }),
} as const;
