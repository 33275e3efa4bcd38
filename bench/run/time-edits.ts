// One edit after another in a project that is open: how long until everything there is to say about it is known again.
import { checkSources } from '../../cli/project/open-project.ts';
import type { SourceFile } from '../../compiler/source.ts';
import { diskReader } from '../../runtime/project/disk-reader.ts';
import { loadProject } from '../../runtime/project/load-project.ts';

const edits = 5;

/** Milliseconds of each edit, after the project was checked once. */
export function timeEdits(project: string): readonly number[] {
  const { sources } = loadProject({ startDir: project, projectDir: project, files: diskReader });
  checkSources(sources, 'duckdb', undefined);
  return Array.from({ length: edits }, (_, edit) => {
    const changed = edited(sources, edit);
    const began = performance.now();
    checkSources(changed, 'duckdb', undefined);
    return performance.now() - began;
  });
}

/** Another segment is added at the end of a file, each time of another one. */
function edited(sources: readonly SourceFile[], edit: number): readonly SourceFile[] {
  const own = sources.filter(({ path }) => path.includes('segments/'));
  const file = own[Math.floor((edit * own.length) / edits)];
  return sources.map((source) => {
    if (source !== file) return source;
    const added = `\nsegment edited_${edit} of contact {\n  where {\n    score >= ${edit}\n  }\n}\n`;
    return { ...source, text: source.text + added };
  });
}
