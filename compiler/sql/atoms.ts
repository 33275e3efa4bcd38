// Part of compiler/sql: conditions on one table of values become bits of a word, so that objects are joined with a few words once
// instead of with every table. An object that a table does not have has no bit: a bit says that a condition is not what it is there.
import { type SelectQueryNode, TableNode } from 'kysely';
import { must } from '../assert.ts';
import { canonicalJson } from '../lower/canonical.ts';
import { textOf } from '../plan/known-texts.ts';
import type { Predicate, Value } from '../lower/ir.ts';
import type { Block } from './block.ts';
import type { Sql } from './dialect.ts';
import { emitPredicate } from './emit-predicate.ts';
import { aliased, allOf, anyOf, column, fragment, qualified } from './expressions.ts';
import { accessTo, tableOfFeature } from './feature-table.ts';
import { valueIn } from './flags.ts';
import { visitPredicate } from '../plan/walk-ir.ts';
import { joinWords, type ObjectRows } from './object-rows.ts';
import { keyColumnOf, type Query } from './query.ts';
import { isObjectRow, withoutRows } from './without-rows.ts';
import { allBits, anyBit, type AskBits, bitsPerWord } from './words.ts';
import { addWordsTable, type Atom, type AtomSource, tablesRead } from './words-table.ts';

type FeatureValue = Extract<Value, { kind: 'feature' }>;

/** Conditions that are looked up by their bit; all of them are collected before the first query is printed. */
export interface Atoms {
  /** The condition over a block of the object; what is no atom is emitted as anywhere else. */
  readonly condition: (block: Block, predicate: Predicate) => Sql;
  /** Whether something was looked up by its bit for the block. */
  readonly isAskedBy: (block: Block) => boolean;
  /** Adds the tables of words to the expressions of the query. `selects`: all that are printed beside them. */
  readonly addTables: (selects: readonly SelectQueryNode[]) => void;
}

/** A table of words. */
interface Words {
  readonly table: string;
  readonly sources: Source[];
  atoms: number;
}

interface Source extends AtomSource {
  readonly words: Words;
  readonly atoms: Atom[];
}

interface PlacedAtom extends Atom {
  /** Name of the table of words. */
  readonly table: string;
}

interface Collected {
  readonly query: Query;
  readonly object: string;
  readonly sourcesPerTable: number;
  readonly wordIn: ObjectRows['wordIn'];
  readonly tables: Words[];
  readonly sources: Map<string, Source>;
  readonly atoms: Map<string, PlacedAtom>;
}

/** `rows`: the table that decisions are made from; undefined: blocks of the object join the tables of words. */
export function createAtoms(
  query: Query,
  object: string,
  sourcesPerTable: number,
  rows: ObjectRows | undefined,
): Atoms {
  const wordIn: Collected['wordIn'] =
    rows?.wordIn ?? ((block, table, word) => column(joinWords(block, object, table), word));
  const collected: Collected = {
    query,
    object,
    sourcesPerTable,
    wordIn,
    tables: [],
    sources: new Map(),
    atoms: new Map(),
  };
  const condition = (block: Block, predicate: Predicate): Sql => {
    const isAll = predicate.kind === 'all';
    const parts = isAll || predicate.kind === 'any' ? predicate.predicates : [predicate];
    const atoms: PlacedAtom[] = [];
    const others: Sql[] = [];
    for (const part of parts) {
      const atom = atomOf(collected, block, part);
      if (atom !== undefined) atoms.push(atom);
      else if (part.kind === 'all' || part.kind === 'any') others.push(condition(block, part));
      else others.push(emitPredicate(accessTo(block), part));
    }
    const bits = isAll ? allBits : anyBit;
    const joined = [...lookedUp(collected, block, atoms, bits), ...others];
    return isAll ? allOf(joined) : anyOf(joined);
  };
  return {
    condition,
    isAskedBy: (block) => collected.tables.some(({ table }) => block.joined.has(table)),
    addTables: (selects) => {
      const read = tablesRead(query, selects);
      for (const { table, sources } of collected.tables) {
        addWordsTable(query, table, sources, read);
      }
    },
  };
}

