// Data of compiler/explain: a condition tree with the truths and values of one object. JSON-safe.
import type { Span } from '../source.ts';
import type { Connective, NodeRole, Operand } from './condition-tree.ts';
import type { Shown } from './shown-value.ts';

export interface ExplainedOperand extends Omit<Operand, 'source' | 'parts'> {
  /** Null when it is missing, undefined when it cannot be shown. */
  readonly value: Shown | undefined;
  readonly parts: readonly ExplainedOperand[];
}

export type ExplainedConnective =
  | Exclude<Connective, { kind: 'count_of' | 'reference' }>
  | (Omit<Extract<Connective, { kind: 'count_of' }>, 'amount'> & {
      readonly amount: ExplainedOperand;
    })
  | (Omit<Extract<Connective, { kind: 'reference' }>, 'related' | 'args'> & {
      readonly related: ExplainedOperand | undefined;
      readonly args: readonly { readonly name: string; readonly value: ExplainedOperand }[];
    });

export interface ExplainedCondition {
  readonly role: NodeRole;
  readonly connective: ExplainedConnective;
  readonly span: Span;
  readonly truth: boolean;
  readonly operands: readonly ExplainedOperand[];
  readonly children: readonly ExplainedCondition[];
}
