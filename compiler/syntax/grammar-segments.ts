// Grammar of projects, traits and segments, with their settings.
import type { IToken, TokenType } from 'chevrotain';
import { history } from '../diagnostics/catalogue/history.ts';
import { populations } from '../diagnostics/catalogue/populations.ts';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Span } from '../source.ts';
import type {
  GuardSyntax,
  ParameterSyntax,
  ProjectSyntax,
  SegmentSyntax,
  SettingSyntax,
  SettingValueSyntax,
  TakeSyntax,
  TraitSyntax,
} from './ast.ts';
import type {
  ArgumentSyntax,
  BlockSyntax,
  ExpressionSyntax,
  PathSyntax,
} from './expression-ast.ts';
import type { NumberSyntax, PercentSyntax, StringSyntax } from './literal-ast.ts';
import type { Rule } from './grammar-base.ts';
import { brokenTake } from './broken-take.ts';
import { GrammarOfTake } from './grammar-take.ts';
import { withoutUnderscores } from './literals.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';
import { whereFixes } from './where-fixes.ts';

interface SegmentParts {
  readonly settings: SettingSyntax[];
  where: BlockSyntax | undefined;
  enter: BlockSyntax | undefined;
  leave: BlockSyntax | undefined;
  readonly excepts: ExpressionSyntax[];
  take: TakeSyntax | undefined;
}

type KeepPart = (parts: SegmentParts) => void;

const blockWords: ReadonlyMap<TokenType, 'where' | 'enter' | 'leave'> = new Map([
  [T.Where, 'where'],
  [T.Enter, 'enter'],
  [T.Leave, 'leave'],
] as const);

export abstract class GrammarOfSegments extends GrammarOfTake {
  // -------------------------------------------------------------- declarations

  protected readonly project: Rule<ProjectSyntax> = this.rule('project', () => {
    const start = this.CONSUME(T.Project).startOffset;
    const name = this.SUBRULE(this.declared, { ARGS: ['a name for the project'] });
    const settings: SettingSyntax[] = [];
    const open = this.CONSUME(S.LCurly, { ERR_MSG: 'the settings in `{ }`' });
    this.lines(
      () => this.SUBRULE(this.setting),
      (setting) => settings.push(setting),
      { broken: () => undefined },
    );
    this.closeBlock(open, `project \`${name.text}\``);
    return { kind: 'project', name, settings, span: this.span(start) };
  });

  protected readonly trait: Rule<TraitSyntax> = this.rule('trait', () => {
    const start = this.CONSUME(T.Trait).startOffset;
    const of = this.SUBRULE(this.declared, { ARGS: ['the name of an object'] });
    this.CONSUME(S.Dot, { ERR_MSG: '`.` and a name for the trait' });
    const name = this.SUBRULE1(this.declared, { ARGS: ['a name for the trait'] });
    this.CONSUME(S.Colon, { ERR_MSG: '`:` and the type of the trait' });
    const type = this.SUBRULE(this.type);
    this.CONSUME(S.Equals, { ERR_MSG: '`=` and the value of the trait' });
    const value = this.SUBRULE(this.expression);
    return { kind: 'trait', of, name, type, value, span: this.span(start) };
  });

  protected readonly segment: Rule<SegmentSyntax> = this.rule('segment', () => {
    const start = this.CONSUME(T.Segment).startOffset;
    const name = this.SUBRULE(this.declared, { ARGS: ['a name for the segment'] });
    let parameters: readonly ParameterSyntax[] = [];
    this.OPTION(() => {
      parameters = this.SUBRULE(this.parameters);
    });
    this.CONSUME(T.Of, { ERR_MSG: '`of` and the kind of object, as in `of contact`' });
    const of = this.SUBRULE1(this.declared, { ARGS: ['the name of an object'] });
    const parts: SegmentParts = {
      settings: [],
      where: undefined,
      enter: undefined,
      leave: undefined,
      excepts: [],
      take: undefined,
    };
    const open = this.CONSUME(S.LCurly, { ERR_MSG: '`{`' });
    this.lines(
      () => this.SUBRULE(this.part, { ARGS: [parts] }),
      (keep) => {
        keep(parts);
      },
      {
        broken: (span, first) => this.keepBrokenPart(parts, span, first),
        resync: (next, second) => startsPart(next, second),
      },
    );
    this.closeBlock(open, `segment \`${name.text}\``);
    return { kind: 'segment', name, parameters, of, ...parts, span: this.span(start) };
  });

