// `--arg agent=u1`: values of a template's parameters, as text, become constants of their types.
import type { CheckedParameter, CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { CheckedValue } from '../../compiler/check/checked.ts';
import { describeType } from '../../compiler/check/describe-type.ts';
import { canonicalNumber, hundredth } from '../../compiler/check/values/canonical-number.ts';
import type { ValueType } from '../../compiler/check/value-type.ts';
import { explaining } from '../../compiler/diagnostics/catalogue/explaining.ts';
import { operationalError } from '../../compiler/operational-error.ts';

/** Throws a usage error for an unknown parameter, a value that does not fit, and a parameter that has no value. */
export function segmentArguments(
  segment: CheckedSegment,
  given: readonly string[],
  /** How the command is called, for the example of a refusal. */
  call: string = `segform explain ${segment.name} <key>`,
): ReadonlyMap<string, CheckedValue> {
  const refused = (problem: string): Error => refusal(segment, problem, call);
  const values = new Map<string, CheckedValue>();
  for (const one of given) {
    const at = one.indexOf('=');
    const name = at === -1 ? one : one.slice(0, at);
    const parameter = segment.parameters.find((known) => known.name === name);
    if (at === -1 || parameter === undefined) {
      throw refused(
        at === -1 ? `is given \`${one}\`, which has no \`=\`` : `has no parameter \`${name}\``,
      );
    }
    values.set(name, valueOf(parameter, one.slice(at + 1), refused));
  }
  const open = segment.parameters.find(
    ({ name, fallback }) => fallback === undefined && !values.has(name),
  );
  if (open !== undefined) throw refused(`needs a value for its parameter \`${open.name}\``);
  return values;
}

function valueOf(
  { name, type, span }: CheckedParameter,
  text: string,
  refused: (problem: string) => Error,
): CheckedValue {
  const value = constantOf(type, text.trim());
  if (value !== undefined) return { kind: 'literal', type, nullable: false, span, value };
  throw refused(`takes ${describeType(type)} for \`${name}\`, not \`${text}\``);
}

/** Undefined for what is no value of the type. */
function constantOf(type: ValueType, text: string): string | boolean | undefined {
  switch (type.kind) {
    case 'text':
    case 'email':
    case 'url':
    case 'id':
    case 'version':
      return text;
    case 'enum':
      return type.values.includes(text) ? text : undefined;
    case 'int':
      return /^-?\d+$/.test(text) ? canonicalNumber(text) : undefined;
    case 'decimal':
      return decimalOf(text);
    case 'percent':
      return text.endsWith('%') ? mapped(decimalOf(text.slice(0, -1)), hundredth) : decimalOf(text);
    case 'money': {
      const amount = text.endsWith(` ${type.currency}`)
        ? text.slice(0, -type.currency.length - 1)
        : text;
      return decimalOf(amount);
    }
    case 'bool':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(text) && isDay(text) ? text : undefined;
    case 'timestamp':
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/.test(text)
        ? text
        : undefined;
    case 'duration':
    case 'geo':
    case 'json':
    case 'array':
    case 'raw':
    case 'unknown':
      return undefined;
  }
}

function decimalOf(text: string): string | undefined {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? canonicalNumber(text) : undefined;
}

function mapped(text: string | undefined, by: (text: string) => string): string | undefined {
  return text === undefined ? undefined : by(text);
}

function isDay(text: string): boolean {
  return new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

function refusal(segment: CheckedSegment, problem: string, call: string): Error {
  const pairs = segment.parameters.map(({ name }) => `--arg ${name}=…`);
  const example = [call, ...pairs].join(' ');
  return operationalError(explaining.templateArgument, { segment: segment.name, problem, example });
}
