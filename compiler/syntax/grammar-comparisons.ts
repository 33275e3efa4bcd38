// Grammar of comparisons: a value and what is said about it. `or missing` and `and known` bind to the comparison.
import type { IToken } from 'chevrotain';
import { periods } from '../diagnostics/catalogue/periods.ts';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { ExpressionSyntax } from './expression-ast.ts';
import type { Rule } from './grammar-base.ts';
import { operatorOf } from './grammar-counts.ts';
import { GrammarOfMatches } from './grammar-matches.ts';
import { isWording } from './is-wordings.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

type Left = ExpressionSyntax;

export abstract class GrammarOfComparisons extends GrammarOfMatches {
  protected readonly comparison: Rule<ExpressionSyntax> = this.rule('comparison', () => {
    const start = this.LA(1).startOffset;
    const left = this.SUBRULE(this.sum);
    let result = left;
    this.OPTION(() => {
      result = this.SUBRULE(this.tail, { ARGS: [left, start] });
    });
    return result;
  });

  private readonly tail: Rule<ExpressionSyntax, [Left, number]> = this.rule(
    'tail',
    (left: Left, start: number) => {
      const ARGS: [Left, number] = [left, start];
      return this.OR<ExpressionSyntax>({
        DEF: [
          { ALT: () => this.SUBRULE(this.compareTail, { ARGS }) },
          { ALT: () => this.SUBRULE(this.isTail, { ARGS }) },
          { ALT: () => this.SUBRULE(this.negatableTail, { ARGS }) },
          { ALT: () => this.SUBRULE(this.windowTail, { ARGS }) },
          { ALT: () => this.SUBRULE(this.distance, { ARGS }) },
          { ALT: () => this.SUBRULE(this.moment, { ARGS }) },
          { ALT: () => this.SUBRULE(this.relatedTail, { ARGS: [left] }) },
        ],
        ERR_MSG: 'a comparison',
      });
    },
  );

  private readonly compareTail: Rule<ExpressionSyntax, [Left, number]> = this.rule(
    'compareTail',
    (left: Left, start: number) => {
      const token = this.SUBRULE(this.operator);
      this.ACTION(() => this.refuseCompareWithMissing(token));
      const right = this.SUBRULE(this.sum);
      const missing = this.SUBRULE(this.missingRule);
      const operator = operatorOf(token);
      return { kind: 'compare', operator, left, right, missing, span: this.span(start) };
    },
  );

  /** `= null`, `!= missing` */
  private refuseCompareWithMissing(operator: IToken): void {
    const next = this.LA(1);
    if (next.tokenType !== T.Missing && !isNull(next)) return;
    const instead = operator.tokenType === S.NotEquals ? 'is known' : 'is missing';
    this.refuseMissingTest(operator, next, instead);
  }

  private refuseMissingTest(from: IToken, to: IToken, instead: string): never {
    const span = { ...this.spanOf(from), end: this.spanOf(to).end };
    const written = this.target?.file.text.slice(span.start, span.end) ?? '';
    const fixes = [{ title: `write \`${instead}\``, span, text: instead }];
    this.fault(syntax.wrongMissingTest, span, { written, instead }, { fixes });
  }

  private readonly isTail: Rule<ExpressionSyntax, [Left, number]> = this.rule(
    'isTail',
    (subject: Left, start: number) => {
      const word = this.CONSUME(T.Is);
      this.ACTION(() => this.refuseIs(word));
      let known = false;
      this.OR({
        DEF: [
          { ALT: () => this.CONSUME(T.Missing) },
          {
            ALT: () => {
              this.CONSUME(T.Known);
              known = true;
            },
          },
        ],
        ERR_MSG: '`missing` or `known`',
      });
      return { kind: 'is_missing', subject, known, span: this.span(start) };
    },
  );

