// Test support: holds every law against the segments of one project over one state of the data.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { passes } from '../../compiler/plan/passes.ts';
import { type BrokenLaw, compareKeys, definitionOf } from './broken-law.ts';
import { ClaimBook, judge } from './claims.ts';
import { claimAll } from './claims-of-segments.ts';
import { isChosen } from './chosen.ts';
import type { Asked, Keys, MemberReader, Members } from './members.ts';
import { renamed, unrenamed } from './rename.ts';
import { type Rewrite, rewriteProject } from './rewrite.ts';
import { booleanLaws } from './rewrites/boolean.ts';
import { collectionLaws } from './rewrites/collections.ts';
import { missingLaws } from './rewrites/missing.ts';
import { asDrafts, referenceLaws } from './rewrites/references.ts';

export const rewrites: readonly Rewrite[] = [
  ...booleanLaws,
  ...missingLaws,
  ...collectionLaws,
  ...referenceLaws,
];

/** The segments whose members a law changes, if it does. */
function differences(
  law: string,
  { project }: Asked,
  before: Members,
  after: Members,
): readonly BrokenLaw[] {
  return [...after].flatMap(([segment, by]) => {
    const of = before.get(segment);
    const told = { segment, definition: definitionOf(project, segment) };
    const broken = of && compareKeys(law, told, of, by);
    return broken === undefined ? [] : [broken];
  });
}

/**
 * Members without and with each rewrite, done everywhere at once. Of many segments each meets a share of the laws;
 * `turn` is the number of the project, when there are many.
 */
export async function checkRewrites(
  reader: MemberReader,
  asked: Asked,
  turn = 0,
): Promise<readonly BrokenLaw[]> {
  const before = await reader.members(asked);
  const names = [...before.keys()];
  const broken: BrokenLaw[] = [];
  for (const [index, rewrite] of rewrites.entries()) {
    const segments = names.filter((_name, place) => isChosen(index, place + turn));
    if (segments.length === 0) continue;
    const project = rewriteProject(asked.project, rewrite);
    const after = await reader.members({ ...asked, project, segments });
    broken.push(...differences(rewrite.law, asked, before, after));
  }
  return broken;
}

/** Ways to say the whole project in which nothing changes. */
export async function checkWholes(
  reader: MemberReader,
  asked: Asked,
): Promise<readonly BrokenLaw[]> {
  const before = await reader.members(asked);
  const broken: BrokenLaw[] = [];
  const names = passes.map(({ name }) => name);
  for (const withoutPasses of [...names.map((name) => [name]), names]) {
    const after = await reader.members({ ...asked, withoutPasses });
    broken.push(...differences(`without ${withoutPasses.join(', ')}`, asked, before, after));
  }
  const drafts = asDrafts(asked.project);
  const segments = [...before.keys()];
  const alone = new Map<string, Keys>();
  for (const name of segments) {
    const found = (await reader.members({ ...asked, segments: [name] })).get(name);
    if (found !== undefined) alone.set(name, found);
  }
  broken.push(...differences('other segments of a run do not matter', asked, before, alone));
  const inlined = await reader.members({ ...asked, project: drafts, segments });
  broken.push(...differences('a draft means what it means published', asked, before, inlined));
  const after = await reader.members({
    ...asked,
    project: renamed(asked.project),
    segments: asked.segments?.map((name) => `${name}_renamed`),
  });
  broken.push(...differences('names mean nothing', asked, before, unrenamed(after)));
  return broken;
}

/** Parts, complements, samples, rankings and windows. */
export async function checkClaims(
  reader: MemberReader,
  asked: Asked,
  turn = 0,
): Promise<readonly BrokenLaw[]> {
  const book = new ClaimBook();
  const { project } = asked;
  const wanted = asked.segments ?? project.segments.map(({ name }) => name);
  claimAll(project, book, wanted, turn);
  const extended: CheckedProject = {
    ...project,
    segments: [...project.segments, ...book.segments],
  };
  const segments = [
    ...(asked.segments ?? [...(await reader.members(asked)).keys()]),
    ...book.segments.map(({ name }) => name),
  ];
  const found = await reader.members({ ...asked, project: extended, segments });
  return book.claims.flatMap((claim) => judge(claim, found) ?? []);
}
