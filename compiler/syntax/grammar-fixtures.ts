// Grammar of the objects of a test: rows in braces, their fields, and the values that fields can have.
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import { testSyntax } from '../diagnostics/catalogue/test-syntax.ts';
import type { BrokenSyntax } from './expression-ast.ts';
import { GrammarOfCalendars } from './grammar-calendars.ts';
import type { Rule } from './grammar-base.ts';
import type { MoneySyntax, NumberSyntax, PercentSyntax } from './literal-ast.ts';
import { endOf } from './places.ts';
import * as S from './symbols.ts';
import type {
  FixtureFieldName,
  FixtureFieldSyntax,
  FixtureListSyntax,
  FixtureRowSyntax,
  FixtureValueSyntax,
  MembershipChangeSyntax,
  NamedValueSyntax,
  PlaceSyntax,
  RelativeTimeSyntax,
  RepeatedRowSyntax,
  TimePartSyntax,
} from './test-ast.ts';
import * as T from './tokens.ts';

type Constant = Extract<FixtureValueSyntax, { kind: 'boolean' | 'now' | 'today' | 'missing' }>;

/** How other languages write a value that is not there. */
const nothings: ReadonlySet<string> = new Set(['null', 'nil', 'none', 'undefined', 'unknown']);

const signs: ReadonlySet<unknown> = new Set([
  S.Equals,
  S.NotEquals,
  S.LessThan,
  S.LessEquals,
  S.GreaterThan,
  S.GreaterEquals,
]);

export abstract class GrammarOfFixtures extends GrammarOfCalendars {
  /** `{ status: "paid", total: 200 USD }` */
  protected readonly fixtureRow: Rule<FixtureRowSyntax> = this.rule('fixtureRow', () => {
    const fields: (FixtureFieldSyntax | BrokenSyntax)[] = [];
    const open = this.CONSUME(S.LCurly, { ERR_MSG: '`{` and the fields' });
    this.lines(
      () => this.SUBRULE(this.fixtureField),
      (field) => fields.push(field),
      { broken: (span) => fields.push({ kind: 'broken', span }) },
    );
    this.closeBlock(open, 'block of fields');
    return { kind: 'fixture_row', fields, span: this.span(open.startOffset) };
  });

  private readonly fixtureField: Rule<FixtureFieldSyntax> = this.rule('fixtureField', () => {
    const start = this.LA(1).startOffset;
    const name = this.SUBRULE(this.fieldName);
    this.CONSUME(S.Colon, { ERR_MSG: '`:` and the value of the field' });
    const value = this.deeper(() => this.SUBRULE(this.fixtureValue));
    return { kind: 'fixture_field', name, value, span: this.span(start) };
  });

  /** `status`, `lead.score`, `"kind"` */
  protected readonly fieldName: Rule<FixtureFieldName> = this.rule('fieldName', () =>
    this.OR<FixtureFieldName>({
      DEF: [{ ALT: () => this.SUBRULE(this.text) }, { ALT: () => this.SUBRULE(this.path) }],
      ERR_MSG: 'the name of a field',
    }),
  );

  // -------------------------------------------------------------- values

  protected readonly fixtureValue: Rule<FixtureValueSyntax> = this.rule('fixtureValue', () => {
    this.ACTION(() => this.refuseOtherValues());
    return this.OR<FixtureValueSyntax>({
      DEF: [
        { ALT: () => this.SUBRULE(this.text) },
        { GATE: () => this.is(S.Star, 2), ALT: () => this.SUBRULE(this.repeatedRow) },
        { GATE: () => this.is(T.Unit, 2), ALT: () => this.SUBRULE(this.relativeTime) },
        { ALT: () => this.SUBRULE(this.signedNumber) },
        { ALT: () => this.SUBRULE(this.day) },
        { ALT: () => this.SUBRULE(this.fixtureConstant) },
        { ALT: () => this.SUBRULE(this.fixtureList) },
        { ALT: () => this.SUBRULE(this.fixtureRow) },
        { GATE: () => this.is(S.LParen, 2), ALT: () => this.SUBRULE(this.place) },
        { GATE: () => this.startsName(2), ALT: () => this.SUBRULE(this.membershipChange) },
        { ALT: () => this.SUBRULE(this.namedValue) },
      ],
      ERR_MSG: 'a value, such as `"paid"`, `200 USD`, `41 days ago` or `{ ... }`',
      // `entered` and `left` are names, and numbers begin much; the gates decide by what follows.
      IGNORE_AMBIGUITIES: true,
    });
  });

