// Part of compiler/syntax: which way the next token chooses, at each place of the grammar where there are several. Decides as
// chevrotain's own strategy does with a lookahead of one, which a test compares for all places and tokens. That one follows
// all paths from all places before the first file is read; this one looks at a place when a file first comes by it.
import {
  Alternation,
  Alternative,
  type ILookaheadStrategy,
  type IProduction,
  type IToken,
  LLkLookaheadStrategy,
  Option,
  type OptionalProductionType,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  type Rule,
} from 'chevrotain';
import { InternalError } from '../assert.ts';
import { alternativesOf, type FirstTokens, FirstTokensReader, type Inner } from './first-tokens.ts';

/** The parser, as far as a choice asks it. */
interface Looking {
  readonly LA_FAST: (ahead: number) => IToken;
}

interface Way {
  readonly GATE?: () => boolean;
}

type AlternationPlace = Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>[0];
type OptionalPlace = Parameters<ILookaheadStrategy['buildLookaheadForOptional']>[0];

const optionals = {
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
} as const satisfies Record<OptionalProductionType, unknown>;

/** For grammars whose places all decide by one token, with gates for what must look further. */
export class FirstTokenStrategy extends LLkLookaheadStrategy {
  private readonly first = new FirstTokensReader();

  override buildLookaheadForAlternation({
    rule,
    prodOccurrence,
  }: AlternationPlace): (ways?: readonly Way[]) => number | undefined {
    const { first } = this;
    let alternatives: readonly FirstTokens[] | undefined;
    /** By `tokenTypeIdx`, in the order of the alternatives. */
    const known = new Map<number, readonly number[]>();
    const startedBy = (token: number): readonly number[] => {
      alternatives ??= alternativesOf(placeIn(rule, Alternation, prodOccurrence)).map((one) =>
        first.inside(one),
      );
      const found = alternatives.flatMap(({ tokens, empty }, index) =>
        empty || tokens.has(token) ? [index] : [],
      );
      known.set(token, found);
      return found;
    };
    return function (this: Looking, ways: readonly Way[] = []): number | undefined {
      const token = this.LA_FAST(1).tokenTypeIdx;
      for (const index of known.get(token) ?? startedBy(token)) {
        if (ways[index]?.GATE?.call(this) !== false) return index;
      }
      return undefined;
    };
  }

  override buildLookaheadForOptional({
    rule,
    prodOccurrence,
    prodType,
  }: OptionalPlace): () => boolean {
    const { first } = this;
    let inside: FirstTokens | undefined;
    return function (this: Looking): boolean {
      inside ??= first.inside(placeIn(rule, optionals[prodType], prodOccurrence));
      return inside.empty || inside.tokens.has(this.LA_FAST(1).tokenTypeIdx);
    };
  }
}

type Place = Inner & { readonly idx: number };

const holders = [Alternation, Alternative, ...Object.values(optionals)] as const;

function isHolder(part: IProduction): part is Inner {
  return holders.some((kind) => part instanceof kind);
}

/** The part of a rule, written out in the rule itself, that has that kind and number. */
function placeIn<P extends Place>(
  { name, definition }: Rule,
  kind: new (...args: never[]) => P,
  number: number,
): P {
  const queue: IProduction[] = [...definition];
  for (const part of queue) {
    if (part instanceof kind && part.idx === number) return part;
    if (isHolder(part)) queue.push(...part.definition);
  }
  throw new InternalError(`rule ${name} has no ${kind.name} ${number}`);
}
