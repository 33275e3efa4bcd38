// Grammar of values: literals, amounts, arithmetic, aggregates, calls. One precedence ladder; types are the checker's.
import type { IToken, TokenType } from 'chevrotain';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type {
  ArgumentSyntax,
  ArithmeticSyntax,
  BlockSyntax,
  ExpressionSyntax,
} from './expression-ast.ts';
import type {
  DateSyntax,
  NumberSyntax,
  PercentSyntax,
  StringSyntax,
  TimestampSyntax,
  TimeUnit,
} from './literal-ast.ts';
import { GrammarBase, type Rule } from './grammar-base.ts';
import { timeUnit, unescapeText, withoutUnderscores } from './literals.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

const aValue = 'a value: a name, a number or a text in double quotes';
type Operator = ArithmeticSyntax['operator'];
const operators: ReadonlyMap<TokenType, Operator> = new Map([
  [S.Plus, '+'],
  [S.Minus, '-'],
  [S.Star, '*'],
  [S.Slash, '/'],
]);

interface Parentheses {
  readonly start: number;
  readonly end: number;
}

export abstract class GrammarOfValues extends GrammarBase {
  protected abstract readonly expression: Rule<ExpressionSyntax>;
  protected abstract readonly aggregate: Rule<ExpressionSyntax>;
  protected abstract readonly cases: Rule<ExpressionSyntax>;
  protected abstract readonly block: Rule<
    BlockSyntax,
    [BlockSyntax['quantifier'], boolean, number | undefined]
  >;
  /** Expressions written in parentheses of their own, and where the outermost stand. */
  protected readonly parenthesised: WeakMap<ExpressionSyntax, Parentheses> = new WeakMap();

  // -------------------------------------------------------------- literals

  protected readonly text: Rule<StringSyntax> = this.rule('text', () => {
    const token = this.CONSUME(S.Text);
    return this.ACTION(() => this.textOf(token));
  });

  private textOf(token: IToken): StringSyntax {
    const { value, faults } = unescapeText(token.image);
    const span = this.spanOf(token);
    for (const { at, written } of faults) {
      const start = span.start + at;
      const place = { ...span, start, end: start + written.length };
      this.report(syntax.unknownEscape, place, { written });
    }
    return { kind: 'string', value, span };
  }

  protected numberOf(token: IToken): NumberSyntax {
    return { kind: 'number', value: withoutUnderscores(token.image), span: this.spanOf(token) };
  }

  protected percentOf(token: IToken): PercentSyntax {
    const value = withoutUnderscores(token.image.slice(0, -1));
    return { kind: 'percent', value, span: this.spanOf(token) };
  }

  /** How many: a number or a parameter. */
  protected readonly amount: Rule<ExpressionSyntax> = this.rule('amount', () =>
    this.OR({
      DEF: [
        { ALT: (): ExpressionSyntax => this.numberOf(this.CONSUME(S.Numeral)) },
        { ALT: (): ExpressionSyntax => this.parameterOf(this.CONSUME(S.Parameter)) },
      ],
      ERR_MSG: 'a number',
    }),
  );

  protected readonly unit: Rule<TimeUnit> = this.rule('unit', () =>
    timeUnit(this.CONSUME(T.Unit).image),
  );

  protected parameterOf(token: IToken): ExpressionSyntax {
    return { kind: 'parameter', name: token.image.slice(1), span: this.spanOf(token) };
  }

