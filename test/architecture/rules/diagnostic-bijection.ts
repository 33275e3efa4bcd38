// Rule: every diagnostic code of the catalogue has one error page and a fixture, and neither exists without a code.
import { withoutComments } from '../code-text.ts';
import type { SourceTree, Violation } from '../source-tree.ts';

const catalogueFile = /^compiler\/diagnostics\/.*\.ts$/;
const errorPage = /^docs\/errors\/(SEG\d{4})\.md$/;
const errorFixture = /^test\/errors\/(SEG\d{4})-[a-z0-9-]+\.seg$/;
const entryCode = /\bcode:\s*['"](SEG\d{4})['"]/g;
const anyCode = /\bSEG\d{4}\b/g;

/** Codes about the project, the run, ourselves and a file as a whole: no small `.seg` file can show them, so any test may. */
const shownByAnyTest = /^SEG(?:[679]|109)/;

/** Reports codes without page or fixture, codes given twice, and pages, fixtures and sources that name unknown codes. */
export function checkDiagnosticBijection(tree: SourceTree): readonly Violation[] {
  const catalogue = catalogueCodes(tree);
  return [
    ...repeatedCodes(catalogue),
    ...missingPages(tree, catalogue),
    ...missingFixtures(tree, catalogue),
    ...unknownCodes(tree, catalogue),
  ];
}

interface CatalogueCode {
  readonly code: string;
  readonly path: string;
}

function catalogueCodes(tree: SourceTree): readonly CatalogueCode[] {
  return [...tree]
    .filter(([path]) => catalogueFile.test(path))
    .flatMap(([path, text]) =>
      [...text.matchAll(entryCode)].map((match) => ({ path, code: match[1] ?? '' })),
    );
}

function repeatedCodes(catalogue: readonly CatalogueCode[]): readonly Violation[] {
  return catalogue
    .filter(({ code }, index) => catalogue.findIndex((other) => other.code === code) !== index)
    .map(({ path, code }) => ({ path, message: `${code} is given twice` }));
}

function missingPages(tree: SourceTree, catalogue: readonly CatalogueCode[]): readonly Violation[] {
  return catalogue
    .filter(({ code }) => !tree.has(`docs/errors/${code}.md`))
    .map(({ path, code }) => ({ path, message: `${code} has no page docs/errors/${code}.md` }));
}

function missingFixtures(
  tree: SourceTree,
  catalogue: readonly CatalogueCode[],
): readonly Violation[] {
  const fixtures = new Set([...tree.keys()].map((path) => errorFixture.exec(path)?.[1]));
  const tested = new Set(
    [...tree]
      .filter(([path]) => path.startsWith('test/') && !path.startsWith('test/architecture/'))
      // A comment shows nothing.
      .flatMap(([, text]) => withoutComments(text).match(anyCode) ?? []),
  );
  return catalogue
    .filter(({ code }) => !(shownByAnyTest.test(code) ? tested : fixtures).has(code))
    .map(({ path, code }) => ({ path, message: `${code} is shown by no fixture or test` }));
}

function unknownCodes(tree: SourceTree, catalogue: readonly CatalogueCode[]): readonly Violation[] {
  const known = new Set(catalogue.map(({ code }) => code));
  return [...tree].flatMap(([path, text]) =>
    mentionedCodes(path, text)
      .filter((code) => !known.has(code))
      .map((code) => ({ path, message: `${code} is not in the catalogue` })),
  );
}

function mentionedCodes(path: string, text: string): readonly string[] {
  const named = errorPage.exec(path)?.[1] ?? errorFixture.exec(path)?.[1];
  const inText = /^(?:compiler|runtime|dialects|cli|format|editor)\/.*\.ts$/.test(path)
    ? (text.match(anyCode) ?? [])
    : [];
  return [...new Set(named === undefined ? inText : [named])];
}
