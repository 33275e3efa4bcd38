// Selectors of the command line → segment names: `name`, `win_*`, `object:contact`, `label:x`, `owner:x`, `path:segments/sales`,
// `+x` (and what it refers to), `x+` (and what refers to it). Several selectors add up.
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import { didYouMean } from '../../compiler/diagnostics/did-you-mean.ts';
import { operationalError } from '../../compiler/operational-error.ts';

/** What selectors can ask about a segment. */
export interface SelectableSegment {
  readonly name: string;
  readonly object: string;
  readonly owner: string | undefined;
  readonly labels: readonly string[];
  /** Relative to the project. */
  readonly path: string;
  readonly refersTo: readonly string[];
}

/** The selected names, in the order of `segments`. A selector that matches nothing is a usage error. */
export function selectSegments(
  selectors: readonly string[],
  segments: readonly SelectableSegment[],
): readonly string[] {
  const selected = new Set(selectors.flatMap((selector) => [...matches(selector, segments)]));
  return segments.map(({ name }) => name).filter((name) => selected.has(name));
}

function matches(selector: string, segments: readonly SelectableSegment[]): ReadonlySet<string> {
  const core = selector.replace(/^\+/, '').replace(/\+$/, '');
  const found = segments.filter(matcher(core)).map(({ name }) => name);
  if (found.length === 0) throw matchesNothing(core, segments);
  const names = new Set(found);
  if (selector.startsWith('+')) addReached(names, found, referredBy(segments));
  if (selector.endsWith('+')) addReached(names, found, referringTo(segments));
  return names;
}

function matcher(core: string): (segment: SelectableSegment) => boolean {
  const [, method, value] = /^([a-z]+):(.*)$/s.exec(core) ?? [];
  if (method === undefined || value === undefined) {
    const pattern = globPattern(core);
    return ({ name }) => pattern.test(name);
  }
  const pattern = globPattern(value);
  switch (method) {
    case 'object':
      return ({ object }) => pattern.test(object);
    case 'owner':
      return ({ owner }) => owner !== undefined && pattern.test(owner);
    case 'label':
      return ({ labels }) => labels.some((label) => pattern.test(label));
    case 'path':
      return pathMatcher(value);
    case 'state':
      throw operationalError(commandLine.notYet, {
        what: `the selector \`${core}\``,
        instead: 'Name the segments, or select by `object:`, `label:`, `owner:` or `path:`.',
      });
    default:
      throw unknownMethod(core, method);
  }
}

/** A file, a folder with all below it, or a glob of files. */
function pathMatcher(value: string): (segment: SelectableSegment) => boolean {
  const wanted = value.replace(/^\.\//, '').replace(/\/+$/, '');
  const pattern = globPattern(wanted);
  return ({ path }) => path === wanted || path.startsWith(`${wanted}/`) || pattern.test(path);
}

/** `*` stands for any characters, `?` for one. */
function globPattern(glob: string): RegExp {
  const source = glob.replaceAll(/[.*+?^${}()|[\]\\]/g, (sign) => {
    if (sign === '*') return '.*';
    return sign === '?' ? '.' : `\\${sign}`;
  });
  return new RegExp(`^${source}$`, 's');
}

type References = ReadonlyMap<string, readonly string[]>;

function addReached(names: Set<string>, starts: readonly string[], references: References): void {
  const waiting = [...starts];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    for (const reached of references.get(name) ?? []) {
      if (names.has(reached)) continue;
      names.add(reached);
      waiting.push(reached);
    }
  }
}

function referredBy(segments: readonly SelectableSegment[]): References {
  return new Map(segments.map(({ name, refersTo }) => [name, refersTo]));
}

function referringTo(segments: readonly SelectableSegment[]): References {
  const references = new Map<string, string[]>();
  for (const { name, refersTo } of segments) {
    for (const referred of refersTo) {
      const known = references.get(referred) ?? [];
      known.push(name);
      references.set(referred, known);
    }
  }
  return references;
}

function matchesNothing(core: string, segments: readonly SelectableSegment[]): Error {
  const colon = core.indexOf(':');
  const method = core.slice(0, colon + 1);
  const [near] = didYouMean(core.slice(colon + 1), knownValues(method, segments));
  const suggestion = near === undefined ? undefined : `${method}${near}`;
  return operationalError(commandLine.unknownSelection, { word: core, suggestion });
}

/** `method` with its colon; without one: names. */
function knownValues(method: string, segments: readonly SelectableSegment[]): readonly string[] {
  switch (method) {
    case 'object:':
      return segments.map(({ object }) => object);
    case 'owner:':
      return segments.flatMap(({ owner }) => owner ?? []);
    case 'label:':
      return segments.flatMap(({ labels }) => labels);
    case 'path:':
      return segments.map(({ path }) => path);
    default:
      return segments.map(({ name }) => name);
  }
}

function unknownMethod(core: string, method: string): Error {
  const [near] = didYouMean(method, ['object', 'label', 'owner', 'path']);
  const suggestion = near === undefined ? undefined : `${near}${core.slice(method.length)}`;
  return operationalError(commandLine.unknownSelection, { word: core, suggestion });
}
