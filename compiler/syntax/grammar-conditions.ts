// Grammar of conditions: `and` / `or` / `not`, what a condition may start with, and memberships.
import { periods } from '../diagnostics/catalogue/periods.ts';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Span } from '../source.ts';
import type {
  ArgumentSyntax,
  ExpressionSyntax,
  InListSyntax,
  NotSyntax,
  PathSyntax,
} from './expression-ast.ts';
import type { Rule } from './grammar-base.ts';
import { GrammarOfHistory } from './grammar-history.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

/** What stands before a membership: a path to the related object, or nothing. */
export type Subject = PathSyntax | undefined;
type Added = NonNullable<InListSyntax['added']>;
type Quantified = Pick<InListSyntax, 'quantifier'> & {
  readonly items: readonly ExpressionSyntax[];
};

const tagStarts = [S.Text, S.OpenText, S.WrongQuotes, S.Parameter, T.Any, T.All, T.Ident];

export abstract class GrammarOfConditions extends GrammarOfHistory {
  protected abstract readonly comparison: Rule<ExpressionSyntax>;

  // -------------------------------------------------------------- and, or, not

  /** One rule for all three, so that deep nesting needs little stack. */
  protected readonly expression: Rule<ExpressionSyntax> = this.rule('expression', () => {
    this.ACTION(() => this.refuseBareBlock());
    const alternatives: ExpressionSyntax[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: T.Or,
      DEF: () => {
        const together: ExpressionSyntax[] = [];
        this.AT_LEAST_ONE_SEP1({
          SEP: T.And,
          DEF: () => {
            const nots: number[] = [];
            this.MANY({
              GATE: () => !this.is(T.In, 2),
              DEF: () => {
                nots.push(this.CONSUME(T.Not).startOffset);
              },
            });
            const condition = this.SUBRULE(this.condition);
            this.ACTION(() => together.push(this.negate(nots, condition)));
          },
          ERR_MSG: 'a condition',
        });
        this.ACTION(() => alternatives.push(this.combine('and', together)));
      },
      ERR_MSG: 'a condition',
    });
    return this.ACTION(() => this.combine('or', alternatives));
  });

  private combine(kind: 'or' | 'and', operands: readonly ExpressionSyntax[]): ExpressionSyntax {
    const [first] = operands;
    if (first === undefined || operands.length === 1)
      return first ?? this.unexpected('a condition');
    const span = this.span(this.startOf(first));
    if (kind === 'or') this.refuseMixed(operands, span);
    if (kind === 'or') this.refuseBareAlternatives(first, operands.slice(1), span);
    return { kind, operands, span };
  }

  /** `country = "PL" or "DE"` */
  private refuseBareAlternatives(
    first: ExpressionSyntax,
    others: readonly ExpressionSyntax[],
    span: Span,
  ): void {
    if (first.kind !== 'compare' || first.operator !== '=' || first.right.kind !== 'string') return;
    if (!others.every(({ kind }) => kind === 'string')) return;
    const text = this.target?.file.text ?? '';
    const values = [first.right, ...others].map((one) => text.slice(one.span.start, one.span.end));
    const instead = `in [${values.join(', ')}]`;
    const gap = text.slice(first.left.span.end, first.right.span.start);
    const start = first.left.span.end + gap.length - gap.trimStart().length;
    const place = { ...span, start };
    const fixes = [{ title: `write \`${instead}\``, span: place, text: instead }];
    const args = {
      written: text.slice(start, span.end),
      instead,
      why: '`or` joins two whole conditions; several values of one attribute stand in a list.',
    };
    this.fault(periods.otherWording, place, args, { fixes });
  }

  /** `a and b or c` reads both ways; parentheses say which. Each operand keeps its usual precedence. */
  private refuseMixed(operands: readonly ExpressionSyntax[], span: Span): void {
    const mixed = operands.find((one) => one.kind === 'and' && !this.parenthesised.has(one));
    if (mixed === undefined) return;
    const text = this.withParentheses(operands, span);
    const title = 'put each `and` in parentheses';
    this.report(syntax.mixedAndOr, span, {}, { fixes: [{ title, span, text, certain: false }] });
  }

  /** The text of `span` with parentheses around the operands of an `or` that are bare `and`s. */
  private withParentheses(operands: readonly ExpressionSyntax[], span: Span): string {
    const text = this.target?.file.text ?? '';
    let result = '';
    let at = span.start;
    for (const operand of operands) {
      if (operand.kind !== 'and' || this.parenthesised.has(operand)) continue;
      const { start, end } = operand.span;
      result += `${text.slice(at, start)}(${text.slice(start, end)})`;
      at = end;
    }
    return result + text.slice(at, span.end);
  }

  /** A chain of `not` nests like brackets do. */
  private negate(nots: readonly number[], condition: ExpressionSyntax): ExpressionSyntax {
    for (let count = 0; count < nots.length; count += 1) this.descend();
    this.ascend(nots.length);
    let result = condition;
    for (const start of nots.toReversed()) {
      const not: NotSyntax = { kind: 'not', operand: result, span: this.span(start) };
      result = not;
    }
    return result;
  }

  // -------------------------------------------------------------- first words

  private readonly condition: Rule<ExpressionSyntax> = this.rule('condition', () => {
    this.ACTION(() => this.refuseBareBlock());
    return this.OR<ExpressionSyntax>({
      DEF: [
        { GATE: () => this.is(T.Of, 2), ALT: () => this.SUBRULE(this.wordedBlock) },
        { GATE: () => this.startsCountOf(), ALT: () => this.SUBRULE(this.countOf) },
        { ALT: () => this.SUBRULE(this.did) },
        { ALT: () => this.SUBRULE(this.has) },
        { ALT: () => this.SUBRULE(this.ownMembership) },
        {
          GATE: () => this.startsHistory(),
          ALT: () => this.SUBRULE(this.history, { ARGS: [undefined] }),
        },
        {
          GATE: () => this.startsTags(2),
          ALT: () => this.SUBRULE(this.tagged, { ARGS: [undefined] }),
        },
        {
          GATE: () => this.is(T.To, 2),
          ALT: () => this.SUBRULE(this.consents, { ARGS: [undefined] }),
        },
        {
          GATE: () => this.startsName(2),
          ALT: () => this.SUBRULE(this.consentIs, { ARGS: [undefined] }),
        },
        { GATE: () => this.isAllHave(), ALT: () => this.SUBRULE(this.allHave) },
        { GATE: () => this.is(T.Of, 2), ALT: () => this.SUBRULE(this.anniversary) },
        { ALT: () => this.SUBRULE(this.comparison) },
      ],
      ERR_MSG: 'a condition',
      // `all`, `tagged`, `left` … are names as well: the gates decide by what follows.
      IGNORE_AMBIGUITIES: true,
    });
  });

  private startsHistory(): boolean {
    return this.is(T.Was) ? this.is(T.In, 2) || this.is(T.Not, 2) : this.is(T.Segment, 2);
  }

  /** A tag, or what was probably meant for one. */
  private startsTags(ahead: number): boolean {
    return tagStarts.some((type) => this.is(type, ahead));
  }

  /** `all contacts …`, where an attribute called `all` would be followed by a word of a comparison. */
  private isAllHave(): boolean {
    return this.is(T.All) && this.startsName(2) && !this.is(T.More, 2) && !this.is(T.Less, 2);
  }

  /** `[not] in segment x`, `[not] in list "x"`, `[not] in sample 10%` */
  private readonly ownMembership: Rule<ExpressionSyntax> = this.rule('ownMembership', () => {
    const start = this.LA(1).startOffset;
    let negated = false;
    this.OPTION(() => {
      this.CONSUME(T.Not);
      negated = true;
    });
    this.CONSUME(T.In);
    return this.SUBRULE(this.memberOf, { ARGS: [undefined, negated, start] });
  });

  /** What follows `in`: `segment x`, `list "x"`, `sample 10%`. */
  protected readonly memberOf: Rule<ExpressionSyntax, [Subject, boolean, number]> = this.rule(
    'memberOf',
    (subject: Subject, negated: boolean, start: number) => {
      const ARGS: [Subject, boolean, number] = [subject, negated, start];
      return this.OR({
        DEF: [
          { ALT: () => this.SUBRULE(this.inSegment, { ARGS }) },
          { ALT: () => this.SUBRULE(this.inList, { ARGS }) },
          { ALT: () => this.SUBRULE(this.inSample, { ARGS }) },
        ],
        ERR_MSG: '`segment` and its name, or `list` and its name',
      });
    },
  );

  private readonly inSegment: Rule<ExpressionSyntax, [Subject, boolean, number]> = this.rule(
    'inSegment',
    (subject: Subject, negated: boolean, start: number) => {
      this.CONSUME(T.Segment);
      const segment = this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: 'the name of a segment' }));
      let args: readonly ArgumentSyntax[] = [];
      this.OPTION(() => {
        args = this.SUBRULE(this.args);
      });
      const missing = this.SUBRULE(this.missingRule);
      const span = this.span(start);
      return { kind: 'in_segment', subject, negated, segment, args, missing, span };
    },
  );

  private readonly inList: Rule<ExpressionSyntax, [Subject, boolean, number]> = this.rule(
    'inList',
    (subject: Subject, negated: boolean, start: number) => {
      this.CONSUME(T.List);
      const { quantifier, items: names } = this.SUBRULE(this.anyOrAllOf);
      const added = this.OPTION(() => {
        this.CONSUME(T.Added);
        return this.SUBRULE(this.addedTail);
      });
      const span = this.span(start);
      return { kind: 'in_list', subject, negated, quantifier, names, added, span };
    },
  );

  private readonly addedTail: Rule<Added> = this.rule('addedTail', () => {
    const start = this.LA(1).startOffset;
    return this.OR<Added>({
      DEF: [
        {
          ALT: () => {
            const window = this.SUBRULE(this.window);
            const { span } = window;
            const missing = undefined;
            return { kind: 'in_window', subject: undefined, negated: false, window, missing, span };
          },
        },
        { ALT: () => this.SUBRULE(this.distance, { ARGS: [undefined, start] }) },
        { ALT: () => this.SUBRULE(this.moment, { ARGS: [undefined, start] }) },
      ],
      ERR_MSG: 'a time such as `more than 6 months ago` or `in last 30 days`',
    });
  });

  /** `"x"`, `any of ["x", "y"]`, `all of [...]` */
  protected readonly anyOrAllOf: Rule<Quantified> = this.rule('anyOrAllOf', () =>
    this.OR<Quantified>({
      DEF: [
        {
          GATE: () => this.is(T.Of, 2),
          ALT: () => {
            this.CONSUME(T.Any);
            this.CONSUME(T.Of);
            return { quantifier: 'any', items: this.SUBRULE(this.list) };
          },
        },
        {
          GATE: () => this.is(T.Of, 2),
          ALT: () => {
            this.CONSUME(T.All);
            this.CONSUME1(T.Of);
            return { quantifier: 'all', items: this.SUBRULE1(this.list) };
          },
        },
        { ALT: () => ({ quantifier: 'any', items: [this.SUBRULE(this.sum)] }) },
      ],
      ERR_MSG: 'a text in double quotes, or `any of [...]`',
      IGNORE_AMBIGUITIES: true,
    }),
  );

  // -------------------------------------------------------------- tags, consents

  protected readonly tagged: Rule<ExpressionSyntax, [Subject]> = this.rule(
    'tagged',
    (subject: Subject) => {
      const word = this.CONSUME(T.Tagged);
      const { quantifier, items: tags } = this.SUBRULE(this.tagNames);
      const span = this.span(subject?.span.start ?? word.startOffset);
      return { kind: 'tagged', subject, quantifier, tags, span };
    },
  );

  private readonly tagNames: Rule<Quantified> = this.rule('tagNames', () => {
    this.ACTION(() => {
      if (this.is(T.Ident) || !this.startsTags(1)) {
        this.unexpected('a tag in double quotes, or `any of [...]`');
      }
    });
    return this.SUBRULE(this.anyOrAllOf);
  });

  protected readonly consents: Rule<ExpressionSyntax, [Subject]> = this.rule(
    'consents',
    (subject: Subject) => {
      const word = this.CONSUME(T.Consents);
      this.CONSUME(T.To);
      const consent = this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: 'the name of a consent' }));
      const span = this.span(subject?.span.start ?? word.startOffset);
      return { kind: 'consents', subject, consent, span };
    },
  );

  /** `consent x is [not] granted` */
  protected readonly consentIs: Rule<ExpressionSyntax, [Subject]> = this.rule(
    'consentIs',
    (subject: Subject) => {
      const word = this.CONSUME(T.Consent);
      const consent = this.nameOf(this.CONSUME(T.Ident));
      this.CONSUME(T.Is);
      let negated = false;
      this.OPTION(() => {
        this.CONSUME(T.Not);
        negated = true;
      });
      const state = this.CONSUME1(T.Ident, { ERR_MSG: '`granted`, `denied` or `unknown`' });
      const span = this.span(subject?.span.start ?? word.startOffset);
      return { kind: 'consent_is', subject, consent, negated, state: this.nameOf(state), span };
    },
  );
}
