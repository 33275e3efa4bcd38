// A random sentence of the grammar: from a rule to its tokens. What gates and checks inside rules refuse is not known
// here; who needs texts without faults asks the parser.
import { type Choices, sometimes } from './choices.ts';
import { entries } from './entries.ts';
import { depthOf, grammarRules, leastDepths, type Production } from './grammar-tree.ts';
import { wordFor } from './words.ts';

/** A token, or the end of a line of a block, which may be written as a comma. */
export type Piece = { readonly text: string } | 'line';

const rules = grammarRules();
const depths = leastDepths(rules, (name) => entries[name]?.needs ?? []);

/** The tokens of `rule`, at most about `depth` rules inside one another. */
export function derive(rule: string, choices: Choices, depth: number): readonly Piece[] {
  const pieces: Piece[] = [];
  new Derivation(choices, pieces).rule(rule, Math.max(depth, depths.get(rule) ?? 0));
  return pieces;
}

interface Alternative {
  readonly production: Production;
  readonly depth: number;
}

const ordered = new WeakMap<readonly Production[], readonly Alternative[]>();

function simplestFirst(alternatives: readonly Production[]): readonly Alternative[] {
  const known = ordered.get(alternatives);
  if (known !== undefined) return known;
  const sorted = alternatives
    .map((production) => ({ production, depth: depthOf(production, depths) }))
    .toSorted((a, b) => a.depth - b.depth);
  ordered.set(alternatives, sorted);
  return sorted;
}

export class Derivation {
  readonly choices: Choices;
  private readonly pieces: Piece[];

  constructor(choices: Choices, pieces: Piece[]) {
    this.choices = choices;
    this.pieces = pieces;
  }

  write(...texts: readonly string[]): void {
    for (const text of texts) this.pieces.push({ text });
  }

  endLine(): void {
    this.pieces.push('line');
  }

  token(name: string): void {
    this.write(wordFor(name, this.choices));
  }

  rule(name: string, depth: number): void {
    const entry = entries[name];
    if (entry !== undefined) {
      entry.write(this, depth - 1);
      return;
    }
    const production = rules.get(name);
    if (production === undefined) throw new Error(`the grammar has no rule ${name}`);
    this.production(production, depth - 1);
  }

  production(production: Production, depth: number): void {
    switch (production.type) {
      case 'token':
        return this.token(production.name);
      case 'rule':
        return this.rule(production.name, depth);
      case 'sequence':
        for (const part of production.parts) this.production(part, depth);
        return;
      case 'choice':
        return this.production(this.alternative(production.alternatives, depth), depth);
      case 'option':
        if (this.fits(production.part, depth) && sometimes(this.choices, 2)) {
          this.production(production.part, depth);
        }
        return;
      case 'many':
        return this.many(production, depth);
      case 'lines':
        return this.lines(production.item, depth);
    }
  }

  private fits(production: Production, depth: number): boolean {
    return depthOf(production, depths) <= depth;
  }

  private alternative(alternatives: readonly Production[], depth: number): Production {
    const sorted = simplestFirst(alternatives);
    let fitting = 0;
    while (fitting < sorted.length && (sorted[fitting]?.depth ?? 0) <= depth) fitting += 1;
    const chosen = sorted[this.choices.below(Math.max(1, fitting))];
    if (chosen === undefined) throw new Error('a choice of nothing');
    return chosen.production;
  }

  private many(
    { part, least, separator }: Extract<Production, { type: 'many' }>,
    depth: number,
  ): void {
    const most = this.fits(part, depth) ? 3 : 0;
    const more = most === 0 ? 0 : this.choices.below(most + 1);
    for (let count = 0; count < Math.max(least, more); count += 1) {
      if (count > 0 && separator !== undefined) this.token(separator);
      this.production(part, depth);
    }
  }

  private lines(item: Production, depth: number): void {
    this.endLine();
    const count = this.fits(item, depth) ? this.choices.below(4) : 0;
    for (let index = 0; index < count; index += 1) {
      this.production(item, depth);
      this.endLine();
    }
  }
}
