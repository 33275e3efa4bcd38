// Grammar of what is said about a time beside windows: distances (`more than 40 days ago`), moments (`before now`) and
// anniversaries.
import type {
  AnniversarySyntax,
  DistanceSyntax,
  ExpressionSyntax,
  InWindowSyntax,
  MissingRule,
  MomentSyntax,
} from './expression-ast.ts';
import type { NameSyntax } from './literal-ast.ts';
import type { Rule } from './grammar-base.ts';
import { GrammarOfWindows } from './grammar-windows.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

type Reference = Pick<DistanceSyntax, 'direction' | 'anchor'>;

export abstract class GrammarOfDistances extends GrammarOfWindows {
  /**
   * `more than 40 days ago`, `at most 2 hours after created_at counting support_hours`; `subject` is what was written
   * before it.
   */
  protected readonly distance: Rule<DistanceSyntax, [ExpressionSyntax | undefined, number]> =
    this.rule('distance', (subject: ExpressionSyntax | undefined, start: number) => {
      const comparison = this.SUBRULE(this.bound);
      const amount = this.SUBRULE(this.amount);
      const unit = this.SUBRULE(this.unit);
      const from = this.SUBRULE(this.reference);
      let calendar: NameSyntax | undefined;
      this.OPTION(() => {
        this.CONSUME(T.Counting);
        calendar = this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: 'the name of a calendar' }));
      });
      const missing = this.SUBRULE(this.missingRule);
      const span = this.span(start);
      return {
        kind: 'distance',
        subject,
        comparison,
        amount,
        unit,
        ...from,
        calendar,
        missing,
        span,
      };
    });

  /** `ago`, `from now`, `after created_at`, `before due_at` */
  private readonly reference: Rule<Reference> = this.rule('reference', () =>
    this.OR<Reference>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(T.Ago);
            return { direction: 'ago', anchor: undefined };
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.From);
            this.CONSUME(T.Now);
            return { direction: 'from_now', anchor: undefined };
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.After);
            return { direction: 'after', anchor: this.SUBRULE(this.sum) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Before);
            return { direction: 'before', anchor: this.SUBRULE1(this.sum) };
          },
        },
      ],
      ERR_MSG: '`ago`, `from now`, `after` or `before`',
    }),
  );

  /** `before now`, `after today`, `on 2025-11-01`, `before this quarter` */
  protected readonly moment: Rule<
    MomentSyntax | InWindowSyntax,
    [ExpressionSyntax | undefined, number]
  > = this.rule('moment', (subject: ExpressionSyntax | undefined, start: number) => {
    const word = this.OR([
      { ALT: () => this.CONSUME(T.Before) },
      { ALT: () => this.CONSUME(T.After) },
      { ALT: () => this.CONSUME(T.On) },
    ]);
    const relation = word.image === 'before' || word.image === 'after' ? word.image : 'on';
    return this.OR1<MomentSyntax | InWindowSyntax>({
      DEF: [
        {
          GATE: () => relation !== 'on' && this.startsCalendarUnit(),
          ALT: () => {
            const window = this.SUBRULE(this.calendar);
            const missing = this.SUBRULE(this.missingRule);
            const side = relation === 'after' ? 'after' : 'before';
            const span = this.span(start);
            return { kind: 'in_window', subject, side, negated: false, window, missing, span };
          },
        },
        {
          ALT: () => {
            const moment = this.SUBRULE(this.sum);
            const missing = this.SUBRULE1(this.missingRule);
            return { kind: 'moment', subject, relation, moment, missing, span: this.span(start) };
          },
        },
      ],
      // `this`, `previous` and `following` are names as well.
      IGNORE_AMBIGUITIES: true,
    });
  });

  /** `this quarter`, `this full quarter`, `previous 3 months`, `previous $n months`; one token alone is a name. */
  private startsCalendarUnit(): boolean {
    if (![T.This, T.Previous, T.Following].some((type) => this.is(type))) return false;
    if (this.is(T.Unit, 2)) return true;
    const isAmount = this.is(S.Numeral, 2) || this.is(S.Parameter, 2);
    return (isAmount || this.is(T.Full, 2)) && this.is(T.Unit, 3);
  }

  /** `or missing`, `and known`: two words together, so that an `or` of two conditions is not taken for it. */
  protected readonly missingRule: Rule<MissingRule | undefined> = this.rule('missingRule', () => {
    let rule: MissingRule | undefined;
    this.OPTION({
      GATE: () =>
        (this.is(T.Or) && this.is(T.Missing, 2)) || (this.is(T.And) && this.is(T.Known, 2)),
      DEF: () => {
        this.OR([
          {
            ALT: () => {
              this.CONSUME(T.Or);
              this.CONSUME(T.Missing);
              rule = 'or_missing';
            },
          },
          {
            ALT: () => {
              this.CONSUME(T.And);
              this.CONSUME(T.Known);
              rule = 'and_known';
            },
          },
        ]);
      },
    });
    return rule;
  });

  // -------------------------------------------------------------- anniversaries

  /** `anniversary of birth_date in next 7 days`, `anniversary of joined_at on today` */
  protected readonly anniversary: Rule<AnniversarySyntax> = this.rule('anniversary', () => {
    const start = this.CONSUME(T.Anniversary).startOffset;
    this.CONSUME(T.Of);
    const of = this.SUBRULE(this.sum);
    const occurs = this.SUBRULE(this.recurrence);
    return { kind: 'anniversary', of, occurs, span: this.span(start) };
  });

  private readonly recurrence: Rule<AnniversarySyntax['occurs']> = this.rule('recurrence', () => {
    const start = this.LA(1).startOffset;
    const ARGS: [undefined, number] = [undefined, start];
    return this.OR<AnniversarySyntax['occurs']>({
      DEF: [
        { ALT: () => this.SUBRULE(this.occursInPeriod) },
        {
          ALT: () => {
            const window = this.SUBRULE(this.openWindow);
            const missing = this.SUBRULE(this.missingRule);
            const span = this.span(start);
            return {
              kind: 'in_window',
              subject: undefined,
              negated: false,
              window,
              missing,
              span,
            };
          },
        },
        { ALT: () => this.SUBRULE(this.distance, { ARGS }) },
        { ALT: () => this.SUBRULE(this.moment, { ARGS }) },
      ],
      ERR_MSG: 'a window such as `in next 7 days` or `in this month`, or `on today`',
    });
  });

  /** `[not] in next 7 days` */
  private readonly occursInPeriod: Rule<InWindowSyntax> = this.rule('occursInPeriod', () => {
    const start = this.LA(1).startOffset;
    let negated = false;
    this.OPTION(() => {
      this.CONSUME(T.Not);
      negated = true;
    });
    this.CONSUME(T.In);
    const window = this.SUBRULE(this.periods);
    const missing = this.SUBRULE(this.missingRule);
    return {
      kind: 'in_window',
      subject: undefined,
      negated,
      window,
      missing,
      span: this.span(start),
    };
  });
}
