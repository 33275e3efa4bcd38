// Grammar of the model: enums, objects, events, lists, tags, consents, their fields, types and annotations.
import type { IToken } from 'chevrotain';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type {
  AnnotationSyntax,
  ConsentSyntax,
  EnumSyntax,
  EventSyntax,
  FieldSyntax,
  ListsSyntax,
  ObjectSyntax,
  SettingSyntax,
  TagsSyntax,
  TypeSyntax,
} from './ast.ts';
import type { ArgumentSyntax } from './expression-ast.ts';
import type { NameSyntax, StringSyntax } from './literal-ast.ts';
import type { Recovery, Rule } from './grammar-base.ts';
import { GrammarOfComparisons } from './grammar-comparisons.ts';
import * as S from './symbols.ts';
import * as T from './tokens.ts';

interface Ownership {
  readonly of: NameSyntax;
  readonly via: NameSyntax;
}

export abstract class GrammarOfModel extends GrammarOfComparisons {
  protected abstract readonly setting: Rule<SettingSyntax>;

  // -------------------------------------------------------------- declarations

  /** `enum deal_stage ["qualified", "won"]` */
  protected readonly enumeration: Rule<EnumSyntax> = this.rule('enumeration', () => {
    const start = this.CONSUME(T.Enum).startOffset;
    const name = this.SUBRULE(this.declared, { ARGS: ['a name for the enum'] });
    const values: StringSyntax[] = [];
    this.CONSUME(S.LSquare, { ERR_MSG: '`[` and the values' });
    this.MANY_SEP({ SEP: S.Comma, DEF: () => values.push(this.SUBRULE(this.text)) });
    this.CONSUME(S.RSquare);
    return { kind: 'enum', name, values, span: this.span(start) };
  });

  protected readonly object: Rule<ObjectSyntax> = this.rule('object', () => {
    const start = this.CONSUME(T.ObjectWord).startOffset;
    const name = this.SUBRULE(this.declared, { ARGS: ['a name for the object'] });
    const annotations = this.SUBRULE(this.annotations);
    const fields = this.SUBRULE(this.fields);
    return { kind: 'object', name, annotations, fields, span: this.span(start) };
  });

  protected readonly event: Rule<EventSyntax> = this.rule('event', () => {
    const start = this.CONSUME(T.EventWord).startOffset;
    this.ACTION(() => this.refuseReserved(T.Sequence));
    const name = this.SUBRULE(this.declared, { ARGS: ['a name for the event'] });
    const { of, via } = this.SUBRULE(this.ownership);
    const annotations = this.SUBRULE(this.annotations);
    const fields = this.SUBRULE(this.fields);
    return { kind: 'event', name, of, via, annotations, fields, span: this.span(start) };
  });

  protected readonly lists: Rule<ListsSyntax> = this.rule('lists', () => {
    const start = this.CONSUME(T.Lists).startOffset;
    const { of, via } = this.SUBRULE(this.ownership);
    const annotations = this.SUBRULE(this.annotations);
    const fields = this.SUBRULE(this.fields);
    return { kind: 'lists', of, via, annotations, fields, span: this.span(start) };
  });

  protected readonly tags: Rule<TagsSyntax> = this.rule('tags', () => {
    const start = this.CONSUME(T.Tags).startOffset;
    const { of, via } = this.SUBRULE(this.ownership);
    const annotations = this.SUBRULE(this.annotations);
    const fields = this.SUBRULE(this.fields);
    return { kind: 'tags', of, via, annotations, fields, span: this.span(start) };
  });

  protected readonly consent: Rule<ConsentSyntax> = this.rule('consent', () => {
    const start = this.CONSUME(T.Consent).startOffset;
    const name = this.SUBRULE(this.declared, { ARGS: ['a name for the consent'] });
    const { of, via } = this.SUBRULE(this.ownership);
    const annotations = this.SUBRULE(this.annotations);
    const settings: SettingSyntax[] = [];
    const fields: FieldSyntax[] = [];
    const open = this.CONSUME(S.LCurly, { ERR_MSG: 'the fields in `{ }`' });
    this.lines(
      () =>
        this.OR<SettingSyntax | FieldSyntax>([
          { GATE: () => this.atPolicy(), ALT: () => this.SUBRULE(this.setting) },
          { ALT: () => this.SUBRULE(this.field) },
        ]),
      (item) => {
        if ('type' in item) fields.push(item);
        else settings.push(item);
      },
      this.faultyFields,
    );
    this.closeBlock(open, `consent \`${name.text}\``);
    const span = this.span(start);
    return { kind: 'consent', name, of, via, annotations, fields, settings, span };
  });

  private atPolicy(): boolean {
    return this.LA(1).image === 'policy';
  }

