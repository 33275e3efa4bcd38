// Prints declarations: headers here, their insides by kind.
import { assertNever } from '../compiler/assert.ts';
import type {
  ConsentSyntax,
  DeclarationSyntax,
  EnumSyntax,
  EventSyntax,
  ProjectSyntax,
  TraitSyntax,
} from '../compiler/syntax/ast.ts';
import { calendarText } from './calendars.ts';
import { printer } from './expressions.ts';
import { annotationsText, declared, fieldItem, fieldLines, typeText } from './fields.ts';
import { layOut, type Item } from './items.ts';
import { asItStands, listText } from './lists.ts';
import { levels } from './precedence.ts';
import { fit, type Place } from './printing.ts';
import { segmentText } from './segments.ts';
import { settingItem } from './settings.ts';
import { fixturesText, testText } from './tests.ts';
import { insideBraces, type Written } from './written.ts';

/** Every declaration as an item of the file. */
export function declarationItems(
  declarations: readonly DeclarationSyntax[],
  written: Written,
): readonly Item[] {
  const place: Place = { printer, written, indent: 0, broken: false, ownLine: false };
  return declarations.map((declaration) => ({
    extent: declaration.span,
    print: () => declarationText(declaration, place),
  }));
}

function declarationText(declaration: DeclarationSyntax, place: Place): string {
  switch (declaration.kind) {
    case 'project':
      return projectText(declaration, place);
    case 'enum':
      return enumText(declaration, place);
    case 'object': {
      const { name, annotations, span } = declaration;
      const head = `object ${name.text}${annotationsText(annotations, place)}`;
      const from = annotations.at(-1)?.span.end ?? name.span.end;
      const region = insideBraces(place.written, from, span.end);
      const lines = fieldLines(declaration.fields, region, place);
      return declared(head, span.start, region, lines, place);
    }
    case 'event':
      return ownedText(`event ${declaration.name.text} `, declaration, place);
    case 'lists':
    case 'tags':
      return ownedText(`${declaration.kind} `, declaration, place);
    case 'consent':
      return consentText(declaration, place);
    case 'trait':
      return traitText(declaration, place);
    case 'segment':
      return segmentText(declaration, place);
    case 'calendar':
      return calendarText(declaration, place);
    case 'test':
      return testText(declaration, place);
    case 'fixtures':
      return fixturesText(declaration, place);
    default:
      return assertNever(declaration);
  }
}

function projectText({ name, settings, span }: ProjectSyntax, place: Place): string {
  const region = insideBraces(place.written, name.span.end, span.end);
  const inner = { ...place, indent: place.indent + 2 };
  const items = settings.map((setting) => settingItem(setting, inner));
  const lines = layOut(items, region, place.written, { indent: inner.indent });
  return declared(`project ${name.text}`, span.start, region, lines, place);
}

function enumText({ name, values }: EnumSyntax, place: Place): string {
  const items = values.map(asItStands);
  return fit(place, (fitted) => `enum ${name.text} ${listText(items, fitted)}`);
}

type Owned = Pick<EventSyntax, 'of' | 'via' | 'annotations' | 'fields' | 'span'>;

function ownedHead(head: string, owned: Owned, place: Place): string {
  const annotations = annotationsText(owned.annotations, place);
  return `${head}of ${owned.of.text} via ${owned.via.text}${annotations}`;
}

function ownedRegion(owned: Owned, place: Place): ReturnType<typeof insideBraces> {
  const from = owned.annotations.at(-1)?.span.end ?? owned.via.span.end;
  return insideBraces(place.written, from, owned.span.end);
}

function ownedText(head: string, owned: Owned, place: Place): string {
  const region = ownedRegion(owned, place);
  const lines = fieldLines(owned.fields, region, place);
  return declared(ownedHead(head, owned, place), owned.span.start, region, lines, place);
}

function consentText(consent: ConsentSyntax, place: Place): string {
  const inner = { ...place, indent: place.indent + 2 };
  const items = [
    ...consent.settings.map((setting) => settingItem(setting, inner)),
    ...consent.fields.map((field) => fieldItem(field, inner)),
  ];
  const region = ownedRegion(consent, place);
  const lines = layOut(items, region, place.written, { indent: inner.indent });
  const head = ownedHead(`consent ${consent.name.text} `, consent, place);
  return declared(head, consent.span.start, region, lines, place);
}

function traitText({ of, name, type, value }: TraitSyntax, place: Place): string {
  const head = `trait ${of.text}.${name.text}: ${typeText(type, place)} = `;
  return fit(place, (fitted) => `${head}${place.printer.expression(value, fitted, levels.or)}`);
}
