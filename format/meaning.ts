// Proof that layout changed nothing else: two texts mean the same when their ASTs are equal without places and hold the
// same comments.
import { InternalError } from '../compiler/assert.ts';
import { parseAlone } from '../compiler/syntax/parse-alone.ts';

/** Throws InternalError when `after`, which was made from `before`, does not mean the same. */
export function refuseChangedMeaning(path: string, before: string, after: string): void {
  if (before === after) return;
  const problem = differenceOf(path, before, after);
  if (problem === undefined) return;
  throw new InternalError(`formatting of ${path} would ${problem}; nothing is written`);
}

/** What is wrong with `after` as a layout of `before`; undefined when nothing is. */
export function differenceOf(path: string, before: string, after: string): string | undefined {
  const [old, made] = [meaningOf(path, before), meaningOf(path, after)];
  if (made.faults > old.faults) return 'give a text with syntax errors';
  if (made.declarations !== old.declarations) return 'change what the text means';
  return made.comments === old.comments ? undefined : 'lose or change a comment';
}

interface Meaning {
  readonly faults: number;
  readonly declarations: string;
  readonly comments: string;
}

function meaningOf(path: string, text: string): Meaning {
  const { syntax, diagnostics, comments } = parseAlone({ path, text });
  const texts = comments.map(({ start, end }) => text.slice(start, end).trimEnd());
  return {
    faults: diagnostics.length,
    declarations: JSON.stringify(simplified(syntax.declarations, text, '')),
    // Settings change places with `where`, and take their comments along.
    comments: JSON.stringify(texts.toSorted()),
  };
}

interface Node {
  readonly kind?: unknown;
  readonly expected?: unknown;
  readonly objects?: readonly unknown[];
  readonly operands?: readonly unknown[];
  readonly span?: { readonly start: number; readonly end: number };
}

/**
 * An AST without places. Layout may write an `or` of three as `any of`, and an `and`
 * behind `where` or `have` as a block: both are counted as the block. It may write a long
 * list that a test expects as several: they are counted as one.
 */
export function simplified(value: unknown, text: string, key: string): unknown {
  if (Array.isArray(value)) return joined(value).map((one) => simplified(one, text, ''));
  if (typeof value !== 'object' || value === null) return value;
  const node: Node = value;
  const quantifier = blockOf(node, key);
  if (quantifier === undefined) return membersOf(value, text);
  const conditions = simplified(node.operands, text, '');
  return { kind: 'block', quantifier, worded: false, conditions };
}

/** The same expectation of more objects behind one another as one. */
function joined(nodes: readonly unknown[]): readonly unknown[] {
  const found: unknown[] = [];
  for (const node of nodes) {
    const [last, next] = [listOf(found.at(-1)), listOf(node)];
    if (last !== undefined && next !== undefined && last.expected === next.expected) {
      found[found.length - 1] = { ...last, objects: [...last.objects, ...next.objects] };
    } else found.push(node);
  }
  return found;
}

type ObjectList = Node & { readonly objects: readonly unknown[] };

/** `expect in: none` lists nothing. */
function listOf(value: unknown): ObjectList | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, objects = [] }: Node = value;
  return kind === 'expect' && objects.length > 0 ? { ...value, objects } : undefined;
}

/** The block that layout may write in place of `node`. */
function blockOf({ kind, operands = [] }: Node, key: string): string | undefined {
  if (kind === 'or' && operands.length > 2) return 'any';
  const predicate = key === 'where' || key === 'predicate';
  return kind === 'and' && predicate ? 'all' : undefined;
}

function membersOf(value: object, text: string): object {
  const entries = Object.entries(value).filter(([, child]) => !isSpan(child));
  return Object.fromEntries(entries.map(([name, child]) => [name, simplified(child, text, name)]));
}

function isSpan(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'start' in value && 'file' in value;
}