  /** What people write for a value that is not there, for a condition in its place, and for several rows. */
  private refuseOtherValues(): void {
    const first = this.LA(1);
    const written = first.image.toLowerCase();
    if (nothings.has(written) && this.startsName(1)) {
      const span = this.spanOf(first);
      const fixes = [{ title: 'write `missing`', span, text: 'missing' }];
      this.fault(testSyntax.otherNothing, span, { written: first.image }, { fixes });
    }
    if (written !== first.image && (written === 'true' || written === 'false')) {
      const span = this.spanOf(first);
      const fixes = [{ title: `write \`${written}\``, span, text: written }];
      const args = { written: first.image, instead: written, keyword: true };
      this.fault(syntax.wrongCase, span, args, { fixes });
    }
    if (first.tokenType === S.Numeral && this.is(S.LCurly, 2)) this.refuseRowsWithoutStar();
    const isBound = first.tokenType === T.More || first.tokenType === T.Less;
    const isLeast = first.tokenType === T.At && (this.is(T.Least, 2) || this.is(T.Most, 2));
    if ((isBound && this.is(T.Than, 2)) || isLeast || signs.has(first.tokenType)) {
      this.fault(testSyntax.conditionAsValue, this.spanOf(first), {});
    }
  }

  private refuseRowsWithoutStar(): never {
    const count = this.LA(1);
    const at = endOf(count);
    const span = { ...this.spanOf(count), start: at, end: at };
    const fixes = [{ title: 'write `*`', span, text: ' *' }];
    this.fault(testSyntax.rowsWithoutStar, this.spanOf(count), { count: count.image }, { fixes });
  }

  /** `-5`, `200 USD`, `70%`; the sign belongs to the number. */
  private readonly signedNumber: Rule<NumberSyntax | MoneySyntax | PercentSyntax> = this.rule(
    'signedNumber',
    () => {
      const start = this.LA(1).startOffset;
      let sign = '';
      this.OPTION(() => {
        this.CONSUME(S.Minus);
        sign = '-';
      });
      return this.OR<NumberSyntax | MoneySyntax | PercentSyntax>({
        DEF: [
          {
            ALT: () => {
              const percent = this.percentOf(this.CONSUME(S.Percent));
              return { ...percent, value: `${sign}${percent.value}`, span: this.span(start) };
            },
          },
          {
            ALT: () => {
              const plain = this.numberOf(this.CONSUME(S.Numeral));
              const value = `${sign}${plain.value}`;
              const currency = this.OPTION1(() => this.CONSUME(T.Currency).image);
              const span = this.span(start);
              if (currency === undefined) return { kind: 'number', value, span };
              return { kind: 'money', value, currency, span };
            },
          },
        ],
        ERR_MSG: 'a number',
      });
    },
  );

  private readonly fixtureConstant: Rule<Constant> = this.rule('fixtureConstant', () =>
    this.OR<Constant>([
      { ALT: () => ({ kind: 'boolean', value: true, span: this.spanOf(this.CONSUME(T.True)) }) },
      { ALT: () => ({ kind: 'boolean', value: false, span: this.spanOf(this.CONSUME(T.False)) }) },
      { ALT: () => ({ kind: 'now', span: this.spanOf(this.CONSUME(T.Now)) }) },
      { ALT: () => ({ kind: 'today', span: this.spanOf(this.CONSUME(T.Today)) }) },
      { ALT: () => ({ kind: 'missing', span: this.spanOf(this.CONSUME(T.Missing)) }) },
    ]),
  );

