// SEG1096 and SEG1097: what a file may not hold, whatever the grammar says; beside the other limits in syntax.ts.
import { entry } from '../catalogue-entry.ts';

export const sourceText = {
  notUtf8: entry<{ readonly character: string; readonly times: number }>({
    code: 'SEG1096',
    slug: 'not-utf-8',
    severity: 'error',
    message: ({ times }) => `bytes that are no UTF-8 text${often(times)}`,
    help: () =>
      'Save the file as UTF-8 text; an earlier program may have written U+FFFD in place of a character it could not read.',
  }),
  calculationTooLong: entry<{ readonly limit: number }>({
    code: 'SEG1097',
    slug: 'calculation-too-long',
    severity: 'error',
    message: ({ limit }) => `a calculation of more than ${limit} steps`,
    help: () => 'Give a part of it a name: a trait of its own, or `sum(...)` over rows.',
  }),
} as const;

function often(times: number): string {
  return times === 1 ? '' : `, ${times} times in this file`;
}
