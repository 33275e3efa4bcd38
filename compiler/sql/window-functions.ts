// Part of compiler/sql: functions over the rows of a partition. The order is always total or said to be by value alone.
import type { Sql } from './dialect.ts';
import { fragment } from './expressions.ts';

export interface WindowOrder {
  readonly by: Sql;
  readonly descending: boolean;
}

/** Which rows of the ordered partition count: those up to the row, or up to the last one equal to it. */
export type Frame = 'to_row' | 'to_equals';

const frames: Readonly<Record<Frame, string>> = {
  to_row: ' ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
  to_equals: ' RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
};

/** `function OVER (…)`; missing values stand last in the order. */
export function over(
  call: Sql,
  partition: readonly Sql[],
  order: readonly WindowOrder[] = [],
  frame?: Frame,
): Sql {
  const texts = [''];
  const nodes: Sql[] = [];
  const write = (text: string): void => {
    texts[texts.length - 1] += text;
  };
  const item = (node: Sql): void => {
    nodes.push(node);
    texts.push('');
  };
  item(call);
  write(' OVER (');
  partition.forEach((node, index) => {
    write(index === 0 ? 'PARTITION BY ' : ', ');
    item(node);
  });
  if (partition.length > 0 && order.length > 0) write(' ');
  order.forEach(({ by, descending }, index) => {
    write(index === 0 ? 'ORDER BY ' : ', ');
    item(by);
    write(descending ? ' DESC NULLS LAST' : ' ASC NULLS LAST');
  });
  if (frame !== undefined) write(frames[frame]);
  write(')');
  return fragment(texts, nodes);
}
