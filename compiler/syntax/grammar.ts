// The grammar as a whole: one declaration at a time. A fault in a header gives up that declaration only.
import type { IToken } from 'chevrotain';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { DeclarationSyntax } from './ast.ts';
import type { NameSyntax } from './literal-ast.ts';
import { isStarter } from './chunks.ts';
import type { Rule } from './grammar-base.ts';
import type { ParseTarget } from './parse-target.ts';
import { GrammarOfTests } from './grammar-tests.ts';
import { limits } from './limits.ts';
import { didYouMean, isSlip } from '../diagnostics/did-you-mean.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

export interface ParsedChunk {
  readonly declaration: DeclarationSyntax | undefined;
  /** Names whose declaration or field is faulty. */
  readonly faulty: readonly NameSyntax[];
}

const declarationWords = [
  'project',
  'calendar',
  'enum',
  'object',
  'event',
  'lists',
  'tags',
  'consent',
  'trait',
  'segment',
  'test',
  'fixtures',
] as const;

export class Grammar extends GrammarOfTests {
  /** `skipValidations` leaves out the analysis of the grammar itself, which a test does once. */
  constructor(skipValidations: boolean) {
    super(skipValidations);
    this.performSelfAnalysis();
  }

  parseChunk(target: ParseTarget): ParsedChunk {
    this.faulty = [];
    this.start(target);
    const declaration = this.chunk();
    return { declaration, faulty: this.faulty };
  }

  private readonly chunk: Rule<DeclarationSyntax | undefined> = this.rule('chunk', () => {
    let declaration: DeclarationSyntax | undefined;
    try {
      this.ACTION(() => this.refuseUnknownStart());
      declaration = this.SUBRULE(this.declaration);
      this.ACTION(() => this.refuseRest());
    } catch (error) {
      this.tellAtTop(error);
      if (declaration === undefined) this.keepDeclaredName();
    }
    this.ACTION(() => this.skipRest());
    return declaration;
  });

  private readonly declaration: Rule<DeclarationSyntax> = this.rule('declaration', () =>
    this.OR<DeclarationSyntax>({
      DEF: [
        { ALT: () => this.SUBRULE(this.project) },
        { ALT: () => this.SUBRULE(this.enumeration) },
        { ALT: () => this.SUBRULE(this.object) },
        { ALT: () => this.SUBRULE(this.event) },
        { ALT: () => this.SUBRULE(this.lists) },
        { ALT: () => this.SUBRULE(this.tags) },
        { ALT: () => this.SUBRULE(this.consent) },
        { ALT: () => this.SUBRULE(this.trait) },
        { ALT: () => this.SUBRULE(this.segment) },
        { ALT: () => this.SUBRULE(this.calendarDeclaration) },
        { ALT: () => this.SUBRULE(this.test) },
        { ALT: () => this.SUBRULE(this.fixtures) },
      ],
      ERR_MSG: 'a declaration such as `segment` or `object`',
    }),
  );

  /** A caller that left little stack must not turn deep nesting into a crash. */
  private tellAtTop(error: unknown): void {
    if (!(error instanceof RangeError)) {
      this.tell(error);
      return;
    }
    this.report(syntax.nestedTooDeeply, this.spanOf(this.LA(1)), { limit: limits.nesting });
  }

  /** A word that begins no declaration, or a closing brace too many. */
  private refuseUnknownStart(): void {
    const first = this.LA(1);
    if (isStarter(first)) return;
    if (first.tokenType === S.RCurly) this.fault(syntax.strayBrace, this.spanOf(first), {});
    if (!this.startsName(1)) this.unexpected('a declaration such as `segment` or `object`');
    const [suggestion] = didYouMean(first.image, declarationWords);
    const span = this.spanOf(first);
    const fixes =
      suggestion === undefined
        ? []
        : [
            {
              title: `write \`${suggestion}\``,
              span,
              text: suggestion,
              certain: isSlip(first.image, suggestion),
            },
          ];
    this.fault(syntax.unknownDeclaration, span, { word: first.image, suggestion }, { fixes });
  }

  /** What stands behind a whole declaration; after a fault inside it, nothing more is said. */
  private refuseRest(): void {
    if (this.atEnd() || this.faultCount > 0) return;
    const next = this.LA(1);
    if (next.tokenType === S.RCurly) this.fault(syntax.strayBrace, this.spanOf(next), {});
    this.unexpected('the end of the declaration');
  }

  /** The name of a declaration whose header is faulty, so that its uses are not called unknown. */
  private keepDeclaredName(): void {
    const tokens = this.input.filter((token) => !Number.isNaN(token.startOffset));
    const [word, name, dot, second] = tokens;
    const declared = word?.tokenType === T.Trait && dot?.tokenType === S.Dot ? second : name;
    if (declared !== undefined && isWord(declared)) this.faulty.push(this.nameOf(declared));
  }
}

function isWord(token: IToken): boolean {
  return /^[A-Za-z_]\w*$/.test(token.image);
}
