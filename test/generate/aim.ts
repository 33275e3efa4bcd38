// Leads a derivation to one rule, or to one token in a rule: how far every production is from it.
import { grammarRules, type Production } from './grammar-tree.ts';

export interface Aim {
  /** True for a rule whose use alone is what is aimed at. */
  readonly isReachedBy: (rule: string) => boolean;
  /** Infinity when it is never reached from there. */
  readonly distance: (production: Production) => number;
}

/** `token` is the name of a kind of token that `rule` takes itself; without it any use of the rule will do. */
export function aimAt(rule: string, token?: string): Aim {
  const rules = grammarRules();
  const target = rules.get(rule);
  const ofRules = new Map<string, number>(token === undefined ? [[rule, 0]] : []);
  const distanceIn = (production: Production, isTarget: boolean): number =>
    distanceOf(production, ofRules, (name) => isTarget && name === token);
  for (let changed = true; changed;) {
    changed = false;
    for (const [name, production] of rules) {
      const distance = 1 + distanceIn(production, production === target);
      if (distance >= (ofRules.get(name) ?? Infinity)) continue;
      ofRules.set(name, distance);
      changed = true;
    }
  }
  const inTarget = new Set<Production>(target === undefined ? [] : productionsIn(target));
  const known = new WeakMap<Production, number>();
  return {
    isReachedBy: (name) => token === undefined && name === rule,
    distance(production) {
      const distance = known.get(production) ?? distanceIn(production, inTarget.has(production));
      known.set(production, distance);
      return distance;
    },
  };
}

function distanceOf(
  production: Production,
  ofRules: ReadonlyMap<string, number>,
  isTarget: (token: string) => boolean,
): number {
  const inside = (part: Production): number => distanceOf(part, ofRules, isTarget);
  switch (production.type) {
    case 'token':
      return isTarget(production.name) ? 0 : Infinity;
    case 'rule':
      return 1 + (ofRules.get(production.name) ?? Infinity);
    case 'sequence':
      return Math.min(...production.parts.map(inside), Infinity);
    case 'choice':
      return Math.min(...production.alternatives.map(inside), Infinity);
    case 'option':
    case 'many':
      return inside(production.part);
    case 'lines':
      return inside(production.item);
  }
}

function productionsIn(production: Production): readonly Production[] {
  switch (production.type) {
    case 'token':
    case 'rule':
      return [production];
    case 'sequence':
      return [production, ...production.parts.flatMap(productionsIn)];
    case 'choice':
      return [production, ...production.alternatives.flatMap(productionsIn)];
    case 'option':
    case 'many':
      return [production, ...productionsIn(production.part)];
    case 'lines':
      return [production, ...productionsIn(production.item)];
  }
}