  /** `40 days 1 second ago`, `3 days from now` */
  private readonly relativeTime: Rule<RelativeTimeSyntax> = this.rule('relativeTime', () => {
    const start = this.LA(1).startOffset;
    const parts = this.SUBRULE(this.timeParts);
    this.ACTION(() => this.refuseBareDuration(start));
    const direction = this.OR<RelativeTimeSyntax['direction']>({
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
            this.CONSUME(T.Now, { ERR_MSG: '`now`' });
            return 'from_now';
          },
        },
      ],
      ERR_MSG: '`ago` or `from now`',
    });
    return { kind: 'relative_time', parts, direction, span: this.span(start) };
  });

  /** `40 days 1 second` */
  protected readonly timeParts: Rule<readonly TimePartSyntax[]> = this.rule('timeParts', () => {
    const parts: TimePartSyntax[] = [];
    this.AT_LEAST_ONE({
      ERR_MSG: 'a length of time such as `30 days`',
      DEF: () => {
        const amount = this.numberOf(this.CONSUME(S.Numeral));
        parts.push({ amount, unit: this.SUBRULE(this.unit) });
      },
    });
    return parts;
  });

  /** A length of time is no time: one that ends the value says neither `ago` nor `from now`. */
  private refuseBareDuration(start: number): void {
    const ends = [S.Newline, S.Comma, S.RCurly, S.RSquare].some((type) => this.is(type));
    if (!ends && !this.atEnd()) return;
    const span = this.span(start);
    const at = { ...span, start: span.end };
    const fixes = ['ago', 'from now'].map((words) => ({
      title: `write \`${words}\``,
      span: at,
      text: ` ${words}`,
    }));
    this.fault(testSyntax.durationAsTime, span, {}, { fixes });
  }

  private readonly fixtureList: Rule<FixtureListSyntax> = this.rule('fixtureList', () => {
    const items: FixtureValueSyntax[] = [];
    const start = this.CONSUME(S.LSquare).startOffset;
    this.MANY_SEP({
      SEP: S.Comma,
      DEF: () => items.push(this.deeper(() => this.SUBRULE(this.fixtureValue))),
    });
    this.CONSUME(S.RSquare);
    return { kind: 'fixture_list', items, span: this.span(start) };
  });

  /** `5 * { … }` */
  private readonly repeatedRow: Rule<RepeatedRowSyntax> = this.rule('repeatedRow', () => {
    const count = this.numberOf(this.CONSUME(S.Numeral));
    this.CONSUME(S.Star);
    const row = this.deeper(() => this.SUBRULE(this.fixtureRow));
    return { kind: 'repeated', count, row, span: this.span(count.span.start) };
  });

  /** `geo(52.2, 21.0)` */
  private readonly place: Rule<PlaceSyntax> = this.rule('place', () => {
    const name = this.nameOf(this.CONSUME(T.Ident));
    const args: (NumberSyntax | MoneySyntax)[] = [];
    this.CONSUME(S.LParen);
    this.MANY_SEP({
      SEP: S.Comma,
      DEF: () => {
        const number = this.SUBRULE(this.signedNumber);
        args.push(number.kind === 'percent' ? { ...number, kind: 'number' } : number);
      },
    });
    this.CONSUME(S.RParen);
    const span = this.span(name.span.start);
    return { kind: 'place', function: name, arguments: args, span };
  });

  /** `entered champions 40 days ago` */
  private readonly membershipChange: Rule<MembershipChangeSyntax> = this.rule(
    'membershipChange',
    () => {
      const word = this.OR({
        DEF: [{ ALT: () => this.CONSUME(T.Entered) }, { ALT: () => this.CONSUME(T.Left) }],
        ERR_MSG: 'a value in double quotes, or `entered` or `left` and a segment',
      });
      const segment = this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: 'the name of a segment' }));
      const at = this.deeper(() => this.SUBRULE(this.fixtureValue));
      const change = word.image === 'left' ? 'left' : 'entered';
      return { kind: 'membership_change', change, segment, at, span: this.span(word.startOffset) };
    },
  );

  private readonly namedValue: Rule<NamedValueSyntax> = this.rule('namedValue', () => {
    const name = this.nameOf(this.CONSUME(T.Ident));
    return { kind: 'named', name, span: name.span };
  });
}
