// Test support: what a printed query is made of: the tables that it reads and its shape by DuckDB's parser, and the texts in Snowflake's
// spelling.
import { z } from 'zod';
import type { MemoryWarehouse } from '../../sql/memory-warehouse.ts';

type Json = z.infer<ReturnType<typeof z.json>>;

async function treeOf(warehouse: MemoryWarehouse, sql: string): Promise<Json> {
  const [row] = await warehouse.rows(`SELECT json_serialize_sql('${sql.replaceAll("'", "''")}')`);
  return z.json().parse(JSON.parse(z.string().parse(row?.[0])));
}

function isNode(json: Json | undefined): json is Record<string, Json> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function visit(json: Json, see: (node: Record<string, Json>) => void): void {
  if (Array.isArray(json)) for (const item of json) visit(item, see);
  if (!isNode(json)) return;
  see(json);
  for (const part of Object.values(json)) visit(part, see);
}

/** Kinds of nodes and names of functions; neither names nor values nor places. */
function shape(json: Json): Json {
  if (Array.isArray(json)) return json.map(shape);
  if (!isNode(json)) return null;
  return Object.fromEntries(
    Object.entries(json).map(([name, part]) => {
      const isKept = name === 'class' || name === 'type' || name === 'function_name';
      return [name, isKept && typeof part === 'string' ? part : shape(part)];
    }),
  );
}

export interface Scanned {
  /** `schema.table` of what is read, common table expressions left out. */
  readonly tables: readonly string[];
  readonly shape: string;
  readonly statements: number;
}

export async function scan(warehouse: MemoryWarehouse, sql: string): Promise<Scanned> {
  const tree = await treeOf(warehouse, sql);
  const tables: string[] = [];
  const expressions = new Set<string>();
  let statements = 0;
  visit(tree, (node) => {
    if (isNode(node['cte_map']) && Array.isArray(node['cte_map']['map'])) {
      for (const entry of node['cte_map']['map']) {
        if (isNode(entry) && typeof entry['key'] === 'string') expressions.add(entry['key']);
      }
    }
    if (Array.isArray(node['statements'])) statements += node['statements'].length;
    if (node['type'] !== 'BASE_TABLE' && node['type'] !== 'TABLE_FUNCTION') return;
    const { schema_name: schema, table_name: name } = node;
    const isNamed = typeof schema === 'string' && typeof name === 'string';
    tables.push(isNamed ? `${schema}.${name}` : 'a table function');
  });
  const read = tables.filter((name) => !expressions.has(name.replace(/^\./, '')));
  return { tables: [...new Set(read)], shape: JSON.stringify(shape(tree)), statements };
}

export interface SnowflakeTexts {
  readonly literals: readonly string[];
  readonly identifiers: readonly string[];
  /** What is neither. */
  readonly rest: string;
}

/** Takes the text apart by Snowflake's rules of quotes and backslashes. */
export function scanSnowflake(sql: string): SnowflakeTexts {
  const literals: string[] = [];
  const identifiers: string[] = [];
  const single: Readonly<Record<string, string>> = {
    n: '\n',
    t: '\t',
    r: '\r',
    b: '\b',
    f: '\f',
    0: '\0',
  };
  const rest = sql.replaceAll(
    /'((?:\\[^]|''|[^'\\])*)'|"((?:""|[^"])*)"/g,
    (_whole, literal?: string, identifier?: string) => {
      if (identifier !== undefined) identifiers.push(identifier.replaceAll('""', '"'));
      else {
        const decoded = (literal ?? '').replaceAll(/''|\\([^])/g, (_pair, sign?: string) =>
          sign === undefined ? "'" : (single[sign] ?? sign),
        );
        literals.push(decoded);
      }
      return ' ? ';
    },
  );
  return { literals, identifiers, rest };
}