  /** `50`, `800 USD`, `7 days` */
  private readonly quantity: Rule<ExpressionSyntax> = this.rule('quantity', () => {
    const number = this.numberOf(this.CONSUME(S.Numeral));
    const { start } = number.span;
    let result: ExpressionSyntax = number;
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            const currency = this.CONSUME(T.Currency).image;
            result = { kind: 'money', value: number.value, currency, span: this.span(start) };
          },
        },
        {
          ALT: () => {
            const unit = this.SUBRULE(this.unit);
            result = { kind: 'duration', amount: number.value, unit, span: this.span(start) };
          },
        },
      ]);
    });
    return result;
  });

  /** `70%`, `50% of sum(...)` */
  private readonly share: Rule<ExpressionSyntax> = this.rule('share', () => {
    const percent = this.percentOf(this.CONSUME(S.Percent));
    let result: ExpressionSyntax = percent;
    this.OPTION(() => {
      this.CONSUME(T.Of);
      const of = this.deeper(() => this.SUBRULE(this.primary));
      result = { kind: 'percent_of', percent, of, span: this.span(percent.span.start) };
    });
    return result;
  });

  /** As written; whether the day exists is the checker's. */
  protected readonly day: Rule<DateSyntax | TimestampSyntax> = this.rule('day', () =>
    this.OR<DateSyntax | TimestampSyntax>([
      {
        ALT: () => {
          const token = this.CONSUME(S.DateToken);
          return { kind: 'date', value: token.image, span: this.spanOf(token) };
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(S.Timestamp);
          return { kind: 'timestamp', value: token.image, span: this.spanOf(token) };
        },
      },
    ]),
  );

  private readonly constant: Rule<ExpressionSyntax> = this.rule('constant', () =>
    this.OR<ExpressionSyntax>([
      { ALT: () => ({ kind: 'boolean', value: true, span: this.spanOf(this.CONSUME(T.True)) }) },
      { ALT: () => ({ kind: 'boolean', value: false, span: this.spanOf(this.CONSUME(T.False)) }) },
      { ALT: () => ({ kind: 'now', span: this.spanOf(this.CONSUME(T.Now)) }) },
      { ALT: () => ({ kind: 'today', span: this.spanOf(this.CONSUME(T.Today)) }) },
      { ALT: () => this.parameterOf(this.CONSUME(S.Parameter)) },
    ]),
  );

  // -------------------------------------------------------------- arithmetic

  /** Operands and operators of both precedences in one rule, so that deep nesting needs little stack. */
  protected readonly sum: Rule<ExpressionSyntax> = this.rule('sum', () => {
    const outside = this.measure();
    const operands = [this.SUBRULE(this.primary)];
    const signs: Operator[] = [];
    this.MANY(() => {
      const token = this.OR([
        { ALT: () => this.CONSUME(S.Plus) },
        { ALT: () => this.CONSUME(S.Minus) },
        { ALT: () => this.CONSUME(S.Star) },
        { ALT: () => this.CONSUME(S.Slash) },
      ]);
      signs.push(operators.get(token.tokenType) ?? '+');
      operands.push(this.SUBRULE1(this.primary));
    });
    return this.ACTION(() => {
      this.raise(outside, signs.length);
      return this.arrange(operands, signs);
    });
  });

  /** Products first, then sums, both from the left. */
  private arrange(
    operands: readonly ExpressionSyntax[],
    signs: readonly Operator[],
  ): ExpressionSyntax {
    const [first = this.unexpected(aValue), ...rest] = operands;
    let total: ExpressionSyntax | undefined;
    let sign: Operator = '+';
    let product = first;
    for (const [index, operand] of rest.entries()) {
      const next = signs[index] ?? '+';
      if (next === '*' || next === '/') {
        product = this.arithmetic(next, product, operand);
        continue;
      }
      total = total === undefined ? product : this.arithmetic(sign, total, product);
      sign = next;
      product = operand;
    }
    return total === undefined ? product : this.arithmetic(sign, total, product);
  }

  private arithmetic(
    operator: Operator,
    left: ExpressionSyntax,
    right: ExpressionSyntax,
  ): ExpressionSyntax {
    const span = { ...left.span, start: this.startOf(left), end: this.endOf(right) };
    return { kind: 'arithmetic', operator, left, right, span };
  }

  private readonly primary: Rule<ExpressionSyntax> = this.rule('primary', () =>
    this.OR({
      DEF: [
        { GATE: () => this.startsAggregate(), ALT: () => this.SUBRULE(this.aggregate) },
        { GATE: () => this.is(S.LCurly, 2), ALT: () => this.SUBRULE(this.cases) },
        { GATE: () => this.is(S.LParen, 2), ALT: () => this.SUBRULE(this.call) },
        { ALT: () => this.SUBRULE(this.path) },
        { ALT: () => this.SUBRULE(this.text) },
        { ALT: () => this.SUBRULE(this.quantity) },
        { ALT: () => this.SUBRULE(this.share) },
        { ALT: () => this.SUBRULE(this.day) },
        { ALT: () => this.SUBRULE(this.constant) },
        {
          ALT: () => {
            const start = this.CONSUME(S.Minus).startOffset;
            const operand = this.deeper(() => this.SUBRULE(this.primary));
            return { kind: 'negate', operand, span: this.span(start) };
          },
        },
        {
          ALT: () => {
            const start = this.CONSUME(S.LParen).startOffset;
            const inner = this.deeper(() => this.SUBRULE(this.expression));
            const end = this.CONSUME(S.RParen).startOffset + 1;
            this.ACTION(() => this.parenthesised.set(inner, { start, end }));
            return inner;
          },
        },
      ],
      ERR_MSG: aValue,
      // Words such as `count` are names too: the gates decide by what follows.
      IGNORE_AMBIGUITIES: true,
    }),
  );

  /** Where an operand begins, its parentheses included. */
  protected startOf(operand: ExpressionSyntax): number {
    return this.parenthesised.get(operand)?.start ?? operand.span.start;
  }

  private endOf(operand: ExpressionSyntax): number {
    return this.parenthesised.get(operand)?.end ?? operand.span.end;
  }

  // -------------------------------------------------------------- functions

  /** `sum(`, `count distinct(`, `count weeks(`, `count consecutive days(` */
  private startsAggregate(): boolean {
    if (this.is(S.LParen, 2)) return true;
    if (!this.is(T.Count)) return false;
    if (this.is(T.Consecutive, 2)) return this.is(T.Unit, 3) && this.is(S.LParen, 4);
    return (this.is(T.Distinct, 2) || this.is(T.Unit, 2)) && this.is(S.LParen, 3);
  }

  private readonly call: Rule<ExpressionSyntax> = this.rule('call', () => {
    const name = this.CONSUME(T.Ident);
    const args = this.SUBRULE(this.args);
    const among = this.OPTION({
      GATE: () => this.is(S.LCurly, 2),
      DEF: () => {
        this.CONSUME(T.Among);
        return this.deeper(() => this.SUBRULE(this.block, { ARGS: ['all', false, undefined] }));
      },
    });
    const span = this.span(name.startOffset);
    return { kind: 'call', function: this.nameOf(name), args, among, span };
  });

  /** `(a, name: b)` */
  protected readonly args: Rule<readonly ArgumentSyntax[]> = this.rule('args', () => {
    const args: ArgumentSyntax[] = [];
    this.CONSUME(S.LParen);
    this.MANY_SEP({ SEP: S.Comma, DEF: () => args.push(this.SUBRULE(this.argument)) });
    this.CONSUME(S.RParen);
    return args;
  });

  private readonly argument: Rule<ArgumentSyntax> = this.rule('argument', () => {
    const start = this.LA(1).startOffset;
    const name = this.OPTION({
      GATE: () => this.is(S.Colon, 2),
      DEF: () => {
        const token = this.CONSUME(T.Ident);
        this.CONSUME(S.Colon);
        return this.nameOf(token);
      },
    });
    const value = this.deeper(() => this.SUBRULE(this.expression));
    return { name, value, span: this.span(start) };
  });

  /** `["a", "b"]` */
  protected readonly list: Rule<readonly ExpressionSyntax[]> = this.rule('list', () => {
    const items: ExpressionSyntax[] = [];
    this.CONSUME(S.LSquare);
    this.MANY_SEP({ SEP: S.Comma, DEF: () => items.push(this.SUBRULE(this.sum)) });
    this.CONSUME(S.RSquare);
    return items;
  });
}
