// The reference interpreter over the corpus: it must find the members that people worked out from the English of each definition.
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import { calledSegment, type CorpusSet, readCorpus } from '../corpus/corpus-files.ts';
import { worldOf } from './corpus-world.ts';
import { interpreterOf } from './interpret.ts';

const sets: readonly CorpusSet[] = ['.', 'more'];

describe.each(sets)('the corpus %s', (set) => {
  const corpus = readCorpus(set);
  const { project } = checkProject(corpus.files);
  const items = corpus.items.filter(({ fixtures }) => fixtures.length > 0);

  it.for(items)('$id', (item) => {
    const segment = calledSegment(item);
    for (const fixture of item.fixtures) {
      const members = interpreterOf(project, worldOf(project, segment, fixture)).members(
        segment,
        new Map(),
      );
      expect([...members].toSorted()).toEqual(fixture.in.toSorted());
    }
  });
});
