// `${env:NAME}` and `${file:path}` in connection settings → their values; only when a target is about to be opened.
import { join, resolve } from 'node:path';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { Environment } from './loaded-project.ts';
import type { ProjectReader } from './project-reader.ts';

const operations = catalogue.operations;

export interface ReferenceSources {
  readonly directory: string;
  readonly env: Environment;
  readonly files: ProjectReader;
}

/** The text with every reference replaced. Errors name the variable or file, never a value. */
export function resolveReferences(setting: string, text: string, from: ReferenceSources): string {
  return text.replace(/\$\{(env|file):([^{}]+)\}/g, (_, kind: string, name: string) =>
    kind === 'env' ? variable(setting, name, from) : fileText(setting, name, from),
  );
}

function variable(setting: string, name: string, { env }: ReferenceSources): string {
  const value = env[name];
  if (value === undefined || value === '') {
    throw operationalError(operations.unsetVariable, { setting, variable: name });
  }
  return value;
}

function fileText(setting: string, name: string, from: ReferenceSources): string {
  const home = from.env['HOME'];
  const path =
    name.startsWith('~/') && home !== undefined
      ? join(home, name.slice(2))
      : resolve(from.directory, name);
  try {
    return from.files.readText(path).trimEnd();
  } catch (error) {
    throw operationalError(
      operations.unreadableSettingFile,
      { setting, path: name },
      { cause: error },
    );
  }
}
