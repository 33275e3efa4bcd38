// Laws of texts: layout, the order of files and the order of declarations change no byte of the SQL of any dialect.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { createReporter } from '../../compiler/diagnostics/reporter.ts';
import type { SourceFile } from '../../compiler/source.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { parseFile } from '../../compiler/syntax/parse.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { formatFile } from '../../format/format-file.ts';
import { readCorpus } from '../corpus/corpus-files.ts';
import { published } from '../sql/memory-warehouse.ts';
import { planFor } from './members.ts';
import { readSources } from './real-warehouse.ts';

const root = join(import.meta.dirname, '..', '..');
const projects: Readonly<Record<string, readonly SourceFile[]>> = {
  crm: readSources(join(root, 'examples', 'crm')),
  'online-shop': readSources(join(root, 'examples', 'online-shop')),
  'online-retail': readSources(join(root, 'test', 'real-data', 'online-retail')),
  hubspot: readSources(join(root, 'test', 'real-data', 'hubspot')),
  zendesk: readSources(join(root, 'test', 'real-data', 'zendesk')),
  corpus: readCorpus('.').files,
  'second corpus': readCorpus('more').files,
};

/** The SQL of every segment in every dialect, by segment. */
function printed(project: CheckedProject): Readonly<Record<string, readonly string[]>> {
  const plan = planFor({ project, now: '2026-11-02T09:00:00Z' });
  return Object.fromEntries(
    plan.segments
      .map(({ name }): [string, readonly string[]] => [
        name,
        Object.values(dialectsByName).map((dialect) =>
          printSegmentQuery(plan, name, dialect, published),
        ),
      ])
      .toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
}

function sqlOf(files: readonly SourceFile[]): ReturnType<typeof printed> {
  const { project, diagnostics } = checkProject(files);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new Error(errors.map(({ code, span }) => `${code} ${span.file}`).join('\n'));
  }
  return printed(project);
}

function formatted(file: SourceFile): SourceFile {
  const { text } = formatFile(file);
  if (text === undefined) throw new Error(`${file.path} cannot be formatted`);
  return { ...file, text };
}

/** The declarations of a file from the last to the first, each on lines of its own. */
function turned(file: SourceFile): SourceFile {
  const { declarations } = parseFile(file, createReporter());
  const texts = declarations.map(({ span }) => file.text.slice(span.start, span.end));
  return { ...file, text: `${texts.toReversed().join('\n')}\n` };
}

/** Every line indented, and with a comment behind it where that is possible. */
function littered(file: SourceFile): SourceFile {
  const lines = file.text
    .split('\n')
    .map((line) => `\t${line}${line.includes('"') ? '' : ' // x'}`);
  return { ...file, text: lines.join('\n') };
}

describe.each(Object.entries(projects))('the text of %s', (_name, files) => {
  const before = sqlOf(files);

  it('may be laid out by the formatter', () => {
    expect(sqlOf(files.map(formatted))).toEqual(before);
  });

  it('may be littered with blanks and comments', () => {
    expect(sqlOf(files.map(littered))).toEqual(before);
  });

  it('may come in another order of files', () => {
    expect(sqlOf(files.toReversed())).toEqual(before);
  });

  it('may come in another order of declarations', () => {
    expect(sqlOf(files.map(turned))).toEqual(before);
  });

  it('may be one file', () => {
    const one = { path: 'all.seg', text: files.map(({ text }) => text).join('\n') };
    expect(sqlOf([one])).toEqual(before);
  });

  it('may pass through JSON between the stages', () => {
    const { project } = checkProject(files);
    const copy: unknown = JSON.parse(JSON.stringify(project));
    expect(copy).toEqual(JSON.parse(JSON.stringify(project)));
    expect(printed(structuredClone(project))).toEqual(before);
  });
});
