// Grammar of `case { when … then … else … }`: values chosen by conditions.
import type { Span } from '../source.ts';
import { populations } from '../diagnostics/catalogue/populations.ts';
import type { CaseBranchOf, CaseElseOf } from './case-ast.ts';
import type { CaseSyntax, ExpressionSyntax } from './expression-ast.ts';
import type { Rule } from './grammar-base.ts';
import { GrammarOfModel } from './grammar-model.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

interface CaseParts {
  readonly branches: CaseBranchOf<ExpressionSyntax>[];
  otherwise: CaseElseOf<ExpressionSyntax> | undefined;
}

type KeepLine = (parts: CaseParts) => void;

export abstract class GrammarOfCases extends GrammarOfModel {
  protected readonly cases: Rule<CaseSyntax> = this.rule('cases', () => {
    const { startOffset: start } = this.CONSUME(T.Case);
    const parts: CaseParts = { branches: [], otherwise: undefined };
    const open = this.CONSUME(S.LCurly);
    this.deeper(() => {
      this.lines(
        () => this.SUBRULE(this.caseLine, { ARGS: [parts] }),
        (keep) => {
          keep(parts);
        },
        { broken: (span) => parts.branches.push(brokenBranch(span)) },
      );
    });
    this.closeBlock(open, '`case`');
    const span = this.span(start);
    this.ACTION(() => {
      if (parts.branches.length === 0) this.report(populations.caseWithoutWhen, span, {});
    });
    return { kind: 'case', ...parts, span };
  });

  /** One branch, or several on one line. */
  private readonly caseLine: Rule<KeepLine, [CaseParts]> = this.rule(
    'caseLine',
    (parts: CaseParts) => {
      const line: CaseParts = { branches: [], otherwise: this.ACTION(() => parts.otherwise) };
      this.ACTION(() => this.refuseBehindElse(line));
      const first = this.OR({
        DEF: [
          { ALT: () => this.SUBRULE(this.caseBranch) },
          { ALT: () => this.SUBRULE(this.caseElse) },
        ],
        ERR_MSG: '`when` and a condition, or `else` and a value',
      });
      this.ACTION(() => {
        first(line);
      });
      this.MANY(() => {
        this.ACTION(() => this.refuseBehindElse(line));
        const next = this.OR1([
          { ALT: () => this.SUBRULE1(this.caseBranch) },
          { ALT: () => this.SUBRULE1(this.caseElse) },
        ]);
        this.ACTION(() => {
          next(line);
        });
      });
      return (whole) => {
        whole.branches.push(...line.branches);
        whole.otherwise = line.otherwise;
      };
    },
  );

  private refuseBehindElse({ otherwise }: CaseParts): void {
    if (otherwise === undefined) return;
    const related = [{ span: otherwise.span, text: 'the `else`' }];
    this.fault(populations.behindElse, this.spanOf(this.LA(1)), {}, { related });
  }

  private readonly caseBranch: Rule<KeepLine> = this.rule('caseBranch', () => {
    const { startOffset: start } = this.CONSUME(T.When);
    const when = this.SUBRULE(this.expression);
    this.CONSUME(T.Then, { ERR_MSG: '`then` and a value' });
    const gives = this.SUBRULE(this.sum);
    const branch = { when, gives, span: this.span(start) };
    return (parts) => parts.branches.push(branch);
  });

  private readonly caseElse: Rule<KeepLine> = this.rule('caseElse', () => {
    const { startOffset: start } = this.CONSUME(T.Else);
    const gives = this.SUBRULE(this.sum);
    const otherwise = { gives, span: this.span(start) };
    return (parts) => {
      parts.otherwise = otherwise;
    };
  });
}

/** A faulty line stays, so that nothing more is said about what is left. */
function brokenBranch(span: Span): CaseBranchOf<ExpressionSyntax> {
  const broken: ExpressionSyntax = { kind: 'broken', span };
  return { when: broken, gives: broken, span };
}
