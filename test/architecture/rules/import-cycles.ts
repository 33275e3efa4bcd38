// Rule: no import cycles, neither between files nor between folders; imports of types count as well.
import { importsOf } from '../code-text.ts';
import { type SourceTree, sourcesOf, type Violation } from '../source-tree.ts';

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Reports one violation per cycle of files. */
export function checkFileCycles(tree: SourceTree): readonly Violation[] {
  return cyclesOf(graphOf(tree, (path) => path)).map(toViolation);
}

/** Reports one violation per cycle of folders. A file directly in a top folder stands for itself. */
export function checkFolderCycles(tree: SourceTree): readonly Violation[] {
  return cyclesOf(graphOf(tree, roomOf)).map(toViolation);
}

/** `compiler/check/infer/call.ts` → `compiler/check`; `compiler/source.ts` → itself. */
function roomOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

function graphOf(tree: SourceTree, nodeOf: (path: string) => string): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [path, text] of sourcesOf(tree)) {
    const node = nodeOf(path);
    const targets = graph.get(node) ?? new Set<string>();
    graph.set(node, targets);
    for (const line of importsOf(path, text)) {
      const target = nodeOf(line.target);
      if (line.kind === 'file' && (target !== node || line.target === path)) targets.add(target);
    }
  }
  return graph;
}

/** Depth-first search; each node is entered once, so each cycle is reported at its first closing edge. */
function cyclesOf(graph: Graph): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const finished = new Set<string>();
  const trail: string[] = [];
  const visit = (node: string): void => {
    const start = trail.indexOf(node);
    if (start !== -1) cycles.push([...trail.slice(start), node]);
    if (start !== -1 || finished.has(node)) return;
    trail.push(node);
    for (const target of graph.get(node) ?? []) visit(target);
    trail.pop();
    finished.add(node);
  };
  for (const node of graph.keys()) visit(node);
  return cycles;
}

function toViolation(cycle: readonly string[]): Violation {
  return { path: cycle[0] ?? '', message: `import cycle: ${cycle.join(' → ')}` };
}
