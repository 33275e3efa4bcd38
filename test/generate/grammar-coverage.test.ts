// The generator produces the whole grammar: every rule, and every token in every rule, in files without syntax errors.
import { describe, expect, it } from 'vitest';
import { entries } from './entries.ts';
import { grammarRules, type Production } from './grammar-tree.ts';
import { programFromSeed, usual } from './program.ts';
import { trace } from './trace.ts';

/** `rule token` for all tokens that a rule names itself. */
function pairsOf(rule: string, production: Production): readonly string[] {
  switch (production.type) {
    case 'token':
      return [`${rule} ${production.name}`];
    case 'rule':
      return [];
    case 'sequence':
      return production.parts.flatMap((part) => pairsOf(rule, part));
    case 'choice':
      return production.alternatives.flatMap((part) => pairsOf(rule, part));
    case 'option':
    case 'many':
      return pairsOf(rule, production.part);
    case 'lines':
      return pairsOf(rule, production.item);
  }
}

describe('the generator', () => {
  const rules = grammarRules();
  const produced = new Set<string>();
  const faulty: string[] = [];
  for (let seed = 0; seed < 1_500; seed += 1) {
    const text = programFromSeed(seed, { ...usual, noise: { comments: 0, blanks: 0 } });
    const { whole, entered } = trace(text);
    if (!whole) faulty.push(text);
    for (const step of entered) produced.add(step);
  }

  it('makes files without syntax errors', () => {
    expect(faulty).toEqual([]);
  });

  it('produces every rule of the grammar', () => {
    expect([...rules.keys()].filter((rule) => !produced.has(rule))).toEqual([]);
  });

  it('produces every token of every rule', () => {
    const pairs = [...rules].flatMap(([rule, production]) => pairsOf(rule, production));
    expect([...new Set(pairs)].filter((pair) => !produced.has(pair))).toEqual([]);
  });

  it('has entries only for rules that exist', () => {
    expect(Object.keys(entries).filter((rule) => !rules.has(rule))).toEqual([]);
  });
});