  /** A faulty part stays as a broken condition, so that the segment is not taken for one without it. */
  private keepBrokenPart(parts: SegmentParts, span: Span, first: IToken): void {
    const broken: ExpressionSyntax = { kind: 'broken', span };
    if (first.tokenType === T.Except) parts.excepts.push(broken);
    if (first.tokenType === T.Take) parts.take ??= brokenTake(broken, span);
    const word = blockWords.get(first.tokenType);
    if (word === undefined) return;
    parts[word] ??= { kind: 'block', quantifier: 'all', worded: false, conditions: [broken], span };
  }

  /** `(agent: user, limit: int = 5)` */
  private readonly parameters: Rule<readonly ParameterSyntax[]> = this.rule('parameters', () => {
    const parameters: ParameterSyntax[] = [];
    this.CONSUME(S.LParen);
    this.MANY_SEP({ SEP: S.Comma, DEF: () => parameters.push(this.SUBRULE(this.parameter)) });
    this.CONSUME(S.RParen);
    return parameters;
  });

  private readonly parameter: Rule<ParameterSyntax> = this.rule('parameter', () => {
    const start = this.LA(1).startOffset;
    const name = this.SUBRULE(this.declared, { ARGS: ['a name for the parameter'] });
    this.CONSUME(S.Colon, { ERR_MSG: '`:` and the type of the parameter' });
    const type = this.SUBRULE(this.type);
    let fallback: ExpressionSyntax | undefined;
    this.OPTION(() => {
      this.CONSUME(S.Equals);
      fallback = this.SUBRULE(this.sum);
    });
    return { name, type, fallback, span: this.span(start) };
  });

  // -------------------------------------------------------------- parts of a segment

  /** Gives what puts the part into its place, once its line is known to be whole. */
  private readonly part: Rule<KeepPart, [SegmentParts]> = this.rule(
    'part',
    (parts: SegmentParts) => {
      this.ACTION(() => this.refuseWhereWithoutBlock(parts));
      this.ACTION(() => this.refuseHysteresis(parts));
      return this.OR({
        DEF: [
          { ALT: () => this.SUBRULE(this.whereBlock) },
          { GATE: () => !this.is(S.Colon, 2), ALT: () => this.SUBRULE(this.except) },
          {
            GATE: () => !this.is(S.Colon, 2),
            ALT: () => this.SUBRULE(this.take, { ARGS: [parts] }),
          },
          { ALT: () => this.SUBRULE(this.enterBlock) },
          { ALT: () => this.SUBRULE(this.leaveBlock) },
          {
            ALT: () => {
              const setting = this.SUBRULE(this.setting);
              return (into: SegmentParts) => into.settings.push(setting);
            },
          },
        ],
        ERR_MSG: 'a setting such as `title: "..."`, `where { ... }` or `except` and a condition',
        // `take`, `enter` and `leave` are names, too.
        IGNORE_AMBIGUITIES: true,
      });
    },
  );

  private refuseWhereWithoutBlock(parts: SegmentParts): void {
    const word = this.LA(1);
    if (word.tokenType !== T.Where) return;
    if (!this.is(S.LCurly, 2)) {
      const colon = this.is(S.Colon, 2) && this.is(S.LCurly, 3) ? this.LA(2) : undefined;
      const fixes = whereFixes(this.target?.file.text ?? '', this.spanOf(word), colon);
      this.fault(syntax.whereWithoutBlock, this.spanOf(word), {}, { fixes });
    }
    if (parts.where === undefined) return;
    const related = [{ span: parts.where.span, text: 'the first one' }];
    this.fault(syntax.secondWhere, this.spanOf(word), {}, { related });
  }

  private readonly whereBlock: Rule<KeepPart> = this.rule('whereBlock', () => {
    this.CONSUME(T.Where);
    const block = this.SUBRULE(this.block, { ARGS: ['all', false, undefined] });
    return (parts) => {
      parts.where = block;
    };
  });

