// Grammar of collections: `path [as name] [count] [window] [where …] [having …]`, and the conditions made of one: `did`, `has`,
// `all … have`.
import type { IToken } from 'chevrotain';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type {
  AllHaveSyntax,
  BlockSyntax,
  CollectionSyntax,
  CountSyntax,
  CountOfSyntax,
  ExpressionSyntax,
  OccurrenceSyntax,
  PathSyntax,
  WindowSyntax,
} from './expression-ast.ts';
import type { NameSyntax } from './literal-ast.ts';
import type { Rule } from './grammar-base.ts';
import { GrammarOfAggregates } from './grammar-aggregates.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

/** A collection with the count that `did` and `has` allow between its path and its window. */
interface Counted {
  readonly collection: CollectionSyntax;
  readonly count: CountSyntax | undefined;
  readonly occurrence: OccurrenceSyntax | undefined;
}

/** Which counts may follow the path: after `has at least 2` none, after `has` periods only. */
type Counts = 'none' | 'periods' | 'all';

type Quantifier = BlockSyntax['quantifier'];

export abstract class GrammarOfCollections extends GrammarOfAggregates {
  protected abstract readonly sequence: Rule<ExpressionSyntax, [number, boolean]>;

  // -------------------------------------------------------------- blocks

  /** `{ conditions }`, a line each. */
  protected readonly block: Rule<BlockSyntax, [Quantifier, boolean, number | undefined]> =
    this.rule('block', (quantifier: Quantifier, worded: boolean, start: number | undefined) => {
      const open = this.CONSUME(S.LCurly);
      const conditions: ExpressionSyntax[] = [];
      this.lines(
        () => this.deeper(() => this.SUBRULE(this.expression)),
        (condition) => conditions.push(condition),
        {
          broken: (span) => conditions.push({ kind: 'broken', span }),
          ends: (next, second) => this.endsBlock(next, second),
        },
      );
      this.closeBlock(open, 'block of conditions');
      const span = this.span(start ?? open.startOffset);
      return { kind: 'block', quantifier, worded, conditions, span };
    });

  /** `except` on a line of its own cannot be a condition: the brace before it is missing. */
  private endsBlock(next: IToken, second: IToken): boolean {
    if (next.tokenType !== T.Except || this.LA(0).tokenType !== S.Newline) return false;
    return [T.Tagged, T.In, T.Did, T.Has, T.Not, T.Ident, T.Any, T.All].includes(second.tokenType);
  }

  /** `any of { }`, `all of { }`, `none of { }` */
  protected readonly wordedBlock: Rule<BlockSyntax> = this.rule('wordedBlock', () => {
    const word = this.OR({
      DEF: [
        { ALT: () => this.CONSUME(T.Any) },
        { ALT: () => this.CONSUME(T.All) },
        { ALT: () => this.CONSUME(T.None) },
      ],
    });
    this.CONSUME(T.Of);
    const quantifier = word.image === 'any' ? 'any' : word.image === 'none' ? 'none' : 'all';
    return this.SUBRULE(this.block, { ARGS: [quantifier, quantifier === 'all', word.startOffset] });
  });

  /** `at least 3 of { }` */
  protected readonly countOf: Rule<CountOfSyntax> = this.rule('countOf', () => {
    const start = this.LA(1).startOffset;
    const { comparison, amount } = this.SUBRULE(this.howMany);
    this.CONSUME(T.Of);
    const { conditions, span } = this.SUBRULE(this.block, { ARGS: ['all', false, start] });
    return { kind: 'count_of', comparison, amount, conditions, span };
  });

  /** `at least 3 of`, where an attribute called `at` or `more` would be followed by something else. */
  protected startsCountOf(): boolean {
    if (this.is(T.More) || this.is(T.Less)) return this.is(T.Than, 2) && this.is(T.Of, 4);
    if (this.is(T.At)) return (this.is(T.Least, 2) || this.is(T.Most, 2)) && this.is(T.Of, 4);
    if (this.is(T.Exactly)) return this.is(T.Of, 3);
    return this.is(T.Of, 2) && (this.is(S.Numeral) || this.is(S.Parameter));
  }

