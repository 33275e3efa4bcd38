// SEG613x: what `segform test new` finds about where it is to write.
import { entry } from '../catalogue-entry.ts';

export const generating = {
  testFileExists: entry<{ readonly path: string }>({
    code: 'SEG6131',
    slug: 'test-file-exists',
    severity: 'error',
    message: ({ path }) => `\`${path}\` exists already`,
    help: () =>
      'Name a file that is not there yet, or add `--force` to replace it with all that it holds.',
  }),
} as const;
