// Grammar of `test` and `fixtures`: what is given, what is expected, and the steps of time between.
import { testSyntax } from '../diagnostics/catalogue/test-syntax.ts';
import type { ArgumentSyntax, BrokenSyntax } from './expression-ast.ts';
import type { Rule } from './grammar-base.ts';
import { GrammarOfFixtures } from './grammar-fixtures.ts';
import type { NameSyntax, StringSyntax } from './literal-ast.ts';
import * as S from './symbols.ts';
import type {
  CaseLineSyntax,
  CasesSyntax,
  ExpectSegmentSyntax,
  ExpectSyntax,
  FixtureFieldName,
  FixturesSyntax,
  FixtureValueSyntax,
  GivenFromSyntax,
  GivenSyntax,
  RemoveSyntax,
  TestNowSyntax,
  TestPartSyntax,
  TestSyntax,
  ThenSyntax,
  TimePartSyntax,
  UseSyntax,
} from './test-ast.ts';
import * as T from './tokens.ts';

/** What holds the parts. */
type Holder = 'test' | 'fixtures' | 'then';

/** Where a part stands that does not stand everywhere. */
const holdersOf: ReadonlyMap<unknown, readonly Holder[]> = new Map<unknown, readonly Holder[]>([
  [T.Now, ['test']],
  [T.Use, ['test', 'fixtures']],
  [T.Cases, ['test', 'then']],
  [T.Expect, ['test', 'then']],
  [T.Then, ['test']],
  [T.Remove, ['then']],
]);

export abstract class GrammarOfTests extends GrammarOfFixtures {
  /** `test "quiet ones are in" of win_back { … }` */
  protected readonly test: Rule<TestSyntax> = this.rule('test', () => {
    const start = this.CONSUME(T.Test).startOffset;
    const title: StringSyntax = this.SUBRULE(this.testTitle);
    this.CONSUME(T.Of, { ERR_MSG: '`of` and the segment that is tested' });
    const of = this.SUBRULE(this.declared, { ARGS: ['the name of a segment'] });
    let args: readonly ArgumentSyntax[] = [];
    this.OPTION(() => {
      args = this.SUBRULE(this.args);
    });
    const parts = this.SUBRULE(this.testParts, { ARGS: ['test', `test "${title.value}"`] });
    return { kind: 'test', title, of, args, parts, span: this.span(start) };
  });

  private readonly testTitle: Rule<StringSyntax> = this.rule('testTitle', () => {
    this.ACTION(() => {
      if (this.is(S.Text) || !this.startsName(1)) return;
      this.fault(testSyntax.testWithoutTitle, this.spanOf(this.LA(1)), {});
    });
    return this.SUBRULE(this.text);
  });

  /** `fixtures shop { … }` */
  protected readonly fixtures: Rule<FixturesSyntax> = this.rule('fixtures', () => {
    const start = this.CONSUME(T.Fixtures).startOffset;
    const name = this.SUBRULE(this.declared, { ARGS: ['a name for the fixtures'] });
    const parts = this.SUBRULE(this.testParts, { ARGS: ['fixtures', `fixtures \`${name.text}\``] });
    return { kind: 'fixtures', name, parts, span: this.span(start) };
  });

  private readonly testParts: Rule<readonly TestPartSyntax[], [Holder, string]> = this.rule(
    'testParts',
    (holder: Holder, what: string) => {
      const parts: TestPartSyntax[] = [];
      const open = this.CONSUME(S.LCurly, { ERR_MSG: '`{`' });
      this.lines(
        () => this.SUBRULE(this.testPart, { ARGS: [holder] }),
        (part) => parts.push(part),
        { broken: (span) => parts.push({ kind: 'broken', span }) },
      );
      this.closeBlock(open, what);
      return parts;
    },
  );

