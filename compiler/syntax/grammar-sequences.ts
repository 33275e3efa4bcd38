// Grammar of event sequences: `did sequence [window] { first step, then step, then no step }`.
import type { IToken } from 'chevrotain';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type {
  BrokenSyntax,
  ExpressionSyntax,
  StepSyntax,
  StepLimitSyntax,
} from './expression-ast.ts';
import type { Rule } from './grammar-base.ts';
import { GrammarOfCollections } from './grammar-collections.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

/** What a step's first words say of it. */
interface StepHead {
  readonly start: number;
  readonly absent: boolean;
  readonly pin: StepSyntax['pin'];
}

/** What may follow the name of a step's rows. */
const afterPath: readonly unknown[] = [S.Newline, S.Comma, S.RCurly, S.Dot, T.Where];

export abstract class GrammarOfSequences extends GrammarOfCollections {
  /** Behind `did [not]`, which began at the first argument; the second one says whether there was a `not`. */
  protected readonly sequence: Rule<ExpressionSyntax, [number, boolean]> = this.rule(
    'sequence',
    (start: number, negated: boolean) => {
      this.CONSUME(T.Sequence);
      const window = this.OPTION(() => this.SUBRULE(this.window));
      const open = this.CONSUME(S.LCurly);
      const steps: (StepSyntax | BrokenSyntax)[] = [];
      this.lines(
        () => this.SUBRULE(this.stepLine, { ARGS: [steps.length === 0] }),
        (line) => steps.push(...line),
        {
          broken: (span) => steps.push({ kind: 'broken', span }),
          resync: () => !this.atDeepest(),
          ends: (next, second) => steps.length > 0 && this.endsSteps(next, second),
        },
      );
      this.ACTION(() => {
        this.ascend(steps.filter(({ kind }) => kind === 'step').length);
        if (steps.length > 0) return;
        this.report(syntax.sequenceStart, this.spanOf(this.LA(1)), { found: 'no step' });
        steps.push({ kind: 'broken', span: this.spanOf(this.LA(1)) });
      });
      this.closeBlock(open, 'sequence');
      return { kind: 'sequence', negated, window, steps, span: this.span(start) };
    },
  );

  /** A line that is no step: the brace before it is missing. */
  private endsSteps(next: IToken, second: IToken): boolean {
    if (next.tokenType === T.Then) return false;
    if (!isName(next)) return true;
    return !isName(second) && !afterPath.includes(second.tokenType);
  }

  /** The steps of one line; several when `then` follows on it. Each lies inside the one before it: it is asked of each row of that. */
  private readonly stepLine: Rule<readonly StepSyntax[], [boolean]> = this.rule(
    'stepLine',
    (isFirst: boolean) => {
      const steps: StepSyntax[] = [];
      this.ACTION(() => this.refuseBadStart(isFirst));
      this.OPTION({
        GATE: () => isFirst,
        DEF: () => {
          this.ACTION(() => this.descend());
          const { startOffset: start } = this.LA(1);
          const pin = this.SUBRULE(this.pin);
          const step = this.SUBRULE(this.stepRows, { ARGS: [{ start, absent: false, pin }] });
          this.ACTION(() => this.refuseWithin(step.within));
          steps.push(step);
        },
      });
      this.MANY(() => {
        this.ACTION(() => this.descend());
        steps.push(this.SUBRULE(this.laterStep));
      });
      return steps;
    },
  );

  /** `then [no] [first | last] path …` */
  private readonly laterStep: Rule<StepSyntax> = this.rule('laterStep', () => {
    const start = this.CONSUME(T.Then).startOffset;
    let absent = false;
    this.OPTION({
      GATE: () => this.isWordBeforePath(),
      DEF: () => {
        this.CONSUME(T.No);
        absent = true;
      },
    });
    const pinned = this.LA(1);
    const pin = this.SUBRULE(this.pin);
    this.ACTION(() => {
      if (absent && pin !== undefined) {
        this.report(syntax.pinnedAbsence, this.spanOf(pinned), { pin });
      }
    });
    return this.SUBRULE(this.stepRows, { ARGS: [{ start, absent, pin }] });
  });

  private readonly pin: Rule<StepSyntax['pin']> = this.rule('pin', () => {
    let pin: StepSyntax['pin'];
    this.OPTION({
      GATE: () => this.isWordBeforePath(),
      DEF: () => {
        this.OR([
          {
            ALT: () => {
              this.CONSUME(T.First);
              pin = 'first';
            },
          },
          {
            ALT: () => {
              this.CONSUME(T.Last);
              pin = 'last';
            },
          },
        ]);
      },
    });
    return pin;
  });

  /** `path [as name] [within 2 hours] [where …]` */
  private readonly stepRows: Rule<StepSyntax, [StepHead]> = this.rule(
    'stepRows',
    (head: StepHead) => {
      const rows = this.LA(1).startOffset;
      const path = this.SUBRULE(this.path);
      const alias = this.SUBRULE(this.alias);
      this.ACTION(() => this.refuseWindow());
      const within = this.OPTION(() => this.SUBRULE(this.stepLimit));
      const where = this.OPTION1(() => this.SUBRULE(this.where));
      return this.ACTION((): StepSyntax => {
        const collection = {
          path,
          alias,
          window: undefined,
          where,
          having: undefined,
          span: this.span(rows),
        };
        const { absent, pin, start } = head;
        return { kind: 'step', absent, pin, collection, within, span: this.span(start) };
      });
    },
  );

  private readonly stepLimit: Rule<StepLimitSyntax> = this.rule('stepLimit', () => {
    const start = this.CONSUME(T.Within).startOffset;
    const amount = this.SUBRULE(this.amount);
    const unit = this.SUBRULE(this.unit);
    return { amount, unit, span: this.span(start) };
  });

  // -------------------------------------------------------------- faults

  /** `no`, `first` or `last` before a path, not an event of that name. */
  private isWordBeforePath(): boolean {
    return this.startsName(2) && !this.is(T.As, 2) && !this.is(T.Within, 2) && !this.is(T.Then, 2);
  }

  private refuseBadStart(isFirst: boolean): void {
    const next = this.LA(1);
    if (!isFirst) {
      if (!this.is(T.Then)) this.refuseMissingThen(next);
    } else if ((this.is(T.Then) || this.is(T.No)) && this.isWordBeforePath()) {
      this.fault(syntax.sequenceStart, this.spanOf(next), { found: `\`${next.image}\`` });
    } else if (!this.startsName(1)) {
      this.unexpected('the name of an event');
    }
  }

  /** `checkout_started in last 48 hours` as a step */
  private refuseWindow(): void {
    const next = this.LA(1);
    const isWindow = [T.In, T.Since, T.Between, T.From].includes(next.tokenType);
    if (isWindow) this.fault(syntax.stepWindow, this.spanOf(next), {});
  }

  private refuseMissingThen(next: IToken): never {
    const span = this.spanOf(next);
    const fixes = [
      { title: 'write `then` before it', span: { ...span, end: span.start }, text: 'then ' },
    ];
    return this.fault(syntax.missingThen, span, {}, { fixes });
  }

  private refuseWithin(within: StepLimitSyntax | undefined): void {
    if (within !== undefined) this.report(syntax.withinAtStart, within.span, {});
  }
}

function isName(token: IToken): boolean {
  const type = token.tokenType;
  const categories = type.CATEGORIES ?? [];
  return type === T.Ident || categories.includes(T.Ident) || categories.includes(T.AggregateWord);
}
