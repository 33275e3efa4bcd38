// Serves the grammar of segments: what stands for a `take` whose line has a fault.
import type { Span } from '../source.ts';
import type { TakeSyntax } from './ast.ts';
import type { ExpressionSyntax } from './expression-ast.ts';

export function brokenTake(broken: ExpressionSyntax, span: Span): TakeSyntax {
  return {
    kind: 'take',
    direction: 'top',
    from: undefined,
    to: broken,
    ofTotal: false,
    by: broken,
    per: [],
    ties: false,
    span,
  };
}