  /** `is null`, `is not missing`, `is not null`, `is "x"` */
  private refuseIs(word: IToken): void {
    const not = this.is(T.Not);
    const next = this.LA(not ? 2 : 1);
    const nothing = next.tokenType === T.Missing || isNull(next);
    if (nothing && (not || isNull(next))) {
      this.refuseMissingTest(word, next, not ? 'is known' : 'is missing');
    }
    if (next.tokenType === T.Known && not) this.refuseMissingTest(word, next, 'is missing');
    if (/^(?:not|missing|known)$/i.test(next.image)) return;
    this.refuseWordBehindIs(word, not);
    if (notAValue.test(next.image)) return;
    const span = not
      ? { ...this.spanOf(word), end: this.spanOf(this.LA(1)).end }
      : this.spanOf(word);
    const text = not ? '!=' : '=';
    const written = not ? 'is not' : 'is';
    const fixes = [{ title: `write \`${text}\``, span, text }];
    this.fault(syntax.wrongSymbol, span, { written, instead: text }, { fixes });
  }

  /** `is one of [...]`, `is set`, `is before 2026-01-01` */
  private refuseWordBehindIs(word: IToken, not: boolean): void {
    const [next, second] = not ? [this.LA(2), this.LA(3)] : [this.LA(1), this.LA(2)];
    const wording = isWording(not, [next.image, second.image]);
    if (wording === undefined) return;
    const span = { ...this.spanOf(word), end: this.spanOf(this.LA(wording.words)).end };
    const written = this.target?.file.text.slice(span.start, span.end) ?? '';
    const { instead, certain } = wording;
    const fixes = [{ title: `write \`${instead}\``, span, text: instead, certain }];
    const why = '`is` stands before `missing` and `known` only; equality is `=`.';
    this.fault(periods.otherWording, span, { written, instead, why }, { fixes });
  }

  // -------------------------------------------------------------- tails that `not` may precede

  private readonly negatableTail: Rule<ExpressionSyntax, [Left, number]> = this.rule(
    'negatableTail',
    (left: Left, start: number) => {
      let negated = false;
      this.OPTION(() => {
        this.CONSUME(T.Not);
        negated = true;
      });
      const ARGS: [Left, boolean, number] = [left, negated, start];
      return this.OR<ExpressionSyntax>({
        DEF: [
          { ALT: () => this.SUBRULE(this.inTail, { ARGS }) },
          { ALT: () => this.SUBRULE(this.textTail, { ARGS }) },
          { ALT: () => this.SUBRULE(this.arrayTail, { ARGS }) },
          { ALT: () => this.SUBRULE(this.within, { ARGS }) },
        ],
        ERR_MSG: '`in`, `contains`, `starts with`, `ends with`, `matches` or `has` after `not`',
      });
    },
  );

  private readonly inTail: Rule<ExpressionSyntax, [Left, boolean, number]> = this.rule(
    'inTail',
    (left: Left, negated: boolean, start: number) => {
      this.CONSUME(T.In);
      this.ACTION(() => this.refuseListInParentheses());
      const ARGS: [Left, boolean, number] = [left, negated, start];
      return this.OR<ExpressionSyntax>({
        DEF: [
          { ALT: () => this.SUBRULE(this.setTail, { ARGS }) },
          {
            GATE: () => !this.continuesName(),
            ALT: () => this.SUBRULE(this.periodTail, { ARGS }),
          },
          {
            GATE: () => !this.continuesName(),
            ALT: () => {
              const subject = this.ACTION(() => this.asSubject(left));
              return this.SUBRULE(this.memberOf, { ARGS: [subject, negated, start] });
            },
          },
          { ALT: () => this.SUBRULE(this.rangeTail, { ARGS }) },
        ],
        ERR_MSG:
          'a list such as `["a", "b"]`, a range such as `1..5`, or a window such as `last 30 days`',
        // `last`, `segment`, `list` … are names as well, and a range may begin with one.
        IGNORE_AMBIGUITIES: true,
      });
    },
  );

  private continuesName(): boolean {
    return this.is(S.Dot, 2) || this.is(S.LParen, 2) || this.continuesValue(2);
  }

