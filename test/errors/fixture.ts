// Fixtures of diagnostics: a `.seg` source and, after a marker line, the messages it must give as comments.
import { readFileSync } from 'node:fs';
import { diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import { indexSources, renderDiagnostic } from '../../compiler/diagnostics/render.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';

const marker = '// ---- expected\n';
const folder = new URL('.', import.meta.url);

export interface Fixture {
  readonly source: string;
  /** Undefined in a fixture that was never updated. */
  readonly expected: string | undefined;
}

export function readFixture(name: string): Fixture {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const at = text.indexOf(marker);
  if (at === -1) return { source: text, expected: undefined };
  return { source: text.slice(0, at), expected: text.slice(at) };
}

/** The messages of `source`, compiled alone or with the shared model, as the part after the marker. */
export function expectedPart(name: string, source: string): string {
  const { text } = messagesOf(name, source);
  const lines = text.split('\n').map((line) => (line === '' ? '//' : `// ${line}`));
  return `${marker}${lines.join('\n')}\n`;
}

/** The fixture files that the project of every fixture lists. */
const fixtureFiles = [
  { path: 'data/contacts.csv', text: 'id,last_visit_at\n' },
  {
    path: 'data/faulty.csv',
    text: 'id,last_visit_at,active,lead.score\nc1,2025-09-01 12:00:00,yes,40\nc2,yesterday,true,4.5\n',
  },
];

export interface Messages {
  readonly codes: readonly string[];
  readonly text: string;
}

/** A source that declares no object of its own is compiled with model.seg, unless its first line says otherwise. */
export function messagesOf(name: string, source: string): Messages {
  const files = [{ path: name, text: source }];
  if (!/^object |^\/\/ compiled without a model$/m.test(source)) {
    files.push({ path: 'model.seg', text: readFileSync(new URL('model.seg', folder), 'utf8') });
  }
  const found = diagnoseProject(files, duckdbDialect, { fixtureFiles }).diagnostics;
  // No fixture uses all that the shared model declares.
  const diagnostics = found.filter(
    ({ severity, span }) => severity !== 'note' || span.file === name,
  );
  const sources = indexSources(files);
  return {
    codes: diagnostics.map(({ code }) => code),
    text: diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, sources)).join('\n\n'),
  };
}
