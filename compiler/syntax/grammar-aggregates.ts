// Grammar of values over collections: `sum(orders.total where …)`, `avg(quantity * price of lines)`, `count weeks(orders)`.
import type { IToken, TokenType } from 'chevrotain';
import type { CollectionSyntax, ExpressionSyntax } from './expression-ast.ts';
import type { Rule } from './grammar-base.ts';
import { aggregateOf, GrammarOfCounts } from './grammar-counts.ts';
import { timeUnit } from './literals.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

/** What is counted instead of rows: different values, or the periods of a unit. */
interface Manner {
  readonly distinct: boolean;
  readonly consecutive: boolean;
  readonly unit: IToken | undefined;
}

const rows: Manner = { distinct: false, consecutive: false, unit: undefined };
const openers: ReadonlySet<TokenType> = new Set([S.LParen, S.LSquare, S.LCurly]);
const closers: ReadonlySet<TokenType> = new Set([S.RParen, S.RSquare, S.RCurly]);

export abstract class GrammarOfAggregates extends GrammarOfCounts {
  protected abstract readonly collection: Rule<CollectionSyntax>;

  protected readonly aggregate: Rule<ExpressionSyntax> = this.rule('aggregate', () => {
    const word = this.CONSUME(T.AggregateWord);
    let manner = rows;
    this.OPTION({
      GATE: () => this.LA(0).tokenType === T.Count,
      DEF: () => {
        manner = this.SUBRULE(this.manner);
      },
    });
    this.CONSUME(S.LParen);
    const value = this.OPTION1({
      GATE: () => this.isOfRows(),
      DEF: () => {
        const each = this.deeper(() => this.SUBRULE(this.sum));
        this.CONSUME(T.Of);
        return each;
      },
    });
    const collection = this.deeper(() => this.SUBRULE(this.collection));
    this.CONSUME(S.RParen);
    const span = this.span(word.startOffset);
    const { distinct, consecutive } = manner;
    if (manner.unit !== undefined) {
      const unit = timeUnit(manner.unit.image);
      return { kind: 'count_periods', unit, consecutive, time: value, collection, span };
    }
    const name = distinct ? 'count_distinct' : aggregateOf(word);
    return { kind: 'aggregate', function: name, value, collection, span };
  });

  /** `distinct`, `weeks`, `consecutive days` */
  private readonly manner: Rule<Manner> = this.rule('manner', () =>
    this.OR<Manner>([
      {
        ALT: () => {
          this.CONSUME(T.Distinct);
          return { ...rows, distinct: true };
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Consecutive);
          return { ...rows, consecutive: true, unit: this.CONSUME(T.Unit) };
        },
      },
      { ALT: () => ({ ...rows, unit: this.CONSUME1(T.Unit) }) },
    ]),
  );

  /** `quantity * price of lines`: an `of` that belongs to no percentage stands before anything a collection says. */
  private isOfRows(): boolean {
    let depth = 0;
    for (let ahead = 1; !Number.isNaN(this.LA(ahead).startOffset); ahead += 1) {
      const { tokenType } = this.LA(ahead);
      if (openers.has(tokenType)) depth += 1;
      if (closers.has(tokenType)) depth -= 1;
      if (depth < 0) return false;
      if (depth > 0) continue;
      if (tokenType === S.Newline) return false;
      if (tokenType === T.Where || tokenType === T.In || tokenType === S.Comma) return false;
      if (tokenType === T.Of && !this.is(S.Percent, ahead - 1)) return true;
    }
    return false;
  }
}
