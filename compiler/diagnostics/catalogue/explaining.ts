// SEG612x and SEG712x: what `explain` of one object finds about its key, the arguments of a template and the warehouse.
import { entry } from '../catalogue-entry.ts';

export const explaining = {
  unknownKey: entry<{
    readonly object: string;
    readonly key: string;
    readonly near: readonly string[];
  }>({
    code: 'SEG6121',
    slug: 'unknown-key',
    severity: 'error',
    message: ({ object, key }) => `there is no ${object} with the key \`${key}\``,
    help: ({ object, near }) =>
      near.length === 0
        ? `Give the key as the warehouse has it: the column that \`object ${object}\` marks with \`@key\`.`
        : `Did you mean ${near.map((one) => `\`${one}\``).join(' or ')}?`,
  }),
  leftOut: entry<{ readonly object: string; readonly key: string }>({
    code: 'SEG6122',
    slug: 'left-out-by-the-model',
    severity: 'error',
    message: ({ object, key }) =>
      `the row with the key \`${key}\` is no ${object}: \`@where\` or \`@deleted\` of the model leaves it out`,
    help: ({ object }) =>
      `Such a row is in no segment of ${object}. If it should be one, change its row or the declaration \`object ${object}\`.`,
  }),
  templateArgument: entry<{
    readonly segment: string;
    readonly problem: string;
    readonly example: string;
  }>({
    code: 'SEG6123',
    slug: 'template-argument',
    severity: 'error',
    message: ({ segment, problem }) => `segment \`${segment}\` ${problem}`,
    help: ({ example }) => `Write for example \`${example}\`.`,
  }),
  sourcesDoNotFit: entry<{ readonly segment: string }>({
    code: 'SEG7121',
    slug: 'sources-do-not-fit',
    severity: 'error',
    message: ({ segment }) =>
      `what \`${segment}\` reads is not in the warehouse as the model says it`,
    help: () =>
      'Correct the model or the table; `segform introspect` shows what the warehouse has. A refresh of the segment fails for the same reason.',
  }),
  repeatedKey: entry<{ readonly object: string; readonly key: string; readonly count: number }>({
    code: 'SEG7122',
    slug: 'repeated-key-of-one-object',
    severity: 'error',
    message: ({ object, key, count }) =>
      `there are ${count} rows of ${object} with the key \`${key}\``,
    help: () =>
      'A key must be there once. Find out which row is right, or let `@where` of the model keep one of them; a refresh refuses the object type until then.',
  }),
} as const;
