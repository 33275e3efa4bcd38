// Grammar of `take`: which part of a ranking a segment keeps.
import type { TakeSyntax } from './ast.ts';
import type { ExpressionSyntax, PathSyntax } from './expression-ast.ts';
import type { Rule } from './grammar-base.ts';
import { GrammarOfCases } from './grammar-cases.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

export abstract class GrammarOfTake extends GrammarOfCases {
  /** `take top 80% of total by revenue per category with ties` */
  protected readonly ranking: Rule<TakeSyntax> = this.rule('ranking', () => {
    const { startOffset: start } = this.CONSUME(T.Take);
    const direction = this.OR({
      DEF: [{ ALT: () => this.CONSUME(T.Top) }, { ALT: () => this.CONSUME(T.Bottom) }],
      ERR_MSG: '`top` or `bottom`',
    });
    const first = this.SUBRULE(this.howMuch);
    const second = this.OPTION(() => {
      this.CONSUME(S.DotDot);
      return this.SUBRULE1(this.howMuch);
    });
    let ofTotal = false;
    this.OPTION1(() => {
      this.CONSUME(T.Of);
      this.CONSUME(T.Total, { ERR_MSG: '`total`' });
      ofTotal = true;
    });
    this.CONSUME(T.By, { ERR_MSG: '`by` and the value that is ranked' });
    const by = this.SUBRULE(this.sum);
    const per: PathSyntax[] = [];
    this.OPTION2(() => {
      this.CONSUME(T.Per);
      per.push(this.SUBRULE(this.path));
      this.MANY({
        GATE: () => this.goesOn(),
        DEF: () => {
          this.CONSUME(S.Comma);
          per.push(this.SUBRULE1(this.path));
        },
      });
    });
    let ties = false;
    this.OPTION3(() => {
      this.CONSUME(T.With);
      this.CONSUME(T.Ties, { ERR_MSG: '`ties`' });
      ties = true;
    });
    const [from, to] = second === undefined ? [undefined, first] : [first, second];
    return {
      kind: 'take',
      direction: direction.image === 'bottom' ? 'bottom' : 'top',
      from,
      to,
      ofTotal,
      by,
      per,
      ties,
      span: this.span(start),
    };
  });

  private readonly howMuch: Rule<ExpressionSyntax> = this.rule('howMuch', () =>
    this.OR<ExpressionSyntax>({
      DEF: [
        { ALT: () => this.numberOf(this.CONSUME(S.Numeral)) },
        { ALT: () => this.percentOf(this.CONSUME(S.Percent)) },
        { ALT: () => this.parameterOf(this.CONSUME(S.Parameter)) },
      ],
      ERR_MSG: 'how many, as in `50` or `10%`',
    }),
  );

  /** After a comma, another group; the next part of the segment begins with a word of its own, or is `name: value`. */
  private goesOn(): boolean {
    if (this.is(S.Colon, 3)) return false;
    return !this.is(T.Except, 2) && !this.is(T.Where, 2) && this.startsName(2);
  }
}
