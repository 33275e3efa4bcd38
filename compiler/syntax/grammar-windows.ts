// Grammar of windows (`in last 30 days`, `between 180 and 90 days ago`) and of the bounds of amounts (`more than`).
import type { IToken, TokenType } from 'chevrotain';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type {
  CountSyntax,
  DistanceSyntax,
  ExpressionSyntax,
  WindowSyntax,
} from './expression-ast.ts';
import type { TimeUnit } from './literal-ast.ts';
import type { Rule } from './grammar-base.ts';
import { GrammarOfValues } from './grammar-values.ts';
import { timeUnit } from './literals.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

/** A rolling length for a unit that was written without a number. */
const sameLength: Readonly<Record<TimeUnit, string>> = {
  second: '1 second',
  minute: '1 minute',
  hour: '1 hour',
  day: '24 hours',
  week: '7 days',
  month: '30 days',
  quarter: '90 days',
  year: '12 months',
};

const calendarWords: ReadonlyMap<TokenType, 'this' | 'previous' | 'following'> = new Map([
  [T.This, 'this'],
  [T.Previous, 'previous'],
  [T.Following, 'following'],
] as const);

export type Bound = CountSyntax['comparison'];
type Distance = DistanceSyntax['comparison'];

export abstract class GrammarOfWindows extends GrammarOfValues {
  // -------------------------------------------------------------- windows

