// Part of compiler/syntax: what a part of the grammar can begin with, read from the grammar as chevrotain recorded it.
import {
  Alternation,
  Alternative,
  type IProduction,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  Terminal,
  type TokenType,
} from 'chevrotain';
import { InternalError } from '../assert.ts';

export interface FirstTokens {
  /** By `tokenTypeIdx`, those of subtypes too. */
  readonly tokens: ReadonlySet<number>;
  /** It can also be nothing at all. */
  readonly empty: boolean;
}

type Definition = readonly IProduction[];

/** A part of the grammar that holds others. */
export interface Inner extends IProduction {
  readonly definition: Definition;
}

/** Each rule and each part of one is looked at once. */
export class FirstTokensReader {
  private readonly known = new Map<Definition, FirstTokens>();

  /** Of what stands inside an alternative, an option or a repetition, even where that is nothing. */
  inside(part: Inner): FirstTokens {
    return this.ofSequence(part.definition);
  }

  private ofSequence(definition: Definition): FirstTokens {
    const found = this.known.get(definition) ?? this.readSequence(definition);
    this.known.set(definition, found);
    return found;
  }

  private readSequence(definition: Definition): FirstTokens {
    const tokens = new Set<number>();
    for (const part of definition) {
      const first = this.ofPart(part);
      for (const token of first.tokens) tokens.add(token);
      if (!first.empty) return { tokens, empty: false };
    }
    return { tokens, empty: true };
  }

  private ofPart(part: IProduction): FirstTokens {
    if (part instanceof Terminal) return ofToken(part.terminalType);
    if (part instanceof NonTerminal) return this.ofSequence(part.referencedRule.definition);
    if (part instanceof Alternation) return this.ofAlternatives(part);
    if (part instanceof Alternative || part instanceof RepetitionMandatory) {
      return this.ofSequence(part.definition);
    }
    if (part instanceof Option || part instanceof Repetition) {
      return { ...this.ofSequence(part.definition), empty: true };
    }
    if (part instanceof RepetitionMandatoryWithSeparator) return this.separated(part);
    if (part instanceof RepetitionWithSeparator) return { ...this.separated(part), empty: true };
    throw new InternalError('a part of the grammar of an unknown kind');
  }

  /** An alternative without any part is left out, as chevrotain does: it is there for what stands behind. */
  private ofAlternatives(alternation: Alternation): FirstTokens {
    const firsts = alternativesOf(alternation)
      .filter(({ definition }) => definition.length > 0)
      .map((alternative) => this.inside(alternative));
    return {
      tokens: new Set(firsts.flatMap(({ tokens }) => [...tokens])),
      empty: firsts.some(({ empty }) => empty),
    };
  }

  private separated(part: RepetitionMandatoryWithSeparator | RepetitionWithSeparator): FirstTokens {
    const first = this.ofSequence(part.definition);
    if (!first.empty) return first;
    return { tokens: new Set([...first.tokens, ...ofToken(part.separator).tokens]), empty: true };
  }
}

export function alternativesOf({ definition }: Alternation): readonly Alternative[] {
  return definition.filter((part) => part instanceof Alternative);
}

function ofToken({ tokenTypeIdx, categoryMatches }: TokenType): FirstTokens {
  const own = tokenTypeIdx === undefined ? [] : [tokenTypeIdx];
  return { tokens: new Set([...own, ...(categoryMatches ?? [])]), empty: false };
}
