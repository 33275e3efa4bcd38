// The generator produces the whole grammar: every rule, and every token in every rule, in files without syntax errors.
import { describe, expect, it } from 'vitest';
import { aimAt } from './aim.ts';
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

/** Texts tried for one rule or token. */
const mostTries = 300;
const plain = { ...usual, declarations: 1, noise: { comments: 0, blanks: 0 } };

/** True when some file without syntax errors makes the parser take the step. */
function isProduced(step: string): boolean {
  const [rule = '', token] = step.split(' ');
  const settings = { ...plain, depth: 6, wishes: { aim: aimAt(rule, token) } };
  for (let seed = 0; seed < mostTries; seed += 1) {
    const { whole, entered } = trace(programFromSeed(seed, settings));
    if (whole && entered.has(step)) return true;
  }
  return false;
}

describe('the generator', () => {
  const rules = grammarRules();
  const produced = new Set<string>();
  const faulty: string[] = [];
  for (let seed = 0; seed < 500; seed += 1) {
    const text = programFromSeed(seed, plain);
    const { whole, entered } = trace(text);
    if (!whole) faulty.push(text);
    for (const step of entered) produced.add(step);
  }

  it('makes files without syntax errors', () => {
    expect(faulty).toEqual([]);
  });

  it('produces most of the grammar without being led there', () => {
    const seen = [...rules.keys()].filter((rule) => produced.has(rule));
    expect(seen.length / rules.size).toBeGreaterThan(0.8);
  });

  it('produces every rule of the grammar', () => {
    const missing = [...rules.keys()].filter((rule) => !produced.has(rule));
    expect(missing.filter((rule) => !isProduced(rule))).toEqual([]);
  });

  it('produces every token of every rule', () => {
    const pairs = [...rules].flatMap(([rule, production]) => pairsOf(rule, production));
    const missing = [...new Set(pairs)].filter((pair) => !produced.has(pair));
    expect(missing.filter((pair) => !isProduced(pair))).toEqual([]);
  });

  it('has entries only for rules that exist', () => {
    expect(Object.keys(entries).filter((rule) => !rules.has(rule))).toEqual([]);
  });
});
