// Grammar of what a text, an array or a place is matched with: `contains "x"`, `has any of [...]`, `within 25 km of …`.
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { ArrayHasSyntax, ExpressionSyntax, TextMatchSyntax } from './expression-ast.ts';
import type { Rule } from './grammar-base.ts';
import { GrammarOfConditions } from './grammar-conditions.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

type Left = ExpressionSyntax;
type Elements = Pick<ArrayHasSyntax, 'quantifier' | 'items' | 'spread'>;

export abstract class GrammarOfMatches extends GrammarOfConditions {
  protected readonly textTail: Rule<ExpressionSyntax, [Left, boolean, number]> = this.rule(
    'textTail',
    (subject: Left, negated: boolean, start: number) => {
      const operator = this.SUBRULE(this.textOperator);
      this.ACTION(() => this.refuseAllOfTexts());
      const { items: patterns } = this.SUBRULE(this.anyOrAllOf);
      let ignoringCase = false;
      this.OPTION(() => {
        this.CONSUME(T.Ignoring);
        this.CONSUME(T.Case);
        ignoringCase = true;
      });
      const missing = this.SUBRULE(this.missingRule);
      const span = this.span(start);
      return {
        kind: 'text_match',
        subject,
        negated,
        operator,
        patterns,
        ignoringCase,
        missing,
        span,
      };
    },
  );

  private refuseAllOfTexts(): void {
    if (!this.is(T.All) || !this.is(T.Of, 2)) return;
    const span = { ...this.spanOf(this.LA(1)), end: this.spanOf(this.LA(2)).end };
    this.fault(syntax.allOfTexts, span, {});
  }

  private readonly textOperator: Rule<TextMatchSyntax['operator']> = this.rule('textOperator', () =>
    this.OR<TextMatchSyntax['operator']>([
      {
        ALT: () => {
          this.CONSUME(T.Contains);
          return 'contains';
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Starts);
          this.CONSUME(T.With);
          return 'starts_with';
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Ends);
          this.CONSUME1(T.With);
          return 'ends_with';
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Matches);
          return 'matches';
        },
      },
    ]),
  );

  protected readonly arrayTail: Rule<ExpressionSyntax, [Left, boolean, number]> = this.rule(
    'arrayTail',
    (subject: Left, negated: boolean, start: number) => {
      this.CONSUME(T.Has);
      const { quantifier, items, spread } = this.OR<Elements>({
        DEF: [
          { GATE: () => this.startsSpread(), ALT: () => this.SUBRULE(this.elementsOf) },
          { ALT: () => ({ ...this.SUBRULE(this.anyOrAllOf), spread: false }) },
        ],
        // `any` and `all` begin both; what follows `of` decides.
        IGNORE_AMBIGUITIES: true,
      });
      const missing = this.SUBRULE(this.missingRule);
      const span = this.span(start);
      return { kind: 'array_has', subject, negated, quantifier, items, spread, missing, span };
    },
  );

  /** `any of favourites`, where a list would begin with a bracket. */
  private startsSpread(): boolean {
    const quantified = this.is(T.Any) || this.is(T.All);
    return quantified && this.is(T.Of, 2) && !this.is(S.LSquare, 3);
  }

  /** `any of favourites`, `all of favourites` */
  private readonly elementsOf: Rule<Elements> = this.rule('elementsOf', () => {
    const word = this.OR([{ ALT: () => this.CONSUME(T.Any) }, { ALT: () => this.CONSUME(T.All) }]);
    this.CONSUME(T.Of);
    const items = [this.SUBRULE(this.sum)];
    return { quantifier: word.image === 'all' ? 'all' : 'any', items, spread: true };
  });

  /** `within 25 km of geo(52.23, 21.01)` */
  protected readonly within: Rule<ExpressionSyntax, [Left, boolean, number]> = this.rule(
    'within',
    (subject: Left, negated: boolean, start: number) => {
      this.CONSUME(T.Within);
      const amount = this.SUBRULE(this.amount);
      const unit = this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: '`km`, `m` or `mi`' }));
      this.CONSUME(T.Of, { ERR_MSG: '`of` and a place, as in `of geo(52.23, 21.01)`' });
      const of = this.SUBRULE(this.sum);
      const missing = this.SUBRULE(this.missingRule);
      return {
        kind: 'within',
        subject,
        negated,
        amount,
        unit,
        of,
        missing,
        span: this.span(start),
      };
    },
  );
}
