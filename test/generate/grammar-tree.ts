// The grammar as data: its rules as the parser itself recorded them, so that a new construct is generated from the day it
// is parsed.
import { Grammar } from '../../compiler/syntax/grammar.ts';

export type Production =
  | { readonly type: 'rule'; readonly name: string }
  | { readonly type: 'token'; readonly name: string }
  | { readonly type: 'sequence'; readonly parts: readonly Production[] }
  | { readonly type: 'choice'; readonly alternatives: readonly Production[] }
  | { readonly type: 'option'; readonly part: Production }
  | {
      readonly type: 'many';
      readonly part: Production;
      readonly least: 0 | 1;
      readonly separator: string | undefined;
    }
  /** Items, each ended by a line end or a comma. */
  | { readonly type: 'lines'; readonly item: Production };

export type Rules = ReadonlyMap<string, Production>;

let rules: Rules | undefined;

/** By name. */
export function grammarRules(): Rules {
  rules ??= new Map(
    new Grammar(true)
      .getSerializedGastProductions()
      .map((rule) => [textOf(rule, 'name'), sequence(partsOf(rule))]),
  );
  return rules;
}

function read(node: unknown): Production {
  const kind = textOf(node, 'type');
  switch (kind) {
    case 'NonTerminal':
      return { type: 'rule', name: textOf(node, 'name') };
    case 'Terminal':
      return { type: 'token', name: textOf(node, 'name') };
    case 'Alternative':
      return sequence(partsOf(node));
    case 'Alternation':
      return { type: 'choice', alternatives: partsOf(node) };
    case 'Option':
      return { type: 'option', part: sequence(partsOf(node)) };
    case 'Repetition':
    case 'RepetitionWithSeparator':
    case 'RepetitionMandatory':
    case 'RepetitionMandatoryWithSeparator':
      return many(node, kind);
    default:
      throw new Error(`the grammar has a production of an unknown kind: ${kind}`);
  }
}

function many(node: unknown, kind: string): Production {
  const part = sequence(partsOf(node));
  const item = itemOfLines(part);
  if (item !== undefined) return { type: 'lines', item };
  const least = kind.includes('Mandatory') ? 1 : 0;
  const separator = kind.includes('Separator')
    ? textOf(memberOf(node, 'separator'), 'name')
    : undefined;
  return { type: 'many', part, least, separator };
}

/** The third of line end, comma and item. */
function itemOfLines(part: Production): Production | undefined {
  if (part.type !== 'choice') return undefined;
  const [first, second, item] = part.alternatives;
  const isLines = first?.type === 'token' && first.name === 'Newline' && second?.type === 'token';
  return isLines ? item : undefined;
}

function sequence(parts: readonly Production[]): Production {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { type: 'sequence', parts };
}

function partsOf(node: unknown): readonly Production[] {
  const definition = memberOf(node, 'definition');
  return Array.isArray(definition) ? definition.map(read) : [];
}

function memberOf(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null
    ? Object.entries(node).find(([key]) => key === name)?.[1]
    : undefined;
}

function textOf(node: unknown, name: string): string {
  const value = memberOf(node, name);
  return typeof value === 'string' ? value : '';
}

/**
 * How many rules stand inside one another at least, by rule; what a generator needs to come to an end. `needs` names
 * rules that stand inside another always, whatever the grammar says.
 */
export function leastDepths(
  of: Rules,
  needs: (rule: string) => readonly string[],
): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  for (let changed = true; changed;) {
    changed = false;
    for (const [name, production] of of) {
      const inside = needs(name).map((rule) => depths.get(rule) ?? Infinity);
      const depth = 1 + Math.max(depthOf(production, depths), ...inside);
      if (depth >= (depths.get(name) ?? Infinity)) continue;
      depths.set(name, depth);
      changed = true;
    }
  }
  return depths;
}

/** Of one production, given those of the rules. */
export function depthOf(production: Production, depths: ReadonlyMap<string, number>): number {
  switch (production.type) {
    case 'rule':
      return depths.get(production.name) ?? Infinity;
    case 'token':
    case 'option':
    case 'lines':
      return 0;
    case 'sequence':
      return Math.max(0, ...production.parts.map((part) => depthOf(part, depths)));
    case 'choice':
      return Math.min(...production.alternatives.map((part) => depthOf(part, depths)));
    case 'many':
      return production.least === 0 ? 0 : depthOf(production.part, depths);
  }
}
