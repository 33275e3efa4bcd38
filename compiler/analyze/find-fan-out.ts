// Part of compiler/analyze: rows that an aggregate takes more than once because its path leads to them more than once.
import type { Feature, PathHop, Value } from '../lower/ir.ts';

export interface FanOut {
  readonly function: string;
  /** The entity whose rows come more than once. */
  readonly repeated: string;
  /** The entity whose rows lead there. */
  readonly by: string;
}

/** `count`, `sum`, `avg` and `median` depend on how often a row comes; `min` and `count distinct` do not. */
export function findFanOut({ path, reducer }: Feature): FanOut | undefined {
  const { kind } = reducer;
  if (kind !== 'count' && kind !== 'sum' && kind !== 'avg' && kind !== 'median') return undefined;
  const shared = sharedHop(path);
  const last = path.at(-1);
  if (shared !== undefined && last !== undefined) {
    return { function: kind, repeated: last.to, by: shared.from };
  }
  if (kind === 'count' || last?.kind !== 'to_many') return undefined;
  const back = backHop(reducer.value, last);
  return back && { function: kind, repeated: back.to, by: back.from };
}

/** A to-one step between two to-many steps: rows of the first share what the second starts from. */
function sharedHop(path: readonly PathHop[]): PathHop | undefined {
  return path.find((hop, at) => {
    if (hop.kind !== 'to_one') return false;
    const isLink = path[at - 1]?.relation === hop.relation;
    const before = path.slice(0, isLink ? at - 1 : at);
    const after = path.slice(at + 1);
    return [before, after].every((part) => part.some(({ kind }) => kind === 'to_many'));
  });
}

/** `lines.order.total`: the value of a row goes back over the very relation that led to the row. */
function backHop(
  value: Value,
  last: PathHop,
): { readonly to: string; readonly from: string } | undefined {
  if (value.kind !== 'column' || value.row.up !== 0) return undefined;
  const [hop] = value.row.hops;
  return hop?.from === last.to && hop.column === last.column ? hop : undefined;
}
