// Part of compiler/diagnose: what is wrong with a comment that suppresses diagnostics, with what puts it right.
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import { createReporter, type Reporter } from '../diagnostics/reporter.ts';
import { suggestion } from '../diagnostics/did-you-mean.ts';
import type { NameSyntax } from '../syntax/literal-ast.ts';
import type { SuppressionSyntax } from '../syntax/suppression-ast.ts';
import { isOfDialect, isSuppressible, knownCodes } from './codes.ts';

/** `isUsed` says whether a diagnostic of that code was left out because of the comment. */
export function suppressionFaults(
  comment: SuppressionSyntax,
  isUsed: (comment: SuppressionSyntax, code: string) => boolean,
): readonly Diagnostic[] {
  const reporter = createReporter();
  if (!comment.isSpelled || comment.codes.length === 0) {
    reportMalformed(comment, reporter);
    return reporter.diagnostics;
  }
  const wrong = comment.codes.filter((name) => reportCode(name, reporter));
  if (wrong.length === 0) reportNoReason(comment, reporter);
  for (const name of comment.codes) {
    if (wrong.includes(name) || isOfDialect(name.text) || isUsed(comment, name.text)) continue;
    const args = { code: name.text, slug: slugOf(name.text), nothingFollows: !comment.covers };
    const fixes = [removal(comment, name)];
    reporter.report(catalogue.suppressions.unused, name.span, args, { fixes });
  }
  return reporter.diagnostics;
}

function reportMalformed(comment: SuppressionSyntax, reporter: Reporter): void {
  const { word, isSpelled } = comment;
  const fix = { title: 'write `segform-ignore`', span: word.span, text: 'segform-ignore' };
  const written = isSpelled ? '' : word.text;
  const fixes = isSpelled ? [] : [fix];
  reporter.report(catalogue.suppressions.malformed, word.span, { written }, { fixes });
}

/** Whether the code is wrong: unknown, or that of an error. */
function reportCode({ text, span }: NameSyntax, reporter: Reporter): boolean {
  const known = knownCodes.get(text);
  if (known === undefined) {
    const bySlug = [...knownCodes.values()].find(({ slug, code }) =>
      [slug, code.toLowerCase()].includes(text.toLowerCase()),
    );
    const meant = bySlug?.code;
    const fixes = meant === undefined ? [] : [{ title: `write \`${meant}\``, span, text: meant }];
    const help =
      meant === undefined
        ? (suggestion(text, [...knownCodes.keys()].filter(isSuppressible)) ??
          'Codes are `SEG` and four digits, as messages show them; several are separated by commas.')
        : `It is called \`${meant}\`.`;
    reporter.report(catalogue.suppressions.unknownCode, span, { written: text, help }, { fixes });
    return true;
  }
  if (isSuppressible(text)) return false;
  reporter.report(catalogue.suppressions.ofAnError, span, { code: text, slug: known.slug });
  return true;
}

function reportNoReason({ colon, reason }: SuppressionSyntax, reporter: Reporter): void {
  const hasColon = colon.end > colon.start;
  if (hasColon && reason !== '') return;
  const fixes = reason === '' ? [] : [{ title: 'write `:`', span: colon, text: ':' }];
  reporter.report(catalogue.suppressions.withoutReason, colon, {}, { fixes });
}

/** Takes the code out, or the comment with its only code. */
function removal({ codes, whole }: SuppressionSyntax, name: NameSyntax): Fix {
  const at = codes.indexOf(name);
  const previous = codes[at - 1];
  const next = codes[at + 1];
  if (previous === undefined && next === undefined) {
    return { title: 'remove the comment', span: whole, text: '' };
  }
  const { span } = name;
  const start = next === undefined ? (previous?.span.end ?? span.start) : span.start;
  const end = next === undefined ? span.end : next.span.start;
  return { title: `remove \`${name.text}\``, span: { ...span, start, end }, text: '' };
}

function slugOf(code: string): string {
  return knownCodes.get(code)?.slug ?? '';
}
