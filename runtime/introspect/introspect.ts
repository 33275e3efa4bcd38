// Model declarations written from the tables of a warehouse: a beginning for people to edit, never a replacement of what they wrote.
import type { SourceFile } from '../../compiler/source.ts';
import type { OpenWarehouse, SourceTables, TableProfile, WarehouseTable } from '../warehouse.ts';
import type { WarehouseTarget } from '../warehouse-target.ts';
import { type DeclaredTables, declaredTables } from './declared-tables.ts';
import { fieldLine, guessKey, keyLine, type Reference, referenceLine } from './guess-fields.ts';
import { fieldName, freshName, objectName } from './names.ts';

export interface IntrospectOptions {
  readonly target: WarehouseTarget;
  readonly openWarehouse: OpenWarehouse;
  /** The project's `.seg` files; may be empty. */
  readonly sources: readonly SourceFile[];
  /** Where declarations of new tables go, relative to the project: `model/warehouse.seg`. */
  readonly path: string;
  /** Only tables whose dotted name matches one of these globs (`crm.*`); undefined: all. */
  readonly tables?: readonly string[] | undefined;
}

/** A file to write, whole. */
export interface IntrospectedFile {
  /** Relative to the project. */
  readonly path: string;
  readonly text: string;
  readonly isNew: boolean;
  /** Tables that got a declaration. */
  readonly tables: readonly string[];
  /** `table.column` of fields added to declarations that exist. */
  readonly columns: readonly string[];
}

/**
 * Files that change, with their whole new text; none when everything is declared. A relation is written when its column is
 * called after an object (`company_id`) and every value is a key there, and as a comment when some are not. A column that a
 * declaration names anywhere, in a comment too, is not added.
 */
export async function introspect(options: IntrospectOptions): Promise<readonly IntrospectedFile[]> {
  const warehouse = await options.openWarehouse(options.target);
  try {
    const declared = declaredTables(options.sources);
    const found = await readTables(warehouse.sources, options, declared);
    const links = await findReferences(warehouse.sources, found, declared);
    const columns = newColumns(options, found, declared);
    const tables = newTables(found, declared, links);
    const files = tables === undefined ? columns : appendTables(options, columns, tables);
    return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  } finally {
    await warehouse.close();
  }
}

interface FoundTable {
  readonly table: WarehouseTable;
  readonly profile: TableProfile;
  readonly isNew: boolean;
  /** Of its object; for new tables a fresh one. */
  readonly object: string;
  readonly keyColumn: string | undefined;
}

async function readTables(
  sources: SourceTables,
  options: IntrospectOptions,
  declared: DeclaredTables,
): Promise<readonly FoundTable[]> {
  const found: FoundTable[] = [];
  const taken = new Set(declared.names);
  for (const name of await sources.names()) {
    if (options.tables?.some((glob) => matches(name, glob)) === false) continue;
    const table = await sources.describe(name);
    if (table === undefined) continue;
    const profile = await sources.profile(name);
    const isNew = !declared.mentions(name);
    const object = isNew ? freshName(objectName(name), taken) : objectName(name);
    if (isNew) taken.add(object);
    const keyColumn = guessKey(table, profile, objectName(name))?.name;
    found.push({ table, profile, isNew, object, keyColumn });
  }
  return found;
}

/** References of new tables, by table name. */
async function findReferences(
  sources: SourceTables,
  found: readonly FoundTable[],
  declared: DeclaredTables,
): Promise<ReadonlyMap<string, readonly Reference[]>> {
  const targets = new Map(declared.objects);
  for (const { table, object, keyColumn, isNew } of found) {
    if (isNew && keyColumn !== undefined) targets.set(object, { table: table.name, keyColumn });
  }
  const references = new Map<string, readonly Reference[]>();
  for (const { table, isNew, keyColumn } of found) {
    if (!isNew) continue;
    const ofTable: Reference[] = [];
    for (const { name: column } of table.columns.filter(({ name }) => name !== keyColumn)) {
      const field = /^(.+)_id$/.exec(fieldName(column))?.[1];
      const target = field === undefined ? undefined : targets.get(field);
      if (field === undefined || target === undefined) continue;
      if ((await sources.describe(target.table)) === undefined) continue;
      const isContained = await sources.contains(
        target.table,
        target.keyColumn,
        table.name,
        column,
      );
      ofTable.push({ field, column, to: field, isContained });
    }
    references.set(table.name, ofTable);
  }
  return references;
}

interface NewTables {
  readonly tables: readonly string[];
  /** Their declarations, in the order of table names. */
  readonly text: string;
}

