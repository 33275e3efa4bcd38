// Test support: the .seg files of an example project, without its tests.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from '../../compiler/source.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));

export function exampleFiles(name: string): readonly SourceFile[] {
  const folder = path.join(examples, name);
  return ['model', 'segments'].flatMap((part) =>
    readdirSync(path.join(folder, part), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.seg'))
      .map((file) => path.join(part, file))
      .toSorted()
      .map((file) => ({ path: file, text: readFileSync(path.join(folder, file), 'utf8') })),
  );
}