/** Conditions on words, one or two for each word that has any of the atoms. */
function lookedUp(
  collected: Collected,
  block: Block,
  atoms: readonly PlacedAtom[],
  ask: AskBits,
): readonly Sql[] {
  const places = new Map<string, PlacedAtom[]>();
  for (const atom of atoms) {
    const place = `${atom.table} ${atom.word}`;
    places.set(place, [...(places.get(place) ?? []), atom]);
  }
  return [...places.values()].flatMap((own) => {
    const { table, word } = must(own[0], 'an atom');
    return ask(collected.query.dialect, collected.wordIn(block, table, word), own);
  });
}

function atomOf(collected: Collected, block: Block, predicate: Predicate): PlacedAtom | undefined {
  const identity = textOf(predicate);
  const known = collected.atoms.get(identity);
  if (known !== undefined) return known;
  const found =
    predicate.kind === 'member'
      ? memberAtom(collected, predicate)
      : valueAtom(collected, block, predicate);
  if (found === undefined) return undefined;
  const { source, otherwise, holds } = found;
  const { words } = source;
  const word = `bits_${Math.floor(words.atoms / bitsPerWord) + 1}`;
  const atom = { table: words.table, word, bit: words.atoms % bitsPerWord, otherwise, holds };
  words.atoms += 1;
  source.atoms.push(atom);
  collected.atoms.set(identity, atom);
  return atom;
}

interface Found {
  readonly source: Source;
  readonly otherwise: boolean;
  readonly holds: Sql;
}

function sourceOf(
  collected: Collected,
  identity: string,
  make: () => Omit<AtomSource, 'atoms'>,
): Source {
  const known = collected.sources.get(identity);
  if (known !== undefined) return known;
  const words = tableWithRoom(collected);
  const source = { ...make(), words, atoms: [] };
  words.sources.push(source);
  collected.sources.set(identity, source);
  return source;
}

function tableWithRoom({ query, object, sourcesPerTable, tables }: Collected): Words {
  const last = tables.at(-1);
  if (last !== undefined && last.sources.length < sourcesPerTable) return last;
  const made = { table: query.names.take(`${object}_conditions`), sources: [], atoms: 0 };
  tables.push(made);
  return made;
}

/** The object is a member of another segment, as of this run. */
function memberAtom(
  collected: Collected,
  { row, segment, before, negated }: Extract<Predicate, { kind: 'member' }>,
): Found | undefined {
  if (!isObjectRow(row) || before === true) return undefined;
  const { query, object } = collected;
  const relation = query.relations.membership(segment);
  const source = sourceOf(collected, canonicalJson(['member', segment]), () => ({
    from: aliased(qualified(relation), 'members'),
    alias: 'members',
    isTableOfValues: false,
    keyColumn: keyColumnOf(query, object),
    isRestricted: false,
  }));
  return { source, otherwise: negated, holds: fragment([negated ? 'FALSE' : 'TRUE'], []) };
}

/** A condition on values of one table, of which it is known what it is without them. */
function valueAtom(collected: Collected, block: Block, predicate: Predicate): Found | undefined {
  const otherwise = withoutRows(predicate);
  if (otherwise === undefined) return undefined;
  const features = featuresOf(predicate);
  const built = features.map((value) => tableOfFeature(block, value));
  const [first] = built;
  if (first === undefined || first.keyIsText || first.outerColumns.length > 0) return undefined;
  if (built.some(({ table }) => table !== first.table)) return undefined;
  const { table, keyColumn } = first;
  const source = sourceOf(collected, canonicalJson(['table', table]), () => ({
    from: TableNode.create(table),
    alias: table,
    isTableOfValues: true,
    keyColumn,
    isRestricted: features.every(({ feature }) => isAskedOnly(collected, feature)),
  }));
  const access = {
    ...accessTo(block),
    feature: (value: FeatureValue) =>
      valueIn(collected.query.dialect, tableOfFeature(block, value), table),
  };
  return { source, otherwise, holds: emitPredicate(access, predicate) };
}

function isAskedOnly({ query }: Collected, feature: string): boolean {
  return query.restriction?.features.has(feature) === true;
}

function featuresOf(predicate: Predicate): readonly FeatureValue[] {
  const found: FeatureValue[] = [];
  visitPredicate(predicate, {
    value: (value) => {
      if (value.kind === 'feature') found.push(value);
    },
  });
  return found;
}
