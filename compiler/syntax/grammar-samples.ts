// Grammar of samples: `in sample 10% seed "x"`, `in sample 10%..20% seed "x"`.
import { history } from '../diagnostics/catalogue/history.ts';
import type { ExpressionSyntax, PathSyntax } from './expression-ast.ts';
import type { Rule } from './grammar-base.ts';
import { GrammarOfSequences } from './grammar-sequences.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

type Member = [PathSyntax | undefined, boolean, number];

export abstract class GrammarOfSamples extends GrammarOfSequences {
  protected readonly inSample: Rule<ExpressionSyntax, Member> = this.rule(
    'inSample',
    (...[subject, negated, start]: Member) => {
      this.CONSUME(T.Sample);
      const first = this.SUBRULE(this.percentage);
      const second = this.OPTION(() => {
        this.CONSUME(S.DotDot);
        return this.SUBRULE1(this.percentage);
      });
      this.ACTION(() => this.requireSeed());
      this.CONSUME(T.Seed);
      const seed = this.SUBRULE(this.seedText);
      const missing = this.SUBRULE(this.missingRule);
      const [low, high] = second === undefined ? [undefined, first] : [first, second];
      const span = this.span(start);
      return { kind: 'in_sample', subject, negated, low, high, seed, missing, span };
    },
  );

  private readonly percentage: Rule<ExpressionSyntax> = this.rule('percentage', () =>
    this.OR({
      DEF: [
        { ALT: (): ExpressionSyntax => this.percentOf(this.CONSUME(S.Percent)) },
        { ALT: (): ExpressionSyntax => this.parameterOf(this.CONSUME(S.Parameter)) },
      ],
      ERR_MSG: 'a percentage such as 20%',
    }),
  );

  private readonly seedText: Rule<ExpressionSyntax> = this.rule('seedText', () =>
    this.OR({
      DEF: [
        { ALT: (): ExpressionSyntax => this.SUBRULE(this.text) },
        { ALT: (): ExpressionSyntax => this.parameterOf(this.CONSUME(S.Parameter)) },
      ],
      ERR_MSG: 'a seed in double quotes',
    }),
  );

  private requireSeed(): void {
    if (this.is(T.Seed)) return;
    const last = this.spanOf(this.LA(0));
    const end = { ...last, start: last.end };
    const fixes = [{ title: 'name the draw', span: end, text: ' seed "holdout"', certain: false }];
    this.fault(history.sampleWithoutSeed, end, {}, { fixes });
  }
}