  /** `in ("PL", "DE")` */
  private refuseListInParentheses(): void {
    if (!this.is(S.LParen) || !this.is(S.Text, 2)) return;
    let ahead = 2;
    while (this.is(S.Text, ahead) || this.is(S.Comma, ahead)) ahead += 1;
    const alone = ahead === 3;
    const closed = this.is(S.RParen, ahead);
    if (alone && (!closed || this.continuesValue(ahead + 1))) return;
    const open = this.spanOf(this.LA(1));
    if (!closed) this.fault(syntax.listInParentheses, open, {});
    const span = { ...open, end: this.spanOf(this.LA(ahead)).end };
    const inner = this.target?.file.text.slice(span.start + 1, span.end - 1) ?? '';
    const fixes = [{ title: `write \`[${inner}]\``, span, text: `[${inner}]` }];
    this.fault(syntax.listInParentheses, span, {}, { fixes });
  }

  private continuesValue(ahead: number): boolean {
    return [S.DotDot, S.Plus, S.Minus, S.Star, S.Slash].some((type) => this.is(type, ahead));
  }

  private readonly setTail: Rule<ExpressionSyntax, [Left, boolean, number]> = this.rule(
    'setTail',
    (subject: Left, negated: boolean, start: number) => {
      const items = this.SUBRULE(this.list);
      const missing = this.SUBRULE(this.missingRule);
      return { kind: 'in_set', subject, negated, items, missing, span: this.span(start) };
    },
  );

  private readonly periodTail: Rule<ExpressionSyntax, [Left, boolean, number]> = this.rule(
    'periodTail',
    (subject: Left, negated: boolean, start: number) => {
      const window = this.SUBRULE(this.periods);
      const missing = this.SUBRULE(this.missingRule);
      return { kind: 'in_window', subject, negated, window, missing, span: this.span(start) };
    },
  );

  private readonly rangeTail: Rule<ExpressionSyntax, [Left, boolean, number]> = this.rule(
    'rangeTail',
    (subject: Left, negated: boolean, start: number) => {
      const low = this.SUBRULE(this.sum);
      this.CONSUME(S.DotDot, { ERR_MSG: '`..` and the end of the range; a list stands in `[ ]`' });
      const high = this.SUBRULE1(this.sum);
      const missing = this.SUBRULE(this.missingRule);
      return { kind: 'in_range', subject, negated, low, high, missing, span: this.span(start) };
    },
  );

  // -------------------------------------------------------------- other tails

  /** `between 180 and 90 days ago`, `since …`, `from … until …` */
  private readonly windowTail: Rule<ExpressionSyntax, [Left, number]> = this.rule(
    'windowTail',
    (subject: Left, start: number) => {
      const window = this.SUBRULE(this.openWindow);
      const missing = this.SUBRULE(this.missingRule);
      const span = this.span(start);
      return { kind: 'in_window', subject, negated: false, window, missing, span };
    },
  );

  /** Memberships of a related object: `requester tagged "vip"`. */
  private readonly relatedTail: Rule<ExpressionSyntax, [Left]> = this.rule(
    'relatedTail',
    (left: Left) => {
      const subject = this.ACTION(() => this.asSubject(left));
      const ARGS: [typeof subject] = [subject];
      return this.OR<ExpressionSyntax>([
        { ALT: () => this.SUBRULE(this.tagged, { ARGS }) },
        { ALT: () => this.SUBRULE(this.consents, { ARGS }) },
        { ALT: () => this.SUBRULE(this.consentIs, { ARGS }) },
        { ALT: () => this.SUBRULE(this.history, { ARGS }) },
      ]);
    },
  );

  /** Only a path leads to another object. */
  private asSubject(left: Left): Extract<Left, { kind: 'path' }> | undefined {
    if (left.kind === 'path') return left;
    if (!this.is(T.Segment) && !this.is(T.List) && !this.startsRelated()) return undefined;
    return this.fault(syntax.membershipOfValue, left.span, {});
  }

  private startsRelated(): boolean {
    return [T.Tagged, T.Consents, T.Consent, T.Was, T.Entered, T.Left].some((type) =>
      this.is(type),
    );
  }
}

/** Right behind `is`, or part of something that is said otherwise as a whole: `is greater than`. */
const notAValue =
  /^(?:missing|known|not|greater|less|more|bigger|higher|larger|lower|smaller|fewer|older|newer|younger|equal|set|present|at|above|below|over|under|between)$/i;

function isNull(token: IToken): boolean {
  return /^(?:null|nil|none|undefined|empty|blank|unset)$/i.test(token.image);
}
