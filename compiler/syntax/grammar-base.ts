// Ground floor of the grammar: where things stand, lines of a block with recovery, and how faults are said.
// A fault inside a line ends that line and nothing else.
import {
  EmbeddedActionsParser,
  isRecognitionException,
  type IToken,
  type ParserMethod,
  type TokenType,
} from 'chevrotain';
import type { CatalogueEntry } from '../diagnostics/catalogue-entry.ts';
import { foreign } from '../diagnostics/catalogue/foreign.ts';
import { sourceText } from '../diagnostics/catalogue/source-text.ts';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { ReportExtras } from '../diagnostics/reporter.ts';
import type { Span } from '../source.ts';
import type { PathSyntax } from './expression-ast.ts';
import type { NameSyntax } from './literal-ast.ts';
import { explainFault } from './faults.ts';
import { endOf, lineAt } from './places.ts';
import { limits } from './limits.ts';
import { FirstTokenStrategy } from './lookahead.ts';
import type { ParseTarget } from './parse-target.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';
import { vocabulary } from './vocabulary.ts';

export type Rule<R, A extends unknown[] = []> = ParserMethod<A, R>;

/** Thrown after its diagnostic was reported; caught where the grammar can go on. */
export class SyntaxFault extends Error {
  override readonly name = 'SyntaxFault';
}

/** Recognises a line by its first two tokens. */
export type Resync = (next: IToken, second: IToken) => boolean;

/** What becomes of a faulty line, and where lines end or go on. */
export interface Recovery {
  readonly broken: (span: Span, first: IToken) => void;
  /** Where parsing goes on, when not at the next line. */
  readonly resync?: Resync;
  /** What ends the lines besides the closing brace. */
  readonly ends?: Resync;
}

export abstract class GrammarBase extends EmbeddedActionsParser {
  protected target: ParseTarget | undefined;
  /** Names whose declaration or field is faulty. */
  protected faulty: NameSyntax[] = [];
  /** Faults of the current chunk. */
  protected faultCount: number = 0;
  private nesting = 0;
  /** How high the tree is of what was parsed since the last `measure`. */
  private height = 0;

  protected constructor(skipValidations: boolean) {
    super([...vocabulary], {
      recoveryEnabled: false,
      // Gates look further where they must; two tokens everywhere would triple the time that building takes.
      maxLookahead: 1,
      lookaheadStrategy: new FirstTokenStrategy({ maxLookahead: 1 }),
      skipValidations,
      errorMessageProvider: {
        buildMismatchTokenMessage: ({ expected }) => labelOf(expected),
        buildNotAllInputParsedMessage: () => 'the end of the declaration',
        buildNoViableAltMessage: ({ customUserDescription }) => customUserDescription ?? '',
        buildEarlyExitMessage: ({ customUserDescription }) => customUserDescription ?? '',
      },
    });
  }

  /** `RULE` with the result's type taken from the declaration, so that literals keep their kind. */
  protected rule<R, A extends unknown[] = []>(name: string, body: (...args: A) => R): Rule<R, A> {
    return this.RULE(name, body);
  }

  // -------------------------------------------------------------- places

  protected span(start: number): Span {
    const last = this.LA(0);
    const end = Number.isNaN(last.startOffset) ? start : endOf(last);
    return { file: this.target?.file.path ?? '', start, end };
  }

  /** Of one token; of the end of the chunk, the place behind its last token. */
  protected spanOf(token: IToken): Span {
    const file = this.target?.file.path ?? '';
    if (!Number.isNaN(token.startOffset)) {
      return { file, start: token.startOffset, end: endOf(token) };
    }
    const last = this.target?.chunk.tokens.findLast(
      (one) => one.tokenType !== S.Newline && !Number.isNaN(one.startOffset),
    );
    const end = last === undefined ? 0 : endOf(last);
    return { file, start: end, end };
  }

  protected nameOf(token: IToken): NameSyntax {
    return { text: token.image, span: this.spanOf(token) };
  }

  protected is(type: TokenType, ahead: number = 1): boolean {
    return this.LA(ahead).tokenType === type;
  }

