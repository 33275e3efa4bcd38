// Text of `segform.yaml` → validated configuration. Every fault is found in one go and named with line and column; nothing is resolved.
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { didYouMean } from '../../compiler/diagnostics/did-you-mean.ts';
import {
  OperationalError,
  operationalError,
  type OperationalPlace,
} from '../../compiler/operational-error.ts';
import {
  type Configuration,
  configurationSchema,
  knownSettings,
  referringSettings,
  secretSettings,
} from './configuration-schema.ts';
import { type Override, withOverrides } from './environment-overrides.ts';
import { placeOfSetting } from './setting-place.ts';

const operations = catalogue.operations;
const reference = /^\$\{(?:env|file):[^{}]+\}$/;

/** `path` is shown to people. Throws the first fault as OperationalError; the others are its details. */
export function readConfiguration(
  text: string,
  path: string,
  overrides: readonly Override[],
): Configuration {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    const problem = (broken.message.split('\n')[0] ?? '').replace(/ at line \d+.*$/, '');
    throw operationalError(
      operations.configurationSyntax,
      { problem },
      { where: { path, line, column: col } },
    );
  }
  const written: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  const where = (at: readonly PropertyKey[]): OperationalPlace =>
    overrides.some((override) => override.path.join('.') === at.join('.').toLowerCase())
      ? { path: `environment variable ${['SEGFORM', ...at].join('__').toUpperCase()}` }
      : { path, ...placeOfSetting(document, lines, at) };
  const settings = withOverrides(written, overrides);
  const parsed = configurationSchema.safeParse(settings);
  const faults = [
    ...(parsed.success
      ? []
      : parsed.error.issues.flatMap((issue) => faultsOf(issue, settings, where))),
    ...textFaults(written, where),
    ...(parsed.success ? defaultTargetFaults(parsed.data, where) : []),
  ];
  if (parsed.success && faults.length === 0) return parsed.data;
  throw combined(faults);
}

type PlaceOf = (path: readonly PropertyKey[]) => OperationalPlace;

function faultsOf(
  issue: z.core.$ZodIssue,
  settings: unknown,
  where: PlaceOf,
): readonly OperationalError[] {
  const name = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = knownSettings(issue.path, targetType(settings, issue.path));
    return issue.keys.map((key) =>
      operationalError(
        operations.unknownSetting,
        { name: key, known, suggestion: didYouMean(key, known)[0] },
        { where: where([...issue.path, key]) },
      ),
    );
  }
  const problem = problemOfIssue(issue);
  const shown = name === '' ? 'segform.yaml' : name;
  return [
    operationalError(
      operations.invalidSetting,
      { name: shown, problem },
      { where: where(issue.path) },
    ),
  ];
}

function problemOfIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  if (issue.code === 'invalid_union') return 'must be `duckdb` or `snowflake`';
  if (issue.code !== 'invalid_type') return issue.message;
  if (issue.message.endsWith('received undefined')) return 'is required';
  return issue.message
    .replace('Invalid input: expected', 'must be of type')
    .replace(', received', ', not');
}

function targetType(settings: unknown, path: readonly PropertyKey[]): string {
  let value = settings;
  for (const step of [...path, 'type']) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
  }
  return typeof value === 'string' ? value : 'duckdb';
}

/** Secrets written out, and references where none are resolved. */
function textFaults(settings: unknown, where: PlaceOf): readonly OperationalError[] {
  const faults: OperationalError[] = [];
  for (const { path, value } of texts(settings, [])) {
    const name = path.map(String).join('.');
    const setting = String(path[2] ?? '');
    const inTarget = path[0] === 'targets' && path.length === 3;
    if (inTarget && secretSettings.has(setting) && !reference.test(value)) {
      faults.push(operationalError(operations.literalSecret, { name }, { where: where(path) }));
    } else if (value.includes('${') && !(inTarget && referringSettings.has(setting))) {
      const problem = '`${…}` may stand only in connection settings of a target';
      faults.push(
        operationalError(operations.invalidSetting, { name, problem }, { where: where(path) }),
      );
    }
  }
  return faults;
}

function* texts(
  value: unknown,
  path: readonly PropertyKey[],
): Generator<{ readonly path: readonly PropertyKey[]; readonly value: string }> {
  if (typeof value === 'string') yield { path, value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield* texts(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function defaultTargetFaults(
  configuration: Configuration,
  where: PlaceOf,
): readonly OperationalError[] {
  const name = configuration.default_target;
  const known = Object.keys(configuration.targets);
  if (name === undefined || known.includes(name)) return [];
  return [
    operationalError(
      operations.unknownTarget,
      { name, known },
      { where: where(['default_target']) },
    ),
  ];
}

function combined(faults: readonly OperationalError[]): OperationalError {
  const sorted = faults.toSorted(
    (a, b) =>
      (a.where?.line ?? 0) - (b.where?.line ?? 0) ||
      (a.where?.column ?? 0) - (b.where?.column ?? 0),
  );
  const [first, ...others] = sorted;
  if (first === undefined) {
    return operationalError(operations.invalidSetting, {
      name: 'segform.yaml',
      problem: 'is empty',
    });
  }
  const details = others.map(({ where, message }) => {
    const place =
      where?.line === undefined ? '' : `${where.path}:${where.line}:${where.column ?? 1} `;
    return `${place}${message}`;
  });
  return new OperationalError(first.code, first.slug, first.message, first.help, {
    where: first.where,
    details,
  });
}
