// Parameters of a segment: their types, and defaults that fit them.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { ParameterSyntax, SegmentSyntax } from '../../syntax/ast.ts';
import type { CheckedValue } from '../checked.ts';
import type { CheckedParameter } from '../checked-project.ts';
import type { Checking } from '../checking.ts';
import { requireComparable } from '../comparing.ts';
import { requireConstant } from '../constants.ts';
import type { Declaring } from '../declarations/declaring.ts';
import { readType } from '../declarations/field-type.ts';
import { describeOptional, describeType } from '../describe-type.ts';
import { outermostRow } from '../scope.ts';
import { isAssignable } from '../type-rules.ts';
import type { ValueType } from '../value-type.ts';

/** By name, in order; the second of two with one name is reported and left out. */
export function readParameters(
  syntax: SegmentSyntax,
  checking: Checking,
  declaring: Declaring,
): readonly CheckedParameter[] {
  const found = new Map<string, CheckedParameter>();
  for (const parameter of syntax.parameters) {
    const { text: name, span } = parameter.name;
    if (found.has(name)) {
      checking.report(catalogue.names.repeated, span, { what: 'parameter', name: `\`${name}\`` });
      continue;
    }
    const type = parameterType(parameter, checking, declaring);
    const fallback = parameterDefault(parameter, type, checking);
    found.set(name, { name, type, fallback, span });
  }
  return [...found.values()];
}

function parameterType(
  syntax: ParameterSyntax,
  checking: Checking,
  declaring: Declaring,
): ValueType {
  const type = readType(syntax.type, declaring);
  if (type === undefined) checking.fail();
  const found = describeParameter(syntax, type?.kind === 'value' ? type.type : undefined);
  switch (type?.kind) {
    case undefined:
      return { kind: 'unknown' };
    case 'unsupported':
      checking.unsupported(type.construct, syntax.type.span);
      return { kind: 'unknown' };
    case 'entity':
      if (type.entity.kind === 'object' && !syntax.type.array && !syntax.type.nullable) {
        return { kind: 'id', of: type.entity.id };
      }
      break;
    case 'value':
      if (isSingle(type.type) && !syntax.type.nullable) return type.type;
  }
  checking.report(catalogue.declarations.parameterType, syntax.type.span, { found });
  return { kind: 'unknown' };
}

function describeParameter(syntax: ParameterSyntax, type: ValueType | undefined): string {
  if (type !== undefined) return describeOptional(type, syntax.type.nullable);
  return `${syntax.type.name.text}${syntax.type.array ? '[]' : ''}${syntax.type.nullable ? '?' : ''}`;
}

function isSingle(type: ValueType): boolean {
  return type.kind !== 'array' && type.kind !== 'json';
}

function parameterDefault(
  syntax: ParameterSyntax,
  type: ValueType,
  checking: Checking,
): CheckedValue | undefined {
  if (syntax.fallback === undefined) return undefined;
  const value = checking.value(syntax.fallback, outermostRow(undefined));
  if (type.kind === 'unknown' || !requireConstant(value, 'default', checking)) return value;
  if (!requireComparable({ ...value, kind: 'now', type }, value, value.span, checking))
    return value;
  if (isText(value.type) || isAssignable(value.type, type)) return value;
  checking.report(catalogue.declarations.parameterDefault, value.span, {
    name: syntax.name.text,
    expected: describeType(type),
    found: describeType(value.type),
  });
  return value;
}

function isText(type: ValueType): boolean {
  return type.kind === 'text';
}
