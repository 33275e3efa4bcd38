// Part of compiler/sql: short constructors of kysely operation nodes. Fragments given to `fragment` are never user text.
import {
  AggregateFunctionNode,
  AliasNode,
  AndNode,
  BinaryOperationNode,
  type BinaryOperator,
  CaseNode,
  CastNode,
  FunctionNode,
  IdentifierNode,
  OperatorNode,
  OrNode,
  ParensNode,
  RawNode,
  ReferenceNode,
  ColumnNode,
  SelectionNode,
  TableNode,
  ValueListNode,
  ValueNode,
  WhenNode,
} from 'kysely';
import { InternalError } from '../assert.ts';
import type { Sql } from './dialect.ts';

export function text(value: string): Sql {
  return ValueNode.createImmediate(value);
}

export function bool(value: boolean): Sql {
  return ValueNode.createImmediate(value);
}

export function nothing(): Sql {
  return ValueNode.createImmediate(null);
}

/** A number in canonical decimal text. */
export function number(value: string): Sql {
  if (!/^-?\d+(?:\.\d+)?$/.test(value)) throw new InternalError(`not a number: ${value}`);
  return RawNode.createWithSql(value);
}

export function fragment(fragments: readonly string[], nodes: readonly Sql[]): Sql {
  return RawNode.create(fragments, nodes);
}

export function column(table: string, name: string): Sql {
  return ReferenceNode.create(ColumnNode.create(name), TableNode.create(table));
}

/** A name of up to three parts. */
export function qualified(parts: readonly string[]): Sql {
  const inner = parts.slice(1).map(() => '.');
  return RawNode.create(
    ['', ...inner, ''],
    parts.map((part) => IdentifierNode.create(part)),
  );
}

export function aliased(node: Sql, name: string): Sql {
  return AliasNode.create(node, IdentifierNode.create(name));
}

export function selection(node: Sql, name: string): SelectionNode {
  return SelectionNode.create(AliasNode.create(node, IdentifierNode.create(name)));
}

export function call(name: string, ...args: readonly Sql[]): Sql {
  return FunctionNode.create(name, args);
}

/** COUNT, SUM, MIN, MAX and their kind. */
export function aggregate(name: string, value: Sql, distinct = false): Sql {
  const node = AggregateFunctionNode.create(name, [value]);
  return distinct ? AggregateFunctionNode.cloneWithDistinct(node) : node;
}

export function cast(node: Sql, type: string): Sql {
  return CastNode.create(node, RawNode.createWithSql(type));
}

export function tryCast(node: Sql, type: string): Sql {
  return fragment(['TRY_CAST(', ` AS ${type})`], [node]);
}

export function binary(left: Sql, operator: BinaryOperator, right: Sql): Sql {
  return BinaryOperationNode.create(left, OperatorNode.create(operator), right);
}

export function arithmetic(left: Sql, operator: '+' | '-' | '*' | '/', right: Sql): Sql {
  return binary(operand(left), operator, operand(right));
}

/** In parentheses unless it is one word or call. */
export function operand(node: Sql): Sql {
  const isCompound =
    BinaryOperationNode.is(node) ||
    AndNode.is(node) ||
    OrNode.is(node) ||
    (RawNode.is(node) && node.sqlFragments[0]?.startsWith('-') === true);
  return isCompound ? ParensNode.create(node) : node;
}

export function isNull(node: Sql): Sql {
  return binary(operand(node), 'is', ValueNode.createImmediate(null));
}

export function isNotNull(node: Sql): Sql {
  return binary(operand(node), 'is not', ValueNode.createImmediate(null));
}

export function inList(node: Sql, items: readonly Sql[], negated: boolean): Sql {
  return binary(operand(node), negated ? 'not in' : 'in', ValueListNode.create(items));
}

export function not(node: Sql): Sql {
  return fragment(['NOT ', ''], [operand(node)]);
}

export function caseWhen(condition: Sql, result: Sql): Sql {
  return caseOf([{ when: condition, gives: result }], undefined);
}

/** The first branch whose condition holds; without `otherwise`, NULL when none does. */
export function caseOf(
  branches: readonly { readonly when: Sql; readonly gives: Sql }[],
  otherwise: Sql | undefined,
): Sql {
  if (branches.length === 0) return otherwise ?? ValueNode.createImmediate(null);
  const node = branches.reduce(
    (chain, { when, gives }) =>
      CaseNode.cloneWithWhen(chain, WhenNode.cloneWithResult(WhenNode.create(when), gives)),
    CaseNode.create(),
  );
  return otherwise === undefined ? node : CaseNode.cloneWith(node, { else: otherwise });
}

/** 1 when the condition holds, otherwise 0. */
export function oneIf(condition: Sql): Sql {
  return caseOf([{ when: condition, gives: number('1') }], number('0'));
}

/** More summands are printed as a tree: engines plan a chain in time that grows with the square of its length. */
const longestChain = 8;

/** The sum of whole numbers. */
export function sumOf(numbers: readonly Sql[]): Sql {
  const isChain = numbers.length <= longestChain;
  const sum = balanced(numbers, (left, right) =>
    binary(left, '+', !isChain && BinaryOperationNode.is(right) ? parens(right) : right),
  );
  return sum ?? number('0');
}

/** A balanced tree, so that its depth does not grow with the number of conditions. */
export function allOf(conditions: readonly Sql[]): Sql {
  const parts = conditions.map((condition) =>
    OrNode.is(condition) ? parens(condition) : condition,
  );
  return balanced(parts, (left, right) => AndNode.create(left, right)) ?? bool(true);
}

export function anyOf(conditions: readonly Sql[]): Sql {
  const parts = conditions.map((condition) =>
    AndNode.is(condition) ? parens(condition) : condition,
  );
  return balanced(parts, (left, right) => OrNode.create(left, right)) ?? bool(false);
}

function parens(node: Sql): Sql {
  return ParensNode.create(node);
}

function balanced(nodes: readonly Sql[], join: (left: Sql, right: Sql) => Sql): Sql | undefined {
  if (nodes.length <= 1) return nodes[0];
  const middle = nodes.length >> 1;
  const left = balanced(nodes.slice(0, middle), join);
  const right = balanced(nodes.slice(middle), join);
  return left === undefined || right === undefined ? (left ?? right) : join(left, right);
}
