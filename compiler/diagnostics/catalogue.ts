// The one catalogue of codes: everything Segform can say about source, project, warehouse or itself.
import { analysis } from './catalogue/analysis.ts';
import { commandLine } from './catalogue/command-line.ts';
import { declarations } from './catalogue/declarations.ts';
import { dialects } from './catalogue/dialects.ts';
import { explaining } from './catalogue/explaining.ts';
import { generating } from './catalogue/generating.ts';
import { foreign } from './catalogue/foreign.ts';
import { history } from './catalogue/history.ts';
import { meaning } from './catalogue/meaning.ts';
import { names } from './catalogue/names.ts';
import { operations } from './catalogue/operations.ts';
import { periods } from './catalogue/periods.ts';
import { sourceText } from './catalogue/source-text.ts';
import { suppressions } from './catalogue/suppressions.ts';
import { testSyntax } from './catalogue/test-syntax.ts';
import { populations } from './catalogue/populations.ts';
import { syntax } from './catalogue/syntax.ts';
import { testing } from './catalogue/testing.ts';
import { tests } from './catalogue/tests.ts';
import { times } from './catalogue/times.ts';
import { typing } from './catalogue/typing.ts';

export const catalogue = {
  syntax,
  foreign,
  sourceText,
  names,
  testSyntax,
  tests,
  times,
  typing,
  periods,
  declarations,
  meaning,
  suppressions,
  analysis,
  history,
  populations,
  dialects,
  operations,
  commandLine,
  testing,
  explaining,
  generating,
} as const;
