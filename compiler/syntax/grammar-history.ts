// Grammar of the history of memberships: `was in segment x 30 days ago`, `entered segment x in last 30 days`, `left segment x`.
import { history } from '../diagnostics/catalogue/history.ts';
import type { Span } from '../source.ts';
import type {
  ExpressionSyntax,
  HistoryTimeSyntax,
  MembershipHistorySyntax,
  PathSyntax,
} from './expression-ast.ts';
import type { Rule } from './grammar-base.ts';
import { GrammarOfSamples } from './grammar-samples.ts';
import * as T from './tokens.ts';

type Event = MembershipHistorySyntax['event'];

export abstract class GrammarOfHistory extends GrammarOfSamples {
  protected readonly history: Rule<ExpressionSyntax, [PathSyntax | undefined]> = this.rule(
    'history',
    (subject: PathSyntax | undefined) => {
      const start = subject?.span.start ?? this.LA(1).startOffset;
      const { event, negated } = this.SUBRULE(this.historyEvent);
      this.CONSUME(T.Segment);
      const segment = this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: 'the name of a segment' }));
      const time = this.OPTION(() => this.SUBRULE(this.historyTime));
      this.ACTION(() => this.refuseTime(event, time));
      const missing = this.SUBRULE(this.missingRule);
      const span = this.span(start);
      return { kind: 'membership_history', subject, event, negated, segment, time, missing, span };
    },
  );

  private readonly historyEvent: Rule<{ readonly event: Event; readonly negated: boolean }> =
    this.rule('historyEvent', () =>
      this.OR<{ event: Event; negated: boolean }>([
        {
          ALT: () => {
            let negated = false;
            this.CONSUME(T.Was);
            this.OPTION(() => {
              this.CONSUME(T.Not);
              negated = true;
            });
            this.CONSUME(T.In);
            return { event: 'was_in', negated };
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Entered);
            return { event: 'entered', negated: false };
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Left);
            return { event: 'left', negated: false };
          },
        },
      ]),
    );

  private readonly historyTime: Rule<HistoryTimeSyntax> = this.rule('historyTime', () => {
    const start = this.LA(1).startOffset;
    return this.OR<HistoryTimeSyntax>([
      {
        ALT: () => {
          const window = this.SUBRULE(this.window);
          return { kind: 'during', window, span: window.span };
        },
      },
      {
        ALT: () => {
          const amount = this.SUBRULE(this.amount);
          const unit = this.SUBRULE(this.unit);
          this.CONSUME(T.Ago);
          return { kind: 'ago', amount, unit, span: this.span(start) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.At);
          const moment = this.SUBRULE(this.sum);
          return { kind: 'at', moment, span: this.span(start) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.On);
          const moment = this.SUBRULE1(this.sum);
          return { kind: 'on', moment, span: this.span(start) };
        },
      },
    ]);
  });

  /** `was in` needs a time; `entered` and `left` happen within a window, never at an instant. */
  private refuseTime(event: Event, time: HistoryTimeSyntax | undefined): void {
    if (event === 'was_in') {
      if (time === undefined) this.fault(history.historyWithoutTime, this.behind(), {});
      return;
    }
    if (time?.kind !== 'ago' && time?.kind !== 'at') return;
    const { span } = time;
    const written = this.target?.file.text.slice(span.start, span.end - ' ago'.length) ?? '';
    const text = `in last ${written}`;
    const fixes =
      time.kind === 'ago' ? [{ title: `write \`${text}\``, span, text, certain: false }] : [];
    this.fault(history.changeAtAnInstant, span, { event }, { fixes });
  }

  private behind(): Span {
    const last = this.spanOf(this.LA(0));
    return { ...last, start: last.end };
  }
}