  private readonly testPart: Rule<TestPartSyntax, [Holder]> = this.rule(
    'testPart',
    (holder: Holder) => {
      this.ACTION(() => this.refuseMisplaced(holder));
      return this.OR<TestPartSyntax>({
        DEF: [
          { ALT: () => this.SUBRULE(this.testNow) },
          { ALT: () => this.SUBRULE(this.use) },
          { ALT: () => this.SUBRULE(this.given) },
          { ALT: () => this.SUBRULE(this.casesOf) },
          { ALT: () => this.SUBRULE(this.expect) },
          { ALT: () => this.SUBRULE(this.thenStep) },
          { ALT: () => this.SUBRULE(this.remove) },
        ],
        ERR_MSG:
          holder === 'fixtures'
            ? '`given` or `use`'
            : '`given`, `cases`, `expect`, `then`, `use` or `now:`',
      });
    },
  );

  private refuseMisplaced(holder: Holder): void {
    const word = this.LA(1);
    const holders = holdersOf.get(word.tokenType) ?? [holder];
    if (holders.includes(holder)) return;
    const args = { word: word.image, holder, holders };
    this.fault(testSyntax.misplacedPart, this.spanOf(word), args);
  }

  // -------------------------------------------------------------- what there is

  private readonly testNow: Rule<TestNowSyntax> = this.rule('testNow', () => {
    const start = this.CONSUME(T.Now).startOffset;
    this.CONSUME(S.Colon, { ERR_MSG: '`:` and a time such as `2025-11-01T09:00:00Z`' });
    const value = this.SUBRULE(this.fixtureValue);
    return { kind: 'test_now', value, span: this.span(start) };
  });

  private readonly use: Rule<UseSyntax> = this.rule('use', () => {
    const start = this.CONSUME(T.Use).startOffset;
    const names = this.SUBRULE(this.names, { ARGS: ['the name of fixtures'] });
    return { kind: 'use', names, span: this.span(start) };
  });

