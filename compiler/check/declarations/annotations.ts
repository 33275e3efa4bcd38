// Annotations as written → annotations by name, each known, well placed and given once; and their arguments as plain data.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { listed, suggestion } from '../../diagnostics/did-you-mean.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type { AnnotationSyntax } from '../../syntax/ast.ts';
import type { ExpressionSyntax, PathSyntax } from '../../syntax/expression-ast.ts';
import type { TimeUnit } from '../../syntax/literal-ast.ts';
import { type AnnotationPlace, annotationRules, placeNames } from './annotation-table.ts';
import type { Declaring } from './declaring.ts';

export type Annotations = ReadonlyMap<string, AnnotationSyntax>;

export function readAnnotations(
  written: readonly AnnotationSyntax[],
  place: AnnotationPlace,
  declaring: Declaring,
): Annotations {
  const found = new Map<string, AnnotationSyntax>();
  for (const annotation of written) {
    const { text: name, span } = annotation.name;
    if (!isKnownHere(annotation, place, declaring)) continue;
    if (found.has(name)) {
      const args = { what: 'annotation', name: `\`@${name}\`` };
      declaring.reporter.report(catalogue.names.repeated, span, args);
      continue;
    }
    found.set(name, annotation);
  }
  return found;
}

function isKnownHere(
  annotation: AnnotationSyntax,
  place: AnnotationPlace,
  declaring: Declaring,
): boolean {
  const { text: name, span } = annotation.name;
  const rule = annotationRules.get(name);
  if (rule === undefined) {
    const here = [...annotationRules].filter(([, { places }]) => places.includes(place));
    const help =
      suggestion(name, annotationRules.keys(), (other) => `\`@${other}\``) ??
      (here.length === 0
        ? undefined
        : `On ${placeNames[place]} there can be ${listed(
            here.map(([other]) => `@${other}`),
            20,
          )}.`);
    const fixes = renameFixes(name, annotationRules.keys(), span);
    declaring.reporter.report(catalogue.names.unknownAnnotation, span, { name, help }, { fixes });
    return false;
  }
  if (rule.places.includes(place)) return true;
  const args = { name, on: placeNames[place], belongs: rule.belongs };
  declaring.reporter.report(catalogue.names.misplacedAnnotation, span, args);
  return false;
}

/** Reports that the annotation is not written as it must be. */
export function reportArguments(annotation: AnnotationSyntax, declaring: Declaring): undefined {
  const { text: name } = annotation.name;
  const usage = annotationRules.get(name)?.usage ?? `@${name}`;
  declaring.reporter.report(catalogue.declarations.annotationArguments, annotation.span, {
    name,
    usage,
  });
  return undefined;
}

/** Its one text argument, not empty. */
export function oneText(
  annotation: AnnotationSyntax | undefined,
  declaring: Declaring,
): string | undefined {
  if (annotation === undefined) return undefined;
  const texts = textsOf(annotation);
  const text = texts?.length === 1 ? texts[0] : undefined;
  return text === undefined || text === '' ? reportArguments(annotation, declaring) : text;
}

/** Its text arguments, at least one. */
export function someTexts(
  annotation: AnnotationSyntax | undefined,
  declaring: Declaring,
): readonly string[] | undefined {
  if (annotation === undefined) return undefined;
  return textsOf(annotation) ?? reportArguments(annotation, declaring);
}

function textsOf(annotation: AnnotationSyntax): readonly string[] | undefined {
  const texts = annotation.args.flatMap(({ name, value }) =>
    name === undefined && value.kind === 'string' ? [value.value] : [],
  );
  return texts.length > 0 && texts.length === annotation.args.length ? texts : undefined;
}

/** Whether it is there; it takes no arguments. */
export function isGiven(annotation: AnnotationSyntax | undefined, declaring: Declaring): boolean {
  if (annotation === undefined) return false;
  if (annotation.args.length > 0) reportArguments(annotation, declaring);
  return annotation.args.length === 0;
}

/** Its one argument without a name. */
export function onePath(
  annotation: AnnotationSyntax,
  declaring: Declaring,
): PathSyntax | undefined {
  const [arg, more] = annotation.args;
  const value = arg?.name === undefined && more === undefined ? arg?.value : undefined;
  return value?.kind === 'path' ? value : reportArguments(annotation, declaring);
}

/** `@changes(by: updated_at)`: the value of its one named argument. */
export function oneNamed(
  annotation: AnnotationSyntax | undefined,
  name: string,
  declaring: Declaring,
): ExpressionSyntax | undefined {
  if (annotation === undefined) return undefined;
  const [arg, more] = annotation.args;
  if (arg?.name?.text === name && more === undefined) return arg.value;
  return reportArguments(annotation, declaring);
}

const secondsOf: Readonly<Partial<Record<TimeUnit, number>>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

/** `@stale_after(1 hour)` in seconds. */
export function oneDuration(
  annotation: AnnotationSyntax | undefined,
  declaring: Declaring,
): number | undefined {
  if (annotation === undefined) return undefined;
  const [arg, more] = annotation.args;
  const value = arg?.name === undefined && more === undefined ? arg?.value : undefined;
  if (value?.kind !== 'duration') return reportArguments(annotation, declaring);
  const seconds = (secondsOf[value.unit] ?? 0) * Number(value.amount);
  return seconds > 0 ? Math.round(seconds) : reportArguments(annotation, declaring);
}
