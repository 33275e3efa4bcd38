// Values for the parameters of a template that is tested: plausible ones where none are given, and how a test writes them.
import type { CheckedParameter, CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { CheckedValue } from '../../compiler/check/checked.ts';

/** `name=value` for each parameter that has neither a value nor a default. */
export function plainArguments(
  { parameters }: CheckedSegment,
  given: readonly string[],
  now: string,
): readonly string[] {
  const named = new Set(given.map((one) => one.split('=')[0]));
  return parameters
    .filter(({ name, fallback }) => fallback === undefined && !named.has(name))
    .map((parameter) => `${parameter.name}=${plainText(parameter, now)}`);
}

function plainText({ name, type }: CheckedParameter, now: string): string {
  switch (type.kind) {
    case 'id':
      return `${type.of ?? name}_1`;
    case 'int':
      return '5';
    case 'decimal':
    case 'money':
      return '100';
    case 'percent':
      return '50%';
    case 'bool':
      return 'true';
    case 'enum':
      return type.values[0] ?? '';
    case 'date':
      return now.slice(0, 10);
    case 'timestamp':
      return now;
    case 'version':
      return '1.0.0';
    case 'email':
      return 'someone@example.com';
    case 'url':
      return 'https://example.com/';
    case 'text':
    case 'array':
    case 'duration':
    case 'geo':
    case 'json':
    case 'raw':
    case 'unknown':
      return name;
  }
}

/** As it stands behind the segment's name: `(agent: "ann")`; nothing for none. */
export function argumentsText(
  args: readonly { readonly name: string; readonly value: CheckedValue }[],
): string {
  if (args.length === 0) return '';
  return `(${args.map(({ name, value }) => `${name}: ${literalText(value)}`).join(', ')})`;
}

function literalText(value: CheckedValue): string {
  if (value.kind !== 'literal') return '';
  const text = String(value.value);
  switch (value.type.kind) {
    case 'int':
    case 'decimal':
    case 'bool':
    case 'date':
    case 'timestamp':
      return text;
    case 'money':
      return `${text} ${value.type.currency}`;
    case 'percent':
      return `${Number((Number(text) * 100).toFixed(6))}%`;
    case 'text':
    case 'email':
    case 'url':
    case 'id':
    case 'enum':
    case 'version':
    case 'array':
    case 'duration':
    case 'geo':
    case 'json':
    case 'raw':
    case 'unknown':
      return JSON.stringify(text);
  }
}
