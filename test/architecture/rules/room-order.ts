// Rule: in a folder that is divided into rooms, each room imports only what stands before it (docs/architecture.md, "The rooms").
import { importsOf } from '../code-text.ts';
import { type SourceTree, sourcesOf, type Violation } from '../source-tree.ts';

/**
 * Divided folder → its rooms, which end in a slash, and the files beside them that rooms may import; each imports what is named before it.
 * The other files beside the rooms come last: they import everything of the folder, and no room imports them.
 */
const orders: Readonly<Record<string, readonly string[]>> = {
  'dialects/duckdb/': ['engine/', 'tables/', 'state/', 'staging/', 'changes/', 'publish/'],
  'runtime/refresh/': [
    'full-cause.ts',
    'report.ts',
    'refresh-options.ts',
    'is-due.ts',
    'identity/',
    'sources/',
    'run-state.ts',
    'judge/',
    'incremental/',
    'compute/',
    'describe/',
  ],
};

/** Reports imports of what comes later in a divided folder, and its rooms that have no place in the order. */
export function checkRoomOrder(tree: SourceTree): readonly Violation[] {
  const sources = [...sourcesOf(tree)];
  return Object.entries(orders).flatMap(([folder, order]) =>
    sources
      .filter(([path]) => path.startsWith(folder))
      .flatMap(([path, text]) => problemsOf(folder, order, path, text)),
  );
}

function problemsOf(
  folder: string,
  order: readonly string[],
  path: string,
  text: string,
): readonly Violation[] {
  const own = partOf(folder, path);
  if (own.endsWith('/') && !order.includes(own)) {
    return [{ path, message: `room ${folder}${own} has no place in the order of this rule` }];
  }
  return importsOf(path, text)
    .filter(({ kind, target }) => kind === 'file' && target.startsWith(folder))
    .map(({ target }) => partOf(folder, target))
    .filter((part) => part !== own && placeOf(order, part) > placeOf(order, own))
    .map((part) => ({ path, message: `${own} must not import ${part}, which comes later` }));
}

/** `runtime/refresh/sources/check-age.ts` → `sources/`; `runtime/refresh/refresh.ts` → `refresh.ts`. */
function partOf(folder: string, path: string): string {
  const inside = path.slice(folder.length);
  return inside.slice(0, inside.indexOf('/') + 1) || inside;
}

function placeOf(order: readonly string[], part: string): number {
  const place = order.indexOf(part);
  return place === -1 ? order.length : place;
}