  /** `ada, bob` */
  private readonly names: Rule<readonly NameSyntax[], [string]> = this.rule(
    'names',
    (what: string) => {
      const names: NameSyntax[] = [];
      this.AT_LEAST_ONE_SEP({
        SEP: S.Comma,
        DEF: () => names.push(this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: what }))),
        ERR_MSG: what,
      });
      return names;
    },
  );

  private readonly given: Rule<GivenSyntax | GivenFromSyntax> = this.rule('given', () => {
    const start = this.CONSUME(T.Given).startOffset;
    const object = this.SUBRULE(this.declared, { ARGS: ['a kind of object, as in `contact`'] });
    return this.OR<GivenSyntax | GivenFromSyntax>({
      DEF: [
        {
          GATE: () => this.is(S.Text, 2),
          ALT: () => {
            this.CONSUME(T.From);
            const path = this.SUBRULE(this.text);
            return { kind: 'given_from', object, path, span: this.span(start) };
          },
        },
        {
          ALT: () => {
            const name = this.SUBRULE1(this.declared, { ARGS: ['a name for the object'] });
            const like = this.SUBRULE(this.like);
            const row = this.SUBRULE(this.fixtureRow);
            return { kind: 'given', object, name, like, row, span: this.span(start) };
          },
        },
      ],
      ERR_MSG: 'a name for the object, as in `given contact ada { ... }`',
      // An object may be called `from`.
      IGNORE_AMBIGUITIES: true,
    });
  });

  private readonly like: Rule<NameSyntax | undefined> = this.rule('like', () =>
    this.OPTION(() => {
      this.CONSUME(T.Like);
      return this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: 'the name of an object of the test' }));
    }),
  );

  private readonly remove: Rule<RemoveSyntax> = this.rule('remove', () => {
    const start = this.CONSUME(T.Remove).startOffset;
    const object = this.SUBRULE(this.declared, { ARGS: ['a kind of object, as in `contact`'] });
    const names = this.SUBRULE(this.names, { ARGS: ['the name of an object of the test'] });
    return { kind: 'remove', object, names, span: this.span(start) };
  });

  // -------------------------------------------------------------- cases

  private readonly casesOf: Rule<CasesSyntax> = this.rule('casesOf', () => {
    const start = this.CONSUME(T.Cases).startOffset;
    this.CONSUME(T.Of, { ERR_MSG: '`of` and a kind of object, as in `of contact`' });
    const object = this.SUBRULE(this.declared, { ARGS: ['a kind of object, as in `contact`'] });
    const like = this.SUBRULE(this.like);
    const columns: FixtureFieldName[] = [];
    this.OPTION(() => {
      this.CONSUME(S.LParen);
      this.MANY_SEP({ SEP: S.Comma, DEF: () => columns.push(this.SUBRULE(this.fieldName)) });
      this.CONSUME(S.RParen);
    });
    const cases: (CaseLineSyntax | BrokenSyntax)[] = [];
    const open = this.CONSUME(S.LCurly, { ERR_MSG: '`{` and the cases' });
    this.lines(
      () => this.SUBRULE(this.testCase),
      (line) => cases.push(line),
      { broken: (span) => cases.push({ kind: 'broken', span }) },
    );
    this.closeBlock(open, 'table of cases');
    return { kind: 'cases', object, like, columns, cases, span: this.span(start) };
  });

  /** `quiet: 41 days ago, "PL", in` */
  private readonly testCase: Rule<CaseLineSyntax> = this.rule('testCase', () => {
    const start = this.LA(1).startOffset;
    const name = this.SUBRULE(this.declared, { ARGS: ['a name for the case'] });
    this.CONSUME(S.Colon, { ERR_MSG: '`:` and the values of the case' });
    const values: FixtureValueSyntax[] = [];
    this.MANY({
      GATE: () => !this.is(T.In) && !this.is(T.Out),
      DEF: () => {
        values.push(this.SUBRULE(this.fixtureValue));
        this.ACTION(() => this.refuseWithoutVerdict(name));
        this.CONSUME(S.Comma);
      },
    });
    const word = this.OR({
      DEF: [{ ALT: () => this.CONSUME(T.In) }, { ALT: () => this.CONSUME(T.Out) }],
      ERR_MSG: '`in` or `out`',
    });
    const expected = word.image === 'in' ? 'in' : 'out';
    const verdict = this.ACTION(() => ({ expected, span: this.spanOf(word) }) as const);
    const span = this.span(start);
    return { kind: 'case_line', name, values, verdict, span };
  });

  private refuseWithoutVerdict(name: NameSyntax): void {
    if (!this.is(S.Newline) && !this.is(S.RCurly) && !this.atEnd()) return;
    const { end } = this.span(name.span.start);
    const at = { ...name.span, start: end, end };
    const fixes = ['in', 'out'].map((word) => ({
      title: `write \`${word}\``,
      span: at,
      text: `, ${word}`,
    }));
    this.fault(testSyntax.caseWithoutVerdict, at, { name: name.text }, { fixes });
  }

  // -------------------------------------------------------------- what is expected

  private readonly expect: Rule<ExpectSyntax | ExpectSegmentSyntax> = this.rule('expect', () => {
    const start = this.CONSUME(T.Expect).startOffset;
    this.ACTION(() => this.refuseOtherExpectation());
    return this.OR<ExpectSyntax | ExpectSegmentSyntax>({
      DEF: [
        { ALT: () => this.SUBRULE(this.expectObjects, { ARGS: [start] }) },
        { ALT: () => this.SUBRULE(this.expectSegment, { ARGS: [start] }) },
      ],
      ERR_MSG: '`in:`, `out:`, `entered:`, `left:`, `same as`, `disjoint from` or `subset of`',
    });
  });

  /** `expect in ada`, `expect ada in` */
  private refuseOtherExpectation(): void {
    const word = this.LA(1);
    const isVerdict = [T.In, T.Out, T.Entered, T.Left].includes(word.tokenType);
    if (isVerdict && !this.is(S.Colon, 2) && this.startsName(2)) {
      const { end } = this.spanOf(word);
      const at = { ...this.spanOf(word), start: end };
      const fixes = [{ title: 'write `:`', span: at, text: ':' }];
      const args = { instead: `expect ${word.image}: ${this.LA(2).image}` };
      this.fault(testSyntax.otherExpectation, this.spanOf(word), args, { fixes });
    }
    const verdict = this.LA(2).image;
    const isReversed = ['in', 'out', 'entered', 'left'].includes(verdict);
    if (!this.startsName(1) || isVerdict || !isReversed) return;
    const second = this.spanOf(this.LA(2));
    const span = { ...this.spanOf(word), end: second.end };
    const text = `${verdict}: ${word.image}`;
    const fixes = [{ title: `write \`${text}\``, span, text }];
    this.fault(testSyntax.otherExpectation, span, { instead: `expect ${text}` }, { fixes });
  }

  private readonly expectObjects: Rule<ExpectSyntax, [number]> = this.rule(
    'expectObjects',
    (start: number) => {
      const word = this.OR([
        { ALT: () => this.CONSUME(T.In) },
        { ALT: () => this.CONSUME(T.Out) },
        { ALT: () => this.CONSUME(T.Entered) },
        { ALT: () => this.CONSUME(T.Left) },
      ]);
      this.CONSUME(S.Colon, { ERR_MSG: '`:` and names of objects, or `none`' });
      const objects = this.OR1<readonly NameSyntax[]>({
        DEF: [
          {
            ALT: () => {
              this.CONSUME(T.None);
              return [];
            },
          },
          { ALT: () => this.SUBRULE(this.names, { ARGS: ['the name of an object of the test'] }) },
        ],
        ERR_MSG: 'names of objects of the test, or `none`',
        // `none` is a name, but not here.
        IGNORE_AMBIGUITIES: true,
      });
      const expected = expectedOf(word.image);
      return { kind: 'expect', expected, objects, span: this.span(start) };
    },
  );

  private readonly expectSegment: Rule<ExpectSegmentSyntax, [number]> = this.rule(
    'expectSegment',
    (start: number) => {
      const expected = this.OR<ExpectSegmentSyntax['expected']>([
        {
          ALT: () => {
            this.CONSUME(T.Same);
            this.CONSUME(T.As, { ERR_MSG: '`as` and a segment' });
            return 'same_as';
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Disjoint);
            this.CONSUME(T.From, { ERR_MSG: '`from` and a segment' });
            return 'disjoint_from';
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Subset);
            this.CONSUME(T.Of, { ERR_MSG: '`of` and a segment' });
            return 'subset_of';
          },
        },
      ]);
      const segment = this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: 'the name of a segment' }));
      return { kind: 'expect_segment', expected, segment, span: this.span(start) };
    },
  );

  // -------------------------------------------------------------- steps

  private readonly thenStep: Rule<ThenSyntax> = this.rule('thenStep', () => {
    const start = this.CONSUME(T.Then).startOffset;
    const from = this.LA(1).startOffset;
    let at: FixtureValueSyntax | undefined;
    let later: readonly TimePartSyntax[] = [];
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(T.At);
            at = this.SUBRULE(this.fixtureValue);
          },
        },
        {
          ALT: () => {
            later = this.SUBRULE(this.timeParts);
            this.CONSUME(T.Later, { ERR_MSG: '`later`' });
          },
        },
      ],
      ERR_MSG: '`at` and a time, or a length of time such as `30 days later`',
    });
    const when = { at, later, span: this.span(from) };
    const parts = this.deeper(() => this.SUBRULE(this.testParts, { ARGS: ['then', '`then`'] }));
    return { kind: 'then_step', when, parts, span: this.span(start) };
  });
}

function expectedOf(word: string): ExpectSyntax['expected'] {
  return word === 'out' || word === 'entered' || word === 'left' ? word : 'in';
}
