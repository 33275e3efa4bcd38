// `SEGFORM__TARGETS__DEV__DATABASE=x` sets `targets.dev.database`: environment over file, below flags.
import { parse } from 'yaml';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { Environment } from './loaded-project.ts';

const prefix = 'SEGFORM__';

export interface Override {
  readonly variable: string;
  readonly path: readonly string[];
  readonly value: unknown;
}

/** The overrides of the environment, by variable name. */
export function overridesOf(env: Environment): readonly Override[] {
  return Object.keys(env)
    .filter((name) => name.startsWith(prefix) && env[name] !== undefined)
    .toSorted()
    .map((variable) => ({
      variable,
      path: variable.slice(prefix.length).toLowerCase().split('__'),
      value: scalar(env[variable] ?? ''),
    }));
}

/** A copy of `settings` with the overrides in it. Fails when one names a place inside a plain value. */
export function withOverrides(settings: unknown, overrides: readonly Override[]): unknown {
  let result = settings;
  for (const override of overrides) result = set(result, override.path, override);
  return result;
}

function set(settings: unknown, path: readonly string[], override: Override): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return override.value;
  const known = settings ?? {};
  if (typeof known !== 'object' || Array.isArray(known) || step === '') {
    throw operationalError(catalogue.operations.invalidSetting, {
      name: override.variable,
      problem: 'names no setting of `segform.yaml`',
    });
  }
  const before: Readonly<Record<string, unknown>> = { ...known };
  const key = Object.keys(before).find((name) => name.toLowerCase() === step) ?? step;
  return { ...before, [key]: set(before[key], rest, override) };
}

/** Numbers and booleans as such, lists split at commas nowhere: everything else is text. */
function scalar(text: string): unknown {
  if (/^(?:true|false|\d+)$/.test(text)) return parse(text) as unknown;
  return text;
}