  private readonly except: Rule<KeepPart> = this.rule('except', () => {
    this.CONSUME(T.Except);
    const condition = this.SUBRULE(this.expression);
    return (parts) => parts.excepts.push(condition);
  });

  private readonly take: Rule<KeepPart, [SegmentParts]> = this.rule(
    'take',
    (parts: SegmentParts) => {
      this.ACTION(() => this.refuseSecondTake(parts));
      const take = this.SUBRULE(this.ranking);
      return (into) => {
        into.take = take;
      };
    },
  );

  private refuseSecondTake({ take }: SegmentParts): void {
    if (take === undefined) return;
    const related = [{ span: take.span, text: 'the first one' }];
    this.fault(populations.secondTake, this.spanOf(this.LA(1)), {}, { related });
  }

  private readonly enterBlock: Rule<KeepPart> = this.rule('enterBlock', () => {
    this.CONSUME(T.Enter);
    const block = this.SUBRULE(this.block, { ARGS: ['all', false, undefined] });
    return (parts) => {
      parts.enter = block;
    };
  });

  private readonly leaveBlock: Rule<KeepPart> = this.rule('leaveBlock', () => {
    this.CONSUME(T.Leave);
    const block = this.SUBRULE(this.block, { ARGS: ['all', false, undefined] });
    return (parts) => {
      parts.leave = block;
    };
  });

  /** `enter:` and `enter` without block, a second one, and one beside `where`, in either order. */
  private refuseHysteresis(parts: SegmentParts): void {
    const word = this.LA(1);
    const name = blockWords.get(word.tokenType);
    if (name === undefined) return;
    if (name !== 'where' && !this.is(S.LCurly, 2)) this.refuseWithoutBlock(word, name);
    const same = name === 'where' ? undefined : parts[name];
    const other = name === 'where' ? (parts.enter ?? parts.leave) : parts.where;
    const first = same ?? other;
    if (first === undefined) return;
    const related = [{ span: first.span, text: 'the first one' }];
    const args = { word: name, twice: same !== undefined };
    this.fault(history.secondHysteresis, this.spanOf(word), args, { related });
  }

  private refuseWithoutBlock(word: IToken, name: 'enter' | 'leave'): never {
    const span = this.spanOf(word);
    if (!this.is(S.Colon, 2)) this.fault(history.hysteresisWithoutBlock, span, { word: name });
    const colon = this.spanOf(this.LA(2));
    const place = { ...span, end: colon.end };
    if (this.is(S.LCurly, 3)) {
      const fixes = [{ title: 'remove the colon', span: colon, text: '' }];
      this.fault(history.hysteresisWithoutBlock, place, { word: name }, { fixes });
    }
    const text = this.target?.file.text ?? '';
    const rest = /^[^\r\n]*/.exec(text.slice(colon.end))?.[0] ?? '';
    const line = { ...span, end: colon.end + rest.length };
    const written = `${name} { ${rest.trim()} }`;
    const isWhole = rest.trim() !== '' && !/\/\/|[{}]/.test(rest);
    const fixes = isWhole ? [{ title: `write \`${written}\``, span: line, text: written }] : [];
    this.fault(history.hysteresisWithoutBlock, place, { word: name }, { fixes });
  }

  // -------------------------------------------------------------- settings