function newTables(
  found: readonly FoundTable[],
  declared: DeclaredTables,
  references: ReadonlyMap<string, readonly Reference[]>,
): NewTables | undefined {
  const fresh = found.filter(({ isNew }) => isNew);
  if (fresh.length === 0) return undefined;
  const inverses = new Map<string, string[]>();
  for (const { table, object, keyColumn } of fresh) {
    if (keyColumn === undefined) continue;
    for (const { to, field, isContained } of references.get(table.name) ?? []) {
      if (!isContained || declared.objects.has(to)) continue;
      const many = fieldName(table.name.split('.').at(-1) ?? object);
      const line = `${many}: ${object}[] via ${object}.${field}`;
      inverses.set(to, [...(inverses.get(to) ?? []), line]);
    }
  }
  const declarations = fresh.map((one) =>
    declaration(one, references.get(one.table.name) ?? [], inverses.get(one.object) ?? []),
  );
  return { tables: fresh.map(({ table }) => table.name), text: declarations.join('\n\n') };
}

/** After what the file at `options.path` holds, new columns included. */
function appendTables(
  options: IntrospectOptions,
  columns: readonly IntrospectedFile[],
  added: NewTables,
): readonly IntrospectedFile[] {
  const { path } = options;
  const changed = columns.find((file) => file.path === path);
  const before = changed ?? options.sources.find((source) => source.path === path);
  const head = before === undefined ? '' : `${before.text.trimEnd()}\n\n`;
  const file = {
    path,
    text: `${head}${added.text}\n`,
    isNew: before === undefined,
    tables: added.tables,
    columns: changed?.columns ?? [],
  };
  return [...columns.filter((one) => one !== changed), file];
}

function declaration(
  { table, profile, object, keyColumn }: FoundTable,
  references: readonly Reference[],
  inverses: readonly string[],
): string {
  const lines = table.columns.flatMap((column) => {
    if (column.name === keyColumn) return [keyLine(column)];
    const reference = references.find((one) => one.column === column.name);
    const isOptional = (profile.columns[column.name]?.missing ?? 0) > 0;
    if (reference?.isContained === true) return [referenceLine(reference, isOptional)];
    const field = fieldLine(column, profile);
    return reference === undefined ? [field] : [field, referenceLine(reference, isOptional)];
  });
  const names = new Set(lines.map((line) => line.split(':')[0]));
  const free = inverses.filter((line) => !names.has(line.split(':')[0]));
  const body = [...lines, ...(free.length === 0 ? [] : ['', ...free])];
  const text = [
    `object ${object} @table(${JSON.stringify(table.name)}) {`,
    ...body.map((line) => (line === '' ? '' : `  ${line}`)),
    '}',
  ];
  if (keyColumn !== undefined) return text.join('\n');
  return [
    `// ${table.name}: no column is known to identify a row. Mark one with @key, or declare an event, lists or tags.`,
    ...text.map((line) => `// ${line}`.trimEnd()),
  ].join('\n');
}

/** Fields for columns that the only declaration of their table does not name. */
function newColumns(
  options: IntrospectOptions,
  found: readonly FoundTable[],
  declared: DeclaredTables,
): readonly IntrospectedFile[] {
  const additions = found.flatMap(({ table, profile, isNew }) => {
    const [only, ...others] = declared.byTable.get(table.name.toLowerCase()) ?? [];
    if (isNew || only === undefined || others.length > 0) return [];
    const columns = table.columns.filter(({ name }) => !mentionsColumn(only.text, name));
    if (columns.length === 0) return [];
    const lines = columns.map((column) => `  ${fieldLine(column, profile)}\n`);
    return [
      { span: only.span, lines, columns: columns.map(({ name }) => `${table.name}.${name}`) },
    ];
  });
  return options.sources.flatMap((source) => {
    const here = additions.filter(({ span }) => span.file === source.path);
    if (here.length === 0) return [];
    const text = here
      .toSorted((a, b) => b.span.end - a.span.end)
      .reduce((before, { span, lines }) => insertBeforeBrace(before, span.end, lines), source.text);
    const columns = here.flatMap((one) => one.columns);
    return [
      { path: source.path, text, isNew: false, tables: [], columns } satisfies IntrospectedFile,
    ];
  });
}

function mentionsColumn(text: string, column: string): boolean {
  const words: readonly string[] = text.toLowerCase().match(/[a-z0-9_]+/g) ?? [];
  return (
    words.includes(column.toLowerCase()) ||
    words.includes(fieldName(column)) ||
    text.toLowerCase().includes(JSON.stringify(column.toLowerCase()))
  );
}

/** `end` is the offset after the declaration's closing brace. */
function insertBeforeBrace(text: string, end: number, lines: readonly string[]): string {
  const brace = text.lastIndexOf('}', end - 1);
  const head = text.slice(0, brace);
  const isOnOwnLine = /\n[ \t]*$/.test(head);
  const before = isOnOwnLine ? head.replace(/[ \t]*$/, '') : `${head.trimEnd()}\n`;
  return `${before}${lines.join('')}${text.slice(brace)}`;
}

function matches(table: string, glob: string): boolean {
  const pattern = glob
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`, 'i').test(table);
}