  // -------------------------------------------------------------- names

  protected startsName(ahead: number): boolean {
    const { tokenType } = this.LA(ahead);
    if (tokenType === T.Ident) return true;
    const categories = tokenType.CATEGORIES ?? [];
    return categories.includes(T.Ident) || categories.includes(T.AggregateWord);
  }

  /** `a.b.c` */
  protected readonly path: Rule<PathSyntax> = this.rule('path', () => {
    const first = this.CONSUME(T.Ident, { ERR_MSG: 'a name' });
    const parts = [this.nameOf(first)];
    this.MANY(() => {
      this.CONSUME(S.Dot);
      parts.push(this.nameOf(this.CONSUME1(T.Ident, { ERR_MSG: 'a name after the dot' })));
    });
    return { kind: 'path', parts, span: this.span(first.startOffset) };
  });

  // -------------------------------------------------------------- lines and recovery

  /**
   * The lines of a block, separated by line ends or commas. A line's item goes to `keep` when its line ends behind it;
   * a faulty line is reported, handed to `broken` and skipped. Stops before the closing brace, the end of the chunk, or
   * what `ends` recognises.
   */
  protected lines<T>(item: () => T, keep: (value: T) => void, recovery: Recovery): void {
    if (this.RECORDING_PHASE) {
      this.MANY9(() => {
        this.OR9([
          { ALT: () => this.CONSUME9(S.Newline) },
          { ALT: () => this.CONSUME9(S.Comma) },
          { ALT: item },
        ]);
      });
      return;
    }
    while (this.atLine(recovery.ends)) this.oneLine(item, keep, recovery);
  }

  /** `1,000`: a comma that joins two numbers without a blank. */
  private refuseCommaInNumber(): void {
    const [before, comma, after] = [this.LA(0), this.LA(1), this.LA(2)];
    if (comma.tokenType !== S.Comma || before.tokenType !== S.Numeral) return;
    const isJoined = endOf(before) === comma.startOffset && endOf(comma) === after.startOffset;
    if (after.tokenType !== S.Numeral || !isJoined) return;
    const span = { ...this.spanOf(before), end: endOf(after) };
    const written = `${before.image},${after.image}`;
    const isThousands = /^\d{3}(?:\.|$)/.test(after.image) && !before.image.includes('.');
    const text = isThousands
      ? written.replace(',', '_')
      : `${before.image.replaceAll('.', '')}.${after.image}`;
    const fixes = [{ title: `write \`${text}\``, span, text }];
    this.fault(foreign.foreignNumber, span, { written }, { fixes });
  }

  private atLine(ends: Resync | undefined): boolean {
    while (this.is(S.Newline) || this.is(S.Comma)) this.SKIP_TOKEN();
    if (this.is(S.RCurly) || this.atEnd()) return false;
    return ends?.(this.LA(1), this.LA(2)) !== true;
  }

  private oneLine<T>(item: () => T, keep: (value: T) => void, recovery: Recovery): void {
    const first = this.LA(1);
    const { nesting, height } = this;
    try {
      const value = item();
      // A rule of nothing but options would be asked for the same line for ever.
      if (this.LA(1) === first) this.unexpected('the end of the line');
      this.refuseCommaInNumber();
      if (!this.endsLine()) this.unexpected('the end of the line');
      keep(value);
    } catch (error) {
      this.tell(error);
      this.nesting = nesting;
      this.height = height;
      this.skipLine();
      if (this.target?.reporter.exhausted() === true) this.skipRest();
      if (recovery.resync !== undefined) this.skipLinesUntil(recovery.resync);
      recovery.broken(this.span(first.startOffset), first);
    }
  }

  private skipLinesUntil(resync: Resync): void {
    while (this.atLine(resync)) this.skipLine();
  }

  /** Also behind a block whose closing brace is missing: it has taken the line end with it. */
  private endsLine(): boolean {
    if (this.LA(0).tokenType === S.Newline) return true;
    return this.is(S.Newline) || this.is(S.Comma) || this.is(S.RCurly) || this.atEnd();
  }