  protected readonly setting: Rule<SettingSyntax> = this.rule('setting', () => {
    const name = this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: 'a setting' }));
    this.CONSUME(S.Colon, { ERR_MSG: '`:` and the value of the setting' });
    const value = this.SUBRULE(this.settingValue);
    return { name, value, span: this.span(name.span.start) };
  });

  private readonly settingValue: Rule<SettingValueSyntax> = this.rule('settingValue', () =>
    this.OR<SettingValueSyntax>({
      DEF: [
        { ALT: () => this.SUBRULE(this.text) },
        { ALT: () => this.numberOf(this.CONSUME(S.Numeral)) },
        { ALT: () => ({ kind: 'boolean', value: true, span: this.spanOf(this.CONSUME(T.True)) }) },
        {
          ALT: () => ({ kind: 'boolean', value: false, span: this.spanOf(this.CONSUME(T.False)) }),
        },
        { GATE: () => this.is(S.Numeral, 2), ALT: () => this.SUBRULE(this.every) },
        { GATE: () => this.is(S.Text, 2), ALT: () => this.SUBRULE(this.cron) },
        { ALT: () => this.SUBRULE(this.notEmpty) },
        { GATE: () => this.is(T.At, 2), ALT: () => this.SUBRULE(this.guard) },
        { ALT: () => this.SUBRULE(this.listOfValues) },
        { ALT: () => this.SUBRULE(this.word) },
      ],
      ERR_MSG: 'the value of the setting',
      // `every`, `cron` and the measures of a guard are names, too; what follows decides.
      IGNORE_AMBIGUITIES: true,
    }),
  );

  private readonly every: Rule<SettingValueSyntax> = this.rule('every', () => {
    const start = this.CONSUME(T.Every).startOffset;
    const amount = Number(withoutUnderscores(this.CONSUME(S.Numeral).image));
    const unit = this.SUBRULE(this.unit);
    return { kind: 'every', amount, unit, span: this.span(start) };
  });

  private readonly cron: Rule<SettingValueSyntax> = this.rule('cron', () => {
    const start = this.CONSUME(T.Cron).startOffset;
    const expression = this.SUBRULE(this.text);
    return { kind: 'cron', expression, span: this.span(start) };
  });

  private readonly notEmpty: Rule<GuardSyntax> = this.rule('notEmpty', () => {
    const start = this.CONSUME(T.Not).startOffset;
    this.CONSUME(T.Empty);
    const span = this.span(start);
    return { kind: 'guard', measure: 'not_empty', bound: undefined, limit: undefined, span };
  });

  /** `size_change at most 20%` */
  private readonly guard: Rule<GuardSyntax> = this.rule('guard', () => {
    const measure = this.CONSUME(T.Ident);
    this.CONSUME(T.At);
    const bound = this.OR({
      DEF: [{ ALT: () => this.CONSUME(T.Least) }, { ALT: () => this.CONSUME(T.Most) }],
      ERR_MSG: '`at least` or `at most`',
    });
    const limit = this.OR1<NumberSyntax | PercentSyntax>({
      DEF: [
        { ALT: () => this.numberOf(this.CONSUME(S.Numeral)) },
        { ALT: () => this.percentOf(this.CONSUME(S.Percent)) },
      ],
      ERR_MSG: 'a number or a percentage',
    });
    return {
      kind: 'guard',
      measure: measure.image,
      bound: bound.image === 'least' ? 'at_least' : 'at_most',
      limit,
      span: this.span(measure.startOffset),
    };
  });

  /** `["a", "b"]`, `[email, company.name]` */
  private readonly listOfValues: Rule<SettingValueSyntax> = this.rule('listOfValues', () => {
    const start = this.CONSUME(S.LSquare).startOffset;
    const strings: StringSyntax[] = [];
    const paths: PathSyntax[] = [];
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.AT_LEAST_ONE_SEP({
              SEP: S.Comma,
              DEF: () => strings.push(this.SUBRULE(this.text)),
            });
          },
        },
        {
          ALT: () => {
            this.AT_LEAST_ONE_SEP1({
              SEP: S.Comma,
              DEF: () => paths.push(this.SUBRULE(this.path)),
            });
          },
        },
        { ALT: () => undefined },
      ],
    });
    this.CONSUME(S.RSquare);
    const span = this.span(start);
    if (paths.length > 0) return { kind: 'paths', items: paths, span };
    return { kind: 'strings', items: strings, span };
  });

  /** `monday`, `dynamic_table(lag: 1 hour)` */
  private readonly word: Rule<SettingValueSyntax> = this.rule('word', () => {
    const token = this.CONSUME(T.Ident);
    let args: readonly ArgumentSyntax[] | undefined;
    this.OPTION(() => {
      args = this.SUBRULE(this.args);
    });
    const span = this.span(token.startOffset);
    if (args === undefined) return { kind: 'word', text: token.image, span };
    return { kind: 'call-word', text: token.image, args, span };
  });
}

/** What may begin a part of a segment; `name:` is a setting. */
function startsPart(next: IToken, second: IToken): boolean {
  const type = next.tokenType;
  if (blockWords.has(type) || type === T.Except || type === T.Take) return true;
  return second.tokenType === S.Colon;
}
