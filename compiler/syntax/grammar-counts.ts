// Grammar of counts: how many rows (`more than 5 times`), on how many days, for the first time; and `having`, which a
// period's rows must satisfy to count.
import type { IToken, TokenType } from 'chevrotain';
import type {
  AggregateFunction,
  ComparisonOperator,
  CountSyntax,
  ExpressionSyntax,
  HavingSyntax,
  OccurrenceSyntax,
} from './expression-ast.ts';
import type { Rule } from './grammar-base.ts';
import { GrammarOfDistances } from './grammar-distances.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

const operators: ReadonlyMap<TokenType, ComparisonOperator> = new Map([
  [S.Equals, '='],
  [S.NotEquals, '!='],
  [S.LessThan, '<'],
  [S.LessEquals, '<='],
  [S.GreaterThan, '>'],
  [S.GreaterEquals, '>='],
]);

export function operatorOf(token: IToken): ComparisonOperator {
  return operators.get(token.tokenType) ?? '=';
}

export abstract class GrammarOfCounts extends GrammarOfDistances {
  /** `more than 5 times`, `5 times`, `once`, `more than once` */
  protected readonly times: Rule<CountSyntax> = this.rule('times', () => {
    const start = this.LA(1).startOffset;
    const comparison = this.SUBRULE(this.countBound);
    return this.OR<CountSyntax>({
      DEF: [
        {
          ALT: () => {
            const once = this.spanOf(this.CONSUME(T.Once));
            const amount = { kind: 'number', value: '1', span: once } as const;
            return { comparison: comparison ?? 'exactly', amount, span: this.span(start) };
          },
        },
        {
          ALT: () => {
            const amount = this.SUBRULE(this.amount);
            this.CONSUME(T.Times);
            return { comparison: comparison ?? 'at_least', amount, span: this.span(start) };
          },
        },
      ],
      ERR_MSG: 'a count such as `more than 5 times`',
    });
  });

  /** `at least 2`, `exactly 3`, `2` */
  protected readonly howMany: Rule<CountSyntax> = this.rule('howMany', () => {
    const start = this.LA(1).startOffset;
    const comparison = this.SUBRULE(this.countBound) ?? 'at_least';
    const amount = this.SUBRULE(this.amount);
    return { comparison, amount, span: this.span(start) };
  });

  /** `at least`, `exactly`, or nothing */
  private readonly countBound: Rule<CountSyntax['comparison'] | undefined> = this.rule(
    'countBound',
    () =>
      this.OPTION(() =>
        this.OR<CountSyntax['comparison']>([
          { ALT: () => this.SUBRULE(this.bound) },
          {
            ALT: () => {
              this.CONSUME(T.Exactly);
              return 'exactly';
            },
          },
        ]),
      ),
  );

  // -------------------------------------------------------------- periods

  /** `on at least 4 days`, `on at least 7 consecutive days`, `for the first time` */
  protected readonly occurrence: Rule<OccurrenceSyntax> = this.rule('occurrence', () => {
    const start = this.LA(1).startOffset;
    return this.OR<OccurrenceSyntax>([
      {
        ALT: () => {
          this.CONSUME(T.On);
          const { comparison, amount } = this.SUBRULE(this.howMany);
          let consecutive = false;
          this.OPTION(() => {
            this.CONSUME(T.Consecutive);
            consecutive = true;
          });
          const unit = this.SUBRULE(this.unit);
          const span = this.span(start);
          return { kind: 'on_periods', comparison, amount, unit, consecutive, span };
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.For);
          this.CONSUME(T.The);
          this.CONSUME(T.First);
          this.CONSUME(T.Times);
          return { kind: 'first_time', span: this.span(start) };
        },
      },
    ]);
  });

  /** `having count >= 3`, `having sum(total) >= 100 USD` */
  protected readonly having: Rule<HavingSyntax> = this.rule('having', () => {
    const start = this.CONSUME(T.Having).startOffset;
    const word = this.CONSUME(T.AggregateWord, {
      ERR_MSG: 'what to compare, such as `count` or `sum(total)`',
    });
    const distinct = this.OPTION({
      GATE: () => this.LA(0).tokenType === T.Count,
      DEF: () => this.CONSUME(T.Distinct),
    });
    const value = this.OPTION1(() => {
      this.CONSUME(S.LParen);
      const inner = this.deeper(() => this.SUBRULE(this.sum));
      this.CONSUME(S.RParen);
      return inner;
    });
    const operator = operatorOf(this.SUBRULE(this.operator));
    const amount: ExpressionSyntax = this.SUBRULE1(this.sum);
    const name = distinct !== undefined ? 'count_distinct' : aggregateOf(word);
    return { function: name, value, operator, amount, span: this.span(start) };
  });

  protected readonly operator: Rule<IToken> = this.rule('operator', () =>
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(S.Equals) },
        { ALT: () => this.CONSUME(S.NotEquals) },
        { ALT: () => this.CONSUME(S.LessThan) },
        { ALT: () => this.CONSUME(S.LessEquals) },
        { ALT: () => this.CONSUME(S.GreaterThan) },
        { ALT: () => this.CONSUME(S.GreaterEquals) },
      ],
      ERR_MSG: 'a comparison such as `>=`',
    }),
  );
}

const aggregates: ReadonlyMap<string, AggregateFunction> = new Map(
  (['count', 'sum', 'avg', 'min', 'max', 'median', 'mode', 'first', 'last'] as const).map(
    (name) => [name, name],
  ),
);

export function aggregateOf(word: IToken): AggregateFunction {
  return aggregates.get(word.image) ?? 'count';
}