  protected readonly window: Rule<WindowSyntax> = this.rule('window', () =>
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.inWindow) },
        { ALT: () => this.SUBRULE(this.openWindow) },
      ],
      ERR_MSG: 'a window of time',
    }),
  );

  /** `in last 30 days`, `in this month` */
  private readonly inWindow: Rule<WindowSyntax> = this.rule('inWindow', () => {
    const start = this.CONSUME(T.In).startOffset;
    const window = this.SUBRULE(this.periods);
    return { ...window, span: this.span(start) };
  });

  /** What follows `in`: `last 30 full days`, `previous 3 months`. */
  protected readonly periods: Rule<WindowSyntax> = this.rule('periods', () =>
    this.OR({
      DEF: [{ ALT: () => this.SUBRULE(this.rolling) }, { ALT: () => this.SUBRULE(this.calendar) }],
      ERR_MSG:
        '`last 30 days`, `next 14 days`, `this month`, `previous month` or `following month`',
    }),
  );

  private readonly rolling: Rule<WindowSyntax> = this.rule('rolling', () => {
    const word = this.OR([
      { ALT: () => this.CONSUME(T.Last) },
      { ALT: () => this.CONSUME(T.Next) },
    ]);
    this.ACTION(() => this.refuseBareUnit(word));
    const amount = this.SUBRULE(this.amount);
    let full = false;
    this.OPTION(() => {
      this.CONSUME(T.Full);
      full = true;
    });
    const unit = this.SUBRULE(this.unit);
    const direction = word.image === 'next' ? 'next' : 'last';
    const span = this.span(word.startOffset);
    return { kind: 'rolling', direction, amount, unit, full, by: undefined, span };
  });

  /** `in last month` reads both ways, so it is neither. */
  private refuseBareUnit(word: IToken): void {
    const next = this.LA(1);
    if (next.tokenType !== T.Unit) return;
    const unit = timeUnit(next.image);
    const whole = this.spanOf(word);
    const span = { ...whole, end: this.spanOf(next).end };
    const rolling = `${word.image} ${sameLength[unit]}`;
    const calendar = `${word.image === 'last' ? 'previous' : 'following'} ${unit}`;
    const fixes = [rolling, calendar].map((text) => ({
      title: `write \`in ${text}\``,
      span,
      text,
    }));
    const direction = word.image === 'last' ? 'last' : 'next';
    const args = {
      written: `in ${word.image} ${next.image}`,
      direction,
      rolling,
      calendar,
    } as const;
    this.fault(syntax.windowWithoutNumber, span, args, { fixes });
  }

  protected readonly calendar: Rule<WindowSyntax> = this.rule('calendar', () => {
    const word = this.OR([
      { ALT: () => this.CONSUME(T.This) },
      { ALT: () => this.CONSUME(T.Previous) },
      { ALT: () => this.CONSUME(T.Following) },
    ]);
    let amount: ExpressionSyntax | undefined;
    let full = false;
    this.OPTION({
      GATE: () => this.LA(0).tokenType !== T.This,
      DEF: () => {
        amount = this.SUBRULE(this.amount);
      },
    });
    this.OPTION1({
      GATE: () => this.LA(0).tokenType === T.This,
      DEF: () => {
        this.CONSUME(T.Full);
        full = true;
      },
    });
    const unit = this.SUBRULE(this.unit);
    const which = calendarWords.get(word.tokenType) ?? 'this';
    const span = this.span(word.startOffset);
    return { kind: 'calendar', which, amount, unit, full, by: undefined, span };
  });

  /** Windows without `in`. */
  protected readonly openWindow: Rule<WindowSyntax> = this.rule('openWindow', () =>
    this.OR([
      { ALT: () => this.SUBRULE(this.between) },
      { ALT: () => this.SUBRULE(this.since) },
      { ALT: () => this.SUBRULE(this.fromTo) },
    ]),
  );

  /** `between 180 and 90 days ago`, `between 7 and 14 days from now` */
  private readonly between: Rule<WindowSyntax> = this.rule('between', () => {
    const word = this.CONSUME(T.Between);
    this.ACTION(() => this.refuseBetweenValues(word));
    const first = this.SUBRULE(this.amount);
    this.CONSUME(T.And);
    const second = this.SUBRULE1(this.amount);
    const unit = this.SUBRULE(this.unit);
    const direction = this.SUBRULE(this.direction);
    const span = this.span(word.startOffset);
    return direction === 'ago'
      ? { kind: 'between_ago', far: first, near: second, unit, by: undefined, span }
      : { kind: 'between_from_now', near: first, far: second, unit, by: undefined, span };
  });

  /** `ago`, `from now` */
  private readonly direction: Rule<'ago' | 'from_now'> = this.rule('direction', () =>
    this.OR<'ago' | 'from_now'>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(T.Ago);
            return 'ago';
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.From);
            this.CONSUME(T.Now);
            return 'from_now';
          },
        },
      ],
      ERR_MSG: '`ago` or `from now`',
    }),
  );

  /** `between 5 and 10` and `between 2026-01-01 and 2026-02-01` have spellings that say whether the end is in. */
  private refuseBetweenValues(word: IToken): void {
    const [low, and, high, after] = [this.LA(1), this.LA(2), this.LA(3), this.LA(4)];
    if (and.tokenType !== T.And) return;
    const dates = low.tokenType === S.DateToken || low.tokenType === S.Timestamp;
    const numbers =
      low.tokenType === S.Numeral &&
      high.tokenType === S.Numeral &&
      after.tokenType !== T.Unit &&
      after.tokenType !== T.Ident;
    if (!dates && !numbers) return;
    const instead = dates
      ? `from ${low.image} until ${high.image}`
      : `in ${low.image}..${high.image}`;
    const span = { ...this.spanOf(word), end: this.spanOf(high).end };
    const spellings = dates ? [instead, instead.replace(' until ', ' through ')] : [instead];
    const fixes = spellings.map((text) => ({ title: `write \`${text}\``, span, text }));
    this.fault(syntax.betweenValues, span, { instead, dates }, { fixes });
  }

  private readonly since: Rule<WindowSyntax> = this.rule('since', () => {
    const word = this.CONSUME(T.Since);
    const start = this.SUBRULE(this.sum);
    return { kind: 'since', start, by: undefined, span: this.span(word.startOffset) };
  });

  private readonly fromTo: Rule<WindowSyntax> = this.rule('fromTo', () => {
    const word = this.CONSUME(T.From);
    const start = this.SUBRULE(this.sum);
    const joint = this.OR({
      DEF: [{ ALT: () => this.CONSUME(T.Until) }, { ALT: () => this.CONSUME(T.Through) }],
      ERR_MSG: '`until` (without that day) or `through` (with that day)',
    });
    const end = this.SUBRULE1(this.sum);
    const inclusive = joint.image === 'through';
    return {
      kind: 'from',
      start,
      end,
      inclusive,
      by: undefined,
      span: this.span(word.startOffset),
    };
  });

  // -------------------------------------------------------------- bounds

  /** `more than`, `less than`, `at least`, `at most` */
  protected readonly bound: Rule<Distance> = this.rule('bound', () =>
    this.OR<Distance>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(T.More);
            this.CONSUME(T.Than);
            return 'more_than';
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Less);
            this.CONSUME1(T.Than);
            return 'less_than';
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.At);
            return this.OR1<Distance>({
              DEF: [
                {
                  ALT: () => {
                    this.CONSUME(T.Least);
                    return 'at_least';
                  },
                },
                {
                  ALT: () => {
                    this.CONSUME(T.Most);
                    return 'at_most';
                  },
                },
              ],
              ERR_MSG: '`at least` or `at most`',
            });
          },
        },
      ],
      ERR_MSG: '`more than`, `less than`, `at least` or `at most`',
    }),
  );
}