  /** Up to the end of the line, over whole `{ }` blocks, never past the brace that encloses it. */
  protected skipLine(): void {
    let depth = 0;
    while (!this.atEnd()) {
      if (depth === 0 && (this.is(S.Newline) || this.is(S.RCurly))) return;
      if (this.is(S.LCurly)) depth += 1;
      if (this.is(S.RCurly)) depth -= 1;
      this.SKIP_TOKEN();
    }
  }

  protected skipRest(): void {
    while (!this.atEnd()) this.SKIP_TOKEN();
  }

  protected atEnd(): boolean {
    return Number.isNaN(this.LA(1).startOffset);
  }

  /** The brace that closes `open`; when it is not there, says so and goes on as if it were. */
  protected closeBlock(open: IToken, what: string): void {
    if (this.RECORDING_PHASE || this.is(S.RCurly)) {
      this.CONSUME(S.RCurly);
      return;
    }
    const { target } = this;
    if (target === undefined) return;
    const suspect = target.chunk.suspect ?? open;
    const line = lineAt(target.file.text, suspect.startOffset);
    const at = this.spanOf(this.LA(1));
    this.report(
      syntax.unclosedBlock,
      { ...at, end: at.start },
      { what: suspect === open ? what : 'block', line },
      { related: [{ span: this.spanOf(suspect), text: 'opened here' }] },
    );
  }

  // -------------------------------------------------------------- faults

  protected report<A>(entry: CatalogueEntry<A>, span: Span, args: A, extras?: ReportExtras): void {
    this.faultCount += 1;
    this.target?.reporter.report(entry, span, args, extras);
  }

  /** Reports and gives the line up. */
  protected fault<A>(entry: CatalogueEntry<A>, span: Span, args: A, extras?: ReportExtras): never {
    this.report(entry, span, args, extras);
    throw new SyntaxFault(entry.slug);
  }

  protected unexpected(expected: string): never {
    this.explain(this.LA(1), expected);
    throw new SyntaxFault(expected);
  }

  /** Says what a caught error means; our own bugs go on upwards. */
  protected tell(error: unknown): void {
    if (error instanceof SyntaxFault) return;
    if (!(error instanceof Error) || !isRecognitionException(error)) throw error;
    this.explain(this.LA(1), error.message);
  }

  private explain(found: IToken, expected: string): void {
    if (this.target === undefined) return;
    this.faultCount += 1;
    explainFault(this.target, {
      found,
      span: this.spanOf(found),
      expected,
      previous: this.LA(0),
    });
  }

  /** Runs `inner` one level deeper; too many levels are a fault. */
  protected deeper<R>(inner: () => R): R {
    const outside = this.measure();
    this.descend();
    const result = inner();
    this.ascend(1);
    this.raise(outside, 1);
    return result;
  }

  /** Begins to measure the height of a tree; gives what `raise` needs at its end. */
  protected measure(): number {
    const { height } = this;
    this.height = 0;
    return height;
  }

  /** Ends a measurement: the tree is `levels` higher than the highest part of it. Later stages recurse over it. */
  protected raise(outside: number, levels: number): void {
    const height = this.height + levels;
    this.height = Math.max(outside, height);
    if (height <= limits.height) return;
    this.fault(sourceText.calculationTooLong, this.spanOf(this.LA(0)), { limit: limits.height });
  }

  protected descend(): void {
    this.nesting += 1;
    if (this.nesting <= limits.nesting) return;
    this.fault(syntax.nestedTooDeeply, this.spanOf(this.LA(1)), { limit: limits.nesting });
  }

  /** No level is left. */
  protected atDeepest(): boolean {
    return this.nesting >= limits.nesting;
  }

  protected ascend(levels: number): void {
    this.nesting -= levels;
  }

  /** Makes ready for another chunk. */
  protected start(target: ParseTarget): void {
    this.input = target.chunk.tokens;
    this.target = target;
    this.faultCount = 0;
    this.nesting = 0;
    this.height = 0;
  }
}

function labelOf(type: TokenType): string {
  return type.LABEL ?? type.name;
}