  /** What `where` and `have` take: a block or one expression. */
  protected readonly predicate: Rule<ExpressionSyntax> = this.rule('predicate', () =>
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.block, { ARGS: ['all', false, undefined] }) },
        { ALT: () => this.deeper(() => this.SUBRULE(this.expression)) },
      ],
      ERR_MSG: 'a condition',
    }),
  );

  protected readonly where: Rule<ExpressionSyntax> = this.rule('where', () => {
    this.CONSUME(T.Where);
    return this.SUBRULE(this.predicate);
  });

  // -------------------------------------------------------------- collections

  /** In an aggregate: without a count. */
  protected readonly collection: Rule<CollectionSyntax> = this.rule('collection', () => {
    const rows = this.LA(1).startOffset;
    const path = this.SUBRULE(this.path);
    const alias = this.SUBRULE(this.alias);
    const window = this.OPTION(() => this.SUBRULE(this.rowWindow));
    const where = this.OPTION1(() => this.SUBRULE(this.where));
    const having = this.OPTION2(() => this.SUBRULE(this.having));
    return { path, alias, window, where, having, span: this.span(rows) };
  });

  /** `as name` */
  protected readonly alias: Rule<NameSyntax | undefined> = this.rule('alias', () =>
    this.OPTION(() => {
      this.CONSUME(T.As);
      return this.nameOf(this.CONSUME(T.Ident));
    }),
  );

  /** A window over rows, which may name another time of the row: `in last 30 days by shipped_at`. */
  private readonly rowWindow: Rule<WindowSyntax> = this.rule('rowWindow', () => {
    const start = this.LA(1).startOffset;
    const window = this.SUBRULE(this.window);
    let by: PathSyntax | undefined;
    this.OPTION(() => {
      this.CONSUME(T.By);
      by = this.SUBRULE(this.path);
    });
    if (by === undefined) return window;
    return { ...window, by, span: this.span(start) };
  });

  /** After `did` and `has`: counts may stand before or after the window. */
  private readonly countedCollection: Rule<Counted, [Counts]> = this.rule(
    'countedCollection',
    (counts: Counts) => {
      const rows = this.LA(1).startOffset;
      const path = this.SUBRULE(this.path);
      const alias = this.SUBRULE(this.alias);
      let count: CountSyntax | undefined;
      let occurrence: OccurrenceSyntax | undefined;
      this.OPTION({
        GATE: () => this.mayCount(counts),
        DEF: () => {
          this.OR([
            {
              ALT: () => {
                count = this.SUBRULE(this.times);
              },
            },
            {
              ALT: () => {
                occurrence = this.SUBRULE(this.occurrence);
              },
            },
          ]);
        },
      });
      const window = this.OPTION1(() => this.SUBRULE(this.rowWindow));
      this.OPTION2({
        GATE: () => count === undefined && occurrence === undefined && this.mayCount(counts),
        DEF: () => {
          this.OR1([
            {
              ALT: () => {
                count = this.SUBRULE1(this.times);
              },
            },
            {
              ALT: () => {
                occurrence = this.SUBRULE1(this.occurrence);
              },
            },
          ]);
        },
      });
      const where = this.OPTION3(() => this.SUBRULE(this.where));
      const having = this.OPTION4(() => this.SUBRULE(this.having));
      const collection = { path, alias, window, where, having, span: this.span(rows) };
      return { collection, count, occurrence };
    },
  );

  private mayCount(counts: Counts): boolean {
    if (counts === 'periods') return this.is(T.On) || this.is(T.For);
    return counts === 'all';
  }

  // -------------------------------------------------------------- did, has, all … have

  protected readonly did: Rule<ExpressionSyntax> = this.rule('did', () => {
    const start = this.CONSUME(T.Did).startOffset;
    let negated = false;
    this.OPTION(() => {
      this.CONSUME(T.Not);
      negated = true;
    });
    return this.OR<ExpressionSyntax>({
      DEF: [
        { ALT: () => this.SUBRULE(this.sequence, { ARGS: [start, negated] }) },
        {
          ALT: () => {
            const counted = this.SUBRULE(this.countedCollection, { ARGS: ['all'] });
            return { kind: 'did', negated, ...counted, span: this.span(start) };
          },
        },
      ],
      ERR_MSG: 'the name of an event',
      // An event cannot be called `sequence`.
      IGNORE_AMBIGUITIES: true,
    });
  });

  protected readonly has: Rule<ExpressionSyntax> = this.rule('has', () => {
    const start = this.CONSUME(T.Has).startOffset;
    let negated = false;
    let count: CountSyntax | undefined;
    this.OR({
      DEF: [
        {
          GATE: () => this.startsName(2),
          ALT: () => {
            this.CONSUME(T.No);
            negated = true;
          },
        },
        {
          GATE: () => this.startsCount(),
          ALT: () => {
            count = this.SUBRULE(this.howMany);
          },
        },
        { GATE: () => this.startsName(1), ALT: () => undefined },
      ],
      ERR_MSG: 'the name of a relation, such as `orders`, or a count before it',
      IGNORE_AMBIGUITIES: true,
    });
    const counts = count === undefined ? 'periods' : 'none';
    const { collection, occurrence } = this.SUBRULE(this.countedCollection, { ARGS: [counts] });
    return { kind: 'has', negated, collection, count, occurrence, span: this.span(start) };
  });

  /** A count, not a relation called `at` or `more`. */
  private startsCount(): boolean {
    if (this.is(T.More) || this.is(T.Less)) return this.is(T.Than, 2) || this.is(S.Numeral, 2);
    if (this.is(T.At)) return this.startsName(2);
    if (this.is(T.Exactly)) return this.is(S.Numeral, 2) || this.is(S.Parameter, 2);
    return true;
  }

  protected readonly allHave: Rule<AllHaveSyntax> = this.rule('allHave', () => {
    const start = this.CONSUME(T.All).startOffset;
    const rows = this.LA(1).startOffset;
    const path = this.SUBRULE(this.path);
    const alias = this.SUBRULE(this.alias);
    const window = this.OPTION(() => this.SUBRULE(this.rowWindow));
    const where = this.OPTION1(() => this.SUBRULE(this.where));
    const span = this.span(rows);
    const collection = { path, alias, window, where, having: undefined, span };
    this.CONSUME(T.Have);
    const predicate = this.SUBRULE(this.predicate);
    return { kind: 'all_have', collection, predicate, span: this.span(start) };
  });

  /** A group of conditions needs a word before its brace. */
  protected refuseBareBlock(): void {
    if (!this.is(S.LCurly)) return;
    const span = this.spanOf(this.LA(1));
    const fixes = ['any of', 'all of'].map((words) => ({
      title: `write \`${words} {\``,
      span,
      text: `${words} {`,
    }));
    this.fault(syntax.bareBlock, span, {}, { fixes });
  }
}
