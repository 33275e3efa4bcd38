// The printer of all SQL: kysely's compiler with keywords in capitals, one condition per line, and every literal and identifier escaped here.
import {
  type AliasNode,
  type AndNode,
  type AggregateFunctionNode,
  type BinaryOperationNode,
  type CaseNode,
  type CastNode,
  type CommonTableExpressionNode,
  DefaultQueryCompiler,
  type FromNode,
  type FunctionNode,
  type GroupByNode,
  type HavingNode,
  type IdentifierNode,
  type JoinNode,
  type OnNode,
  type OperatorNode,
  type OrderByItemNode,
  type OrderByNode,
  type OrNode,
  type OverNode,
  type ParensNode,
  type PartitionByNode,
  type SelectQueryNode,
  type ValueNode,
  type WhenNode,
  type WhereNode,
  type WithNode,
} from 'kysely';
import { InternalError } from '../assert.ts';
import type { Sql } from './dialect.ts';

/** How a dialect writes what users named and said. */
export interface Spelling {
  /** The inside of a string literal. */
  readonly escapeText: (text: string) => string;
  /** The name as the warehouse's catalogue has it. */
  readonly foldName: (name: string) => string;
}

/** NUL ends a string early in some clients; half of a surrogate pair is not text. */
export const unprintable: RegExp = /\0|\p{Surrogate}/u;

export class ReadableQueryCompiler extends DefaultQueryCompiler {
  readonly #spelling: Spelling;
  #depth = 0;
  #inline = 0;

  constructor(spelling: Spelling) {
    super();
    this.#spelling = spelling;
  }

  print(query: SelectQueryNode): string {
    return this.compileQuery(query, { queryId: 'segment' }).sql;
  }

  protected override visitSelectQuery(node: SelectQueryNode): void {
    const isInner = this.parentNode !== undefined;
    const write = (): void => {
      if (node.with !== undefined) this.visitNode(node.with);
      this.append('SELECT');
      if (node.frontModifiers !== undefined) this.append(' DISTINCT');
      this.#list(node.selections ?? []);
      const { from, joins = [], where, groupBy, having } = node;
      for (const part of [from, ...joins, where, groupBy, having]) {
        if (part === undefined) continue;
        this.#newLine();
        this.visitNode(part);
      }
    };
    if (isInner) this.#block(write);
    else write();
  }

