// The parser chooses its way by the next token as chevrotain's own strategy does, at every place of the grammar.
import {
  Alternation,
  Alternative,
  EOF,
  type IProduction,
  LLkLookaheadStrategy,
  Option,
  type OptionalProductionType,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  type Rule,
} from 'chevrotain';
import { describe, expect, it } from 'vitest';
import { Grammar } from '../../compiler/syntax/grammar.ts';
import { FirstTokenStrategy } from '../../compiler/syntax/lookahead.ts';
import { vocabulary } from '../../compiler/syntax/vocabulary.ts';

const optionals = {
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
} as const satisfies Record<OptionalProductionType, unknown>;

const optionalNames = [
  'Option',
  'Repetition',
  'RepetitionMandatory',
  'RepetitionMandatoryWithSeparator',
  'RepetitionWithSeparator',
] as const satisfies readonly OptionalProductionType[];

const holders = [Alternation, Alternative, ...Object.values(optionals)];

/** All parts of a rule, those inside others too. */
function partsOf({ definition }: Rule): readonly IProduction[] {
  const parts = [...definition];
  for (const part of parts) {
    for (const kind of holders) if (part instanceof kind) parts.push(...part.definition);
  }
  return parts;
}

const rules: readonly Rule[] = Object.values(new Grammar(true).getGAstProductions());
const theirs = new LLkLookaheadStrategy({ maxLookahead: 1 });
const ours = new FirstTokenStrategy({ maxLookahead: 1 });
const tokens = [...vocabulary, EOF].map(({ name, tokenTypeIdx }) => ({ name, tokenTypeIdx }));

type Choice = (...args: never[]) => unknown;

/** What a choice says when the next token is of the type with that number. */
function ask(choice: Choice, tokenTypeIdx: number | undefined, ways?: unknown): unknown {
  const parser = { LA_FAST: () => ({ tokenTypeIdx }) };
  return Reflect.apply(choice, parser, ways === undefined ? [] : [ways]);
}

/** The alternatives in the order in which they are taken when the gates of those before are shut. */
function order(choice: Choice, token: number | undefined, count: number): readonly unknown[] {
  const shut = new Set<unknown>();
  for (;;) {
    const ways = Array.from({ length: count }, (_, at) => ({ GATE: () => !shut.has(at) }));
    const taken = ask(choice, token, ways);
    if (taken === undefined) return [...shut];
    shut.add(taken);
  }
}

type Numbered = IProduction & { readonly idx: number };
type Chosen = (choice: Choice, token: number | undefined) => unknown;

/** The tokens before which two choices differ. */
function differences(our: Choice, their: Choice, chosen: Chosen): readonly string[] {
  const differing = tokens.filter(
    ({ tokenTypeIdx }) =>
      JSON.stringify(chosen(our, tokenTypeIdx)) !== JSON.stringify(chosen(their, tokenTypeIdx)),
  );
  return differing.map(({ name }) => name);
}

describe('a choice by the next token', () => {
  it.each([false, true])(
    'is that of chevrotain wherever a rule goes several ways (with gates: %s)',
    (hasPredicates) => {
      const compared = rules.flatMap((rule) =>
        partsOf(rule)
          .filter((part) => part instanceof Alternation)
          .map(({ idx, definition }) => {
            const place = { rule, prodOccurrence: idx, maxLookahead: 1 };
            const options = { ...place, hasPredicates, dynamicTokensEnabled: false };
            const our = ours.buildLookaheadForAlternation(options);
            const their = theirs.buildLookaheadForAlternation(options);
            const chosen: Chosen = (choice, token) =>
              hasPredicates ? order(choice, token, definition.length) : ask(choice, token);
            return [`${rule.name} ${idx}`, differences(our, their, chosen)] as const;
          }),
      );
      expect(compared).not.toEqual([]);
      expect(compared.filter(([, differing]) => differing.length > 0)).toEqual([]);
    },
  );

  it.each(optionalNames)('is that of chevrotain at each %s of a rule', (prodType) => {
    const kind = optionals[prodType];
    const compared = rules.flatMap((rule) =>
      partsOf(rule)
        .filter((part): part is Numbered => part instanceof kind)
        .map(({ idx }) => {
          const place = { rule, prodOccurrence: idx, prodType, maxLookahead: 1 };
          const options = { ...place, dynamicTokensEnabled: false };
          const our = ours.buildLookaheadForOptional(options);
          const their = theirs.buildLookaheadForOptional(options);
          return [`${rule.name} ${idx}`, differences(our, their, ask)] as const;
        }),
    );
    expect(compared).not.toEqual([]);
    expect(compared.filter(([, differing]) => differing.length > 0)).toEqual([]);
  });
});
