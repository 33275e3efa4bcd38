// Collections as text: a path over relations and events, an alias, a window, and a condition on their rows.
import {
  type CollectionText,
  type CollectionWish,
  type Maker,
  type RowSpec,
  type Scope,
  within,
} from './maker.ts';
import { type Place, placesOf, startsOf, toMany, valuesAt } from './make-places.ts';
import { windowText } from './make-windows.ts';
import type { EntitySpec } from './model-spec.ts';

interface Path {
  readonly text: string;
  readonly entity: EntitySpec;
}

/** Undefined when nothing in scope leads to such rows. */
export function makeCollection(
  maker: Maker,
  scope: Scope,
  wish: CollectionWish,
): CollectionText | undefined {
  const { random } = maker;
  const path = somePath(maker, scope, wish);
  if (path === undefined) return undefined;
  const row: RowSpec = {
    entity: path.entity,
    alias: random.chance(15) ? maker.nextAlias() : undefined,
  };
  const inner = within(scope, row);
  const where = whereText(maker, inner, wish);
  return {
    path: path.text,
    alias: row.alias === undefined ? '' : ` as ${row.alias}`,
    window: rowWindow(maker, inner, wish),
    where,
    scope: inner,
    entity: path.entity,
  };
}

function somePath(maker: Maker, scope: Scope, wish: CollectionWish): Path | undefined {
  const { random } = maker;
  const starts = random.chance(75) ? startsOf(scope).slice(0, 1) : placesOf(maker, scope, 1);
  const fits = ({ entity }: Path): boolean =>
    (wish.kind === undefined || (entity.kind === 'event') === (wish.kind === 'event')) &&
    (wish.timed !== true || entity.time !== undefined);
  const near = random.chance(70);
  for (const places of [starts, placesOf(maker, scope, 1)]) {
    const paths = places.flatMap((place) => pathsFrom(maker, place));
    const further = near ? [] : paths.flatMap((path) => longer(maker, path, wish));
    const found = random.pickOne([...paths, ...further].filter(fits));
    if (found !== undefined) return found;
  }
  return undefined;
}

function pathsFrom({ model }: Maker, { prefix, entity }: Place): readonly Path[] {
  return entity.relations.filter(toMany).flatMap(({ name, to }) => {
    const target = model.entities.get(to);
    return target === undefined ? [] : [{ text: `${prefix}${name}`, entity: target }];
  });
}

/** One more to-many relation, directly or over one row between; seldom a to-one relation at the end. */
function longer(maker: Maker, { text, entity }: Path, wish: CollectionWish): readonly Path[] {
  const { model, random } = maker;
  const direct = pathsFrom(maker, { prefix: `${text}.`, entity, nullable: true, declared: true });
  const between = entity.relations.flatMap((relation) => {
    const target = toMany(relation) ? undefined : model.entities.get(relation.to);
    if (target === undefined) return [];
    const place = { prefix: `${text}.${relation.name}.`, entity: target };
    const ends =
      wish.aggregated !== true && random.chance(15)
        ? [{ text: `${text}.${relation.name}`, entity: target }]
        : [];
    return [...pathsFrom(maker, { ...place, nullable: true, declared: true }), ...ends];
  });
  return [...direct, ...between];
}

function whereText(maker: Maker, inner: Scope, wish: CollectionWish): string {
  const { random } = maker;
  if (wish.where === 'never' || !random.chance(wish.depth > 0 ? 55 : 25)) return '';
  const condition = maker.condition(inner, Math.max(0, wish.depth - 1));
  return random.chance(75) ? ` where {\n${condition}\n}` : ` where (${condition})`;
}

/** The window on the rows' own time, or on another one of theirs. */
function rowWindow(maker: Maker, inner: Scope, wish: CollectionWish): string {
  const { random } = maker;
  if (wish.window === 'never' || (wish.window !== 'always' && !random.chance(45))) return '';
  const [{ entity }] = inner.rows;
  const others = valuesAt(maker, { prefix: '', entity, nullable: false, declared: false }).filter(
    ({ type }) => type.kind === 'timestamp' || type.kind === 'date',
  );
  const by = random.chance(entity.time === undefined ? 100 : 15)
    ? random.pickOne(others)
    : undefined;
  if (by !== undefined && (by.type.kind === 'date' || by.type.kind === 'timestamp')) {
    return ` ${windowText(maker, by.type.kind)} by ${by.text}`;
  }
  return entity.time === undefined ? '' : ` ${windowText(maker, entity.time.type)}`;
}
