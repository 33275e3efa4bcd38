// A random sentence of the grammar: from a rule to its tokens. What gates and checks inside rules refuse is not known
// here; who needs texts without faults asks the parser.
import type { Aim } from './aim.ts';
import { type Choices, sometimes } from './choices.ts';
import { entries } from './entries.ts';
import { depthOf, grammarRules, leastDepths, type Production } from './grammar-tree.ts';
import { wordFor } from './words.ts';

/** A token, or the end of a line of a block, which may be written as a comma. */
export type Piece = { readonly text: string } | 'line';

const rules = grammarRules();
const depths = leastDepths(rules, (name) => entries[name]?.needs ?? []);

export interface Wishes {
  /** Taken half of the time where a name is expected. */
  readonly names?: readonly string[];
  /** What the tokens shall hold at least once. */
  readonly aim?: Aim;
}

/** The tokens of `rule`, at most about `depth` rules inside one another. */
export function derive(
  rule: string,
  choices: Choices,
  depth: number,
  wishes: Wishes = {},
): readonly Piece[] {
  const pieces: Piece[] = [];
  new Derivation(choices, pieces, wishes).rule(rule, Math.max(depth, depths.get(rule) ?? 0));
  return pieces;
}

/** Rules inside one another beyond the depth, after which the aim is given up: an entry may not lead there. */
const mostDetours = 60;

/** Tokens after which only the simplest is written: sizes would have no bound otherwise. */
const mostPieces = 500;

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
  private readonly names: readonly string[];
  /** Undefined when there is none, or when it is reached. */
  private aim: Aim | undefined;

  constructor(choices: Choices, pieces: Piece[], { names = [], aim }: Wishes) {
    this.choices = choices;
    this.pieces = pieces;
    this.names = names;
    this.aim = aim;
  }

  write(...texts: readonly string[]): void {
    for (const text of texts) this.pieces.push({ text });
  }

  endLine(): void {
    this.pieces.push('line');
  }

  token(name: string): void {
    const known = name === 'Ident' && this.names.length > 0 && sometimes(this.choices, 2);
    const chosen = known ? this.names[this.choices.below(this.names.length)] : undefined;
    this.write(chosen ?? wordFor(name, this.choices));
  }

  rule(name: string, depth: number): void {
    const entry = entries[name];
    const isLost = depth < -mostDetours;
    if (isLost || this.aim?.isReachedBy(name) === true) this.aim = undefined;
    if (entry !== undefined) {
      entry.write(this, depth - 1);
      return;
    }
    const production = rules.get(name);
    if (production === undefined) throw new Error(`the grammar has no rule ${name}`);
    this.production(production, depth - 1);
  }

  /** The rule half of the time, and always when it leads to the aim. */
  option(name: string, depth: number): void {
    const production: Production = { type: 'rule', name };
    if (this.isWanted(production) || this.isChosen(production, depth)) this.rule(name, depth);
  }

  private production(production: Production, depth: number): void {
    switch (production.type) {
      case 'token':
        if (this.distance(production) === 0) this.aim = undefined;
        return this.token(production.name);
      case 'rule':
        return this.rule(production.name, depth);
      case 'sequence':
        return this.sequence(production.parts, depth);
      case 'choice':
        return this.production(this.alternative(production.alternatives, depth), depth);
      case 'option':
        if (this.isWanted(production.part) || this.isChosen(production.part, depth)) {
          this.production(production.part, depth);
        }
        return;
      case 'many':
        return this.many(production, depth);
      case 'lines':
        return this.lines(production.item, depth);
    }
  }

  /** Only the part that is nearest to the aim goes there. */
  private sequence(parts: readonly Production[], depth: number): void {
    const { aim } = this;
    const distances = parts.map((part) => this.distance(part));
    const nearest = distances.indexOf(Math.min(...distances));
    for (const [index, part] of parts.entries()) {
      if (index === nearest) this.aim = aim;
      else if (index === 0) this.aim = undefined;
      this.production(part, depth);
      if (index === nearest) this.aim = undefined;
    }
  }

  /** To the aim; Infinity without one. */
  private distance(production: Production): number {
    return this.aim?.distance(production) ?? Infinity;
  }

  private isWanted(production: Production): boolean {
    return this.distance(production) < Infinity;
  }

  private isChosen(production: Production, depth: number): boolean {
    return this.fits(production, depth) && sometimes(this.choices, 2);
  }

  private fits(production: Production, depth: number): boolean {
    return this.pieces.length < mostPieces && depthOf(production, depths) <= depth;
  }

  private alternative(alternatives: readonly Production[], depth: number): Production {
    const nearest = Math.min(...alternatives.map((one) => this.distance(one)));
    // The nearest way may be one that checks refuse.
    const farther = nearest < Infinity && sometimes(this.choices, 4);
    const towards = alternatives.filter((one) =>
      farther ? this.isWanted(one) : this.distance(one) === nearest,
    );
    const toAim = towards[this.choices.below(towards.length)];
    if (nearest < Infinity && toAim !== undefined) return toAim;
    const sorted = simplestFirst(alternatives);
    let fitting = 0;
    const room = this.pieces.length < mostPieces ? depth : -1;
    while (fitting < sorted.length && (sorted[fitting]?.depth ?? 0) <= room) fitting += 1;
    const chosen = sorted[this.choices.below(Math.max(1, fitting))];
    if (chosen === undefined) throw new Error('a choice of nothing');
    return chosen.production;
  }

  private many(
    { part, least, separator }: Extract<Production, { type: 'many' }>,
    depth: number,
  ): void {
    const needed = this.isWanted(part) ? 1 : least;
    const more = this.fits(part, depth) ? this.choices.below(4) : 0;
    for (let count = 0; count < Math.max(needed, more); count += 1) {
      if (count > 0 && separator !== undefined) this.token(separator);
      this.production(part, depth);
    }
  }

  private lines(item: Production, depth: number): void {
    this.endLine();
    const needed = this.isWanted(item) ? 1 : 0;
    const count = this.fits(item, depth) ? this.choices.below(4) : 0;
    for (let index = 0; index < Math.max(needed, count); index += 1) {
      this.production(item, depth);
      this.endLine();
    }
  }
}
