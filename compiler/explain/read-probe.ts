// Part of compiler/explain: the rows that a probe's queries have for one object → its condition tree with truths and values.
import { assertNever, InternalError, must } from '../assert.ts';
import type { ConditionNode, Connective, Operand } from './condition-tree.ts';
import type { Probe } from './create-probe.ts';
import type {
  ExplainedCondition,
  ExplainedConnective,
  ExplainedOperand,
} from './explained-condition.ts';
import { holds } from './follow-truth.ts';
import { shownOf } from './shown-value.ts';

/** A row of JSON values by column; those of several queries may stand in one. */
export type ProbeRow = Readonly<Record<string, unknown>>;

/** `rows`: of each query the row of the object, in any order. */
export function readProbe({ tree }: Probe, ...rows: readonly ProbeRow[]): ExplainedCondition {
  const merged: Record<string, unknown> = {};
  for (const row of rows) Object.assign(merged, row);
  return readNode(tree.root, merged);
}

function readNode(node: ConditionNode, row: ProbeRow): ExplainedCondition {
  const { role, span } = node;
  const operands = node.operands.map((operand) => readOperand(operand, row));
  const children = node.children.map((child) => readNode(child, row));
  const connective = readConnective(node.connective, row);
  const explained = { role, connective, span, operands, children };
  const truth = node.truth === undefined ? holds(explained) : truthOf(node.truth, row);
  return { ...explained, truth: must(truth, 'a truth') };
}

function truthOf(column: string, row: ProbeRow): boolean {
  const value = row[column];
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new InternalError(`${column} of a probe is neither true nor false`);
}

function readConnective(connective: Connective, row: ProbeRow): ExplainedConnective {
  switch (connective.kind) {
    case 'all':
    case 'any':
    case 'none':
    case 'not':
    case 'leaf':
      return connective;
    case 'count_of':
      return { ...connective, amount: readOperand(connective.amount, row) };
    case 'reference':
      return {
        ...connective,
        related: connective.related && readOperand(connective.related, row),
        args: connective.args.map(({ name, value }) => ({ name, value: readOperand(value, row) })),
      };
    default:
      return assertNever(connective);
  }
}

function readOperand({ source, ...operand }: Operand, row: ProbeRow): ExplainedOperand {
  const { role, type } = operand;
  const parts = operand.parts.map((part) => readOperand(part, row));
  switch (source.kind) {
    case 'column':
      return { ...operand, parts, value: shownOf(cell(source.column, row), type, role) };
    case 'columns': {
      const values = source.columns.map((column) => cell(column, row));
      const texts = values.map((value) => shownOf(value, { kind: 'decimal' }, role));
      const isMissing = texts.some((value) => value === null);
      return { ...operand, parts, value: isMissing ? null : texts.map(String) };
    }
    case 'constant':
      return { ...operand, parts, value: source.value };
    case 'hidden':
      return { ...operand, parts, value: undefined };
    default:
      return assertNever(source);
  }
}

function cell(column: string, row: ProbeRow): unknown {
  const value = row[column];
  if (value === undefined) throw new InternalError(`a row of a probe lacks ${column}`);
  return value;
}
