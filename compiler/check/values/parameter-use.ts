// `$agent`: a parameter of the segment around it.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { listed, suggestion } from '../../diagnostics/did-you-mean.ts';
import type { ParameterUseSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedValue } from '../checked.ts';
import { type Checking, unknownValue } from '../checking.ts';

export function checkParameterUse(syntax: ParameterUseSyntax, checking: Checking): CheckedValue {
  const { name, span } = syntax;
  checking.findings.usedParameters.add(name);
  const parameter = checking.parameters.get(name);
  if (parameter !== undefined) {
    return { kind: 'parameter', name, type: parameter.type, nullable: false, span };
  }
  const known = [...checking.parameters.keys()];
  const help =
    suggestion(name, known, (other) => `\`$${other}\``) ??
    (known.length === 0
      ? `Only a segment with parameters has them: segment name(${name}: text) of …`
      : `The parameters here are ${listed(known.map((other) => `$${other}`))}.`);
  checking.report(catalogue.names.unknownParameter, span, { name, help });
  return unknownValue(span);
}
