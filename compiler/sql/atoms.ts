// Part of compiler/sql: conditions on one table of values become bits of a word, so that objects are joined with a few words once
// instead of with every table. An object that a table does not have has no bit: a bit says that a condition is not what it is there.
import { JoinNode, type SelectQueryNode, TableNode } from 'kysely';
import { canonicalJson } from '../lower/canonical.ts';
import { textOf } from '../plan/known-texts.ts';
import type { Predicate, Value } from '../lower/ir.ts';
import { type Block, keyOf } from './block.ts';
import type { Sql } from './dialect.ts';
import { emitPredicate } from './emit-predicate.ts';
import { aliased, allOf, anyOf, binary, column, fragment, qualified } from './expressions.ts';
import { accessTo, tableOfFeature } from './feature-table.ts';
import { valueIn } from './flags.ts';
import { visitPredicate } from '../plan/walk-ir.ts';
import { keyColumnOf, type Query } from './query.ts';
import { isObjectRow, withoutRows } from './without-rows.ts';
import { allBits, anyBit, type AskBits, bitsPerWord } from './words.ts';
import { addWordsTable, type Atom, type AtomSource, objectKey } from './words-table.ts';

type FeatureValue = Extract<Value, { kind: 'feature' }>;

/** Conditions that are looked up by their bit; all of them are collected before the first query is printed. */
export interface Atoms {
  /** Name of the table of words; a block that looks a condition up by its bit has joined it. */
  readonly table: string;
  /** The condition over a block of the object; what is no atom is emitted as anywhere else. */
  readonly condition: (block: Block, predicate: Predicate) => Sql;
  /** Adds the table of words to the expressions of the query. `selects`: all that are printed beside them. */
  readonly addTable: (selects: readonly SelectQueryNode[]) => void;
}

interface Collected {
  readonly query: Query;
  readonly table: string;
  readonly object: string;
  readonly sources: Map<string, AtomSource & { readonly atoms: Atom[] }>;
  readonly atoms: Map<string, Atom>;
}

export function createAtoms(query: Query, object: string): Atoms {
  const table = query.names.take(`${object}_conditions`);
  const collected = { query, table, object, sources: new Map(), atoms: new Map() };
  const condition = (block: Block, predicate: Predicate): Sql => {
    const isAll = predicate.kind === 'all';
    const parts = isAll || predicate.kind === 'any' ? predicate.predicates : [predicate];
    const atoms: Atom[] = [];
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
    table,
    condition,
    addTable: (selects) => {
      if (collected.sources.size > 0) {
        addWordsTable(query, table, [...collected.sources.values()], selects);
      }
    },
  };
}

/** Conditions on words, one or two for each word that has any of the atoms. */
function lookedUp(
  collected: Collected,
  block: Block,
  atoms: readonly Atom[],
  ask: AskBits,
): readonly Sql[] {
  const words = [...new Set(atoms.map(({ word }) => word))];
  return words.flatMap((word) => {
    const own = atoms.filter((atom) => atom.word === word);
    return ask(collected.query.dialect, column(aliasOfWords(collected, block), word), own);
  });
}

function aliasOfWords({ table, object }: Collected, block: Block): string {
  const known = block.joined.get(table);
  if (known !== undefined) return known;
  const alias = block.aliases.take(table);
  block.joined.set(table, alias);
  const key = keyOf(block, { up: 0, hops: [], entity: object });
  const on = binary(column(alias, objectKey), '=', key);
  const source = TableNode.create(table);
  const joined = alias === table ? source : aliased(source, alias);
  block.joins.push(JoinNode.createWithOn('LeftJoin', joined, on));
  return alias;
}

function atomOf(collected: Collected, block: Block, predicate: Predicate): Atom | undefined {
  const identity = textOf(predicate);
  const known = collected.atoms.get(identity);
  if (known !== undefined) return known;
  const found =
    predicate.kind === 'member'
      ? memberAtom(collected, predicate)
      : valueAtom(collected, block, predicate);
  if (found === undefined) return undefined;
  const { source, otherwise, holds } = found;
  const at = collected.atoms.size;
  const word = `bits_${Math.floor(at / bitsPerWord) + 1}`;
  const atom = { word, bit: at % bitsPerWord, otherwise, holds };
  source.atoms.push(atom);
  collected.atoms.set(identity, atom);
  return atom;
}

interface Found {
  readonly source: AtomSource & { readonly atoms: Atom[] };
  readonly otherwise: boolean;
  readonly holds: Sql;
}

function sourceOf(
  { sources }: Collected,
  identity: string,
  make: () => Omit<AtomSource, 'atoms'>,
): Found['source'] {
  const known = sources.get(identity);
  if (known !== undefined) return known;
  const source = { ...make(), atoms: [] };
  sources.set(identity, source);
  return source;
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