  /** One item stays on the line; more get a line each. */
  #list(items: readonly Sql[]): void {
    if (items.length === 1) {
      this.append(' ');
      this.#flat(items);
      return;
    }
    this.#indented(() => {
      items.forEach((item, index) => {
        this.#newLine();
        this.#flat([item]);
        if (index < items.length - 1) this.append(',');
      });
    });
  }

  protected override visitWith(node: WithNode): void {
    this.append('WITH');
    this.#indented(() => {
      node.expressions.forEach((expression, index) => {
        this.#newLine();
        this.visitNode(expression);
        if (index < node.expressions.length - 1) this.append(',');
      });
    });
    this.#newLine();
  }

  protected override visitCommonTableExpression(node: CommonTableExpressionNode): void {
    this.visitNode(node.name);
    this.append(' AS ');
    this.visitNode(node.expression);
  }

  protected override visitFrom(node: FromNode): void {
    this.append('FROM ');
    this.compileList(node.froms);
  }

  protected override visitJoin(node: JoinNode): void {
    this.append(node.joinType === 'LeftJoin' ? 'LEFT JOIN ' : 'JOIN ');
    this.visitNode(node.table);
    if (node.on !== undefined) this.visitNode(node.on);
  }

  protected override visitOn(node: OnNode): void {
    if (node.on.kind !== 'AndNode') {
      this.append(' ON ');
      this.visitNode(node.on);
      return;
    }
    this.#indented(() => {
      this.#newLine();
      this.append('ON ');
      this.visitNode(node.on);
    });
  }

  protected override visitWhere(node: WhereNode): void {
    this.append('WHERE');
    if (node.where.kind !== 'AndNode' && node.where.kind !== 'OrNode') {
      this.append(' ');
      this.visitNode(node.where);
      return;
    }
    this.#indented(() => {
      this.#newLine();
      this.visitNode(node.where);
    });
  }

  protected override visitGroupBy(node: GroupByNode): void {
    this.append('GROUP BY ');
    this.#flat(node.items);
  }

  protected override visitHaving(node: HavingNode): void {
    this.append('HAVING ');
    this.#flat([node.having]);
  }

  protected override visitAnd(node: AndNode): void {
    this.#connect(node, 'AND');
  }

  protected override visitOr(node: OrNode): void {
    this.#connect(node, 'OR');
  }

  #connect(node: AndNode | OrNode, word: string): void {
    this.visitNode(node.left);
    if (this.#inline > 0) this.append(' ');
    else this.#newLine();
    this.append(`${word} `);
    this.visitNode(node.right);
  }

  protected override visitParens(node: ParensNode): void {
    const isBlock = node.node.kind === 'AndNode' || node.node.kind === 'OrNode';
    if (isBlock && this.#inline === 0) {
      this.#block(() => {
        this.visitNode(node.node);
      });
      return;
    }
    this.append('(');
    this.#flat([node.node]);
    this.append(')');
  }

  protected override visitAlias(node: AliasNode): void {
    this.visitNode(node.node);
    this.append(' AS ');
    this.visitNode(node.alias);
  }

  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    this.#flat([node.leftOperand, node.operator, node.rightOperand], ' ');
  }

  protected override visitOperator(node: OperatorNode): void {
    this.append(node.operator === '!=' ? '<>' : node.operator.toUpperCase());
  }

  protected override visitFunction(node: FunctionNode): void {
    this.append(`${node.func}(`);
    this.#flat(node.arguments);
    this.append(')');
  }

  protected override visitAggregateFunction(node: AggregateFunctionNode): void {
    if (node.filter !== undefined) throw new InternalError('FILTER is not portable');
    this.append(`${node.func}(${node.distinct === true ? 'DISTINCT ' : ''}`);
    this.#flat(node.aggregated);
    this.append(')');
    if (node.over !== undefined) this.visitNode(node.over);
  }

  protected override visitOver(node: OverNode): void {
    const parts = [node.partitionBy, node.orderBy].filter((part) => part !== undefined);
    this.append(' OVER (');
    this.#flat(parts, ' ');
    this.append(')');
  }

  protected override visitPartitionBy(node: PartitionByNode): void {
    this.append('PARTITION BY ');
    this.#flat(node.items);
  }

  protected override visitOrderBy(node: OrderByNode): void {
    this.append('ORDER BY ');
    this.#flat(node.items);
  }

  /** The place of missing values is always said: engines and sessions differ. */
  protected override visitOrderByItem(node: OrderByItemNode): void {
    this.visitNode(node.orderBy);
    if (node.direction !== undefined) this.visitNode(node.direction);
    this.append(node.nulls === 'first' ? ' NULLS FIRST' : ' NULLS LAST');
  }

  protected override visitCast(node: CastNode): void {
    this.append('CAST(');
    this.#flat([node.expression]);
    this.append(' AS ');
    this.visitNode(node.dataType);
    this.append(')');
  }

  protected override visitCase(node: CaseNode): void {
    this.append('CASE ');
    this.#flat(node.when ?? [], ' ');
    if (node.else !== undefined) {
      this.append(' ELSE ');
      this.#flat([node.else]);
    }
    this.append(' END');
  }

  protected override visitWhen(node: WhenNode): void {
    this.append('WHEN ');
    this.visitNode(node.condition);
    this.append(' THEN ');
    if (node.result !== undefined) this.visitNode(node.result);
  }

  protected override visitValue(node: ValueNode): void {
    const { value } = node;
    if (typeof value === 'string') this.append(`'${this.#spelling.escapeText(printable(value))}'`);
    else if (typeof value === 'boolean') this.append(value ? 'TRUE' : 'FALSE');
    else if (value === null) this.append('NULL');
    else throw new InternalError(`not a literal: ${typeof value}`);
  }

  protected override visitIdentifier(node: IdentifierNode): void {
    const name = this.#spelling.foldName(printable(node.name));
    if (name === '') throw new InternalError('an identifier without characters');
    this.append(`"${name.replaceAll('"', '""')}"`);
  }

  /** Visits nodes without line breaks. */
  #flat(nodes: readonly Sql[], separator = ', '): void {
    this.#inline += 1;
    this.compileList(nodes, separator);
    this.#inline -= 1;
  }

  #block(write: () => void): void {
    const outer = this.#inline;
    this.#inline = 0;
    this.append('(');
    this.#indented(() => {
      this.#newLine();
      write();
    });
    this.#newLine();
    this.append(')');
    this.#inline = outer;
  }

  #indented(write: () => void): void {
    this.#depth += 1;
    write();
    this.#depth -= 1;
  }

  #newLine(): void {
    this.append(`\n${'  '.repeat(this.#depth)}`);
  }
}

/** The text; InternalError when SQL cannot carry it, which the dialect check has to find first. */
export function printable(text: string): string {
  if (unprintable.test(text)) throw new InternalError('text that SQL cannot carry was not refused');
  return text;
}