  /** The name of what is declared. */
  protected readonly declared: Rule<NameSyntax, [string]> = this.rule('declared', (what: string) =>
    this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: what })),
  );

  protected refuseReserved(type: IToken['tokenType']): void {
    const next = this.LA(1);
    if (next.tokenType !== type) return;
    this.fault(syntax.reservedWord, this.spanOf(next), { word: next.image });
  }

  /** `of contact via contact_id` */
  private readonly ownership: Rule<Ownership> = this.rule('ownership', () => {
    this.CONSUME(T.Of, { ERR_MSG: '`of` and the object it belongs to' });
    const of = this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: 'the name of an object' }));
    this.CONSUME(T.Via, { ERR_MSG: "`via` and the column that holds the object's key" });
    const via = this.nameOf(this.CONSUME1(T.Ident, { ERR_MSG: 'the name of a column' }));
    return { of, via };
  });

  // -------------------------------------------------------------- fields and types

  private readonly faultyFields: Recovery = {
    broken: (_span, first) => this.faulty.push(this.nameOf(first)),
  };

  private readonly fields: Rule<readonly FieldSyntax[]> = this.rule('fields', () => {
    const fields: FieldSyntax[] = [];
    const open = this.CONSUME(S.LCurly, { ERR_MSG: 'the fields in `{ }`' });
    this.lines(
      () => this.SUBRULE(this.field),
      (field) => fields.push(field),
      this.faultyFields,
    );
    this.closeBlock(open, 'block of fields');
    return fields;
  });

  private readonly field: Rule<FieldSyntax> = this.rule('field', () => {
    const name = this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: 'the name of a field' }));
    this.CONSUME(S.Colon, { ERR_MSG: '`:` and the type of the field' });
    const type = this.SUBRULE(this.type);
    let via: readonly NameSyntax[] | undefined;
    this.OPTION(() => {
      this.CONSUME(T.Via);
      via = this.SUBRULE(this.path).parts;
    });
    const annotations = this.SUBRULE(this.annotations);
    return { name, type, via, annotations, span: this.span(name.span.start) };
  });

  protected readonly type: Rule<TypeSyntax> = this.rule('type', () => {
    const name = this.nameOf(this.CONSUME(T.Ident, { ERR_MSG: 'a type such as `text` or `int?`' }));
    let args: readonly (StringSyntax | NameSyntax)[] = [];
    let nullable = false;
    let array = false;
    let fields: readonly FieldSyntax[] | undefined;
    this.OPTION(() => {
      args = this.SUBRULE(this.typeArgs);
    });
    this.OPTION1(() => {
      this.CONSUME(S.Question);
      nullable = true;
    });
    this.OPTION2(() => {
      this.CONSUME(S.LSquare);
      this.CONSUME(S.RSquare);
      array = true;
    });
    this.OPTION3(() => {
      this.CONSUME1(S.Question);
      nullable = true;
    });
    this.OPTION4(() => {
      fields = this.deeper(() => this.SUBRULE(this.fields));
      this.OPTION5(() => {
        this.CONSUME2(S.Question);
        nullable = true;
      });
    });
    return { name, args, nullable, array, fields, span: this.span(name.span.start) };
  });

  /** `("a", "b")`, `(USD)`, `(granted, denied)` */
  private readonly typeArgs: Rule<readonly (StringSyntax | NameSyntax)[]> = this.rule(
    'typeArgs',
    () => {
      const args: (StringSyntax | NameSyntax)[] = [];
      this.CONSUME(S.LParen);
      this.MANY_SEP({
        SEP: S.Comma,
        DEF: () => {
          this.OR([
            { ALT: () => args.push(this.SUBRULE(this.text)) },
            { ALT: () => args.push(this.nameOf(this.CONSUME(T.Ident))) },
          ]);
        },
      });
      this.CONSUME(S.RParen);
      return args;
    },
  );

  // -------------------------------------------------------------- annotations

  private readonly annotations: Rule<readonly AnnotationSyntax[]> = this.rule('annotations', () => {
    const annotations: AnnotationSyntax[] = [];
    this.MANY(() => annotations.push(this.SUBRULE(this.annotation)));
    return annotations;
  });

  private readonly annotation: Rule<AnnotationSyntax> = this.rule('annotation', () => {
    const token = this.CONSUME(S.AtName);
    let args: readonly ArgumentSyntax[] = [];
    this.OPTION(() => {
      args = this.SUBRULE(this.args);
    });
    const whole = this.spanOf(token);
    const name = { text: token.image.slice(1), span: { ...whole, start: whole.start + 1 } };
    return { name, args, span: this.span(whole.start) };
  });
}
