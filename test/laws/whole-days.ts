// Test support: which segments speak of time in whole days only, so that they cannot notice when data and now move by such days.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { visitNodes } from './tree.ts';

const shortUnits: ReadonlySet<string> = new Set(['second', 'minute', 'hour', 'day', 'week']);

/** What depends on the calendar or on the clock on the wall. */
const calendarFunctions: ReadonlySet<string> = new Set(
  'hour minute weekday date year quarter month day week age'.split(' '),
);

type Fields = Readonly<Record<string, unknown>>;

function isFields(node: unknown): node is Fields {
  return typeof node === 'object' && node !== null;
}

function isLongFunction(name: string): boolean {
  return calendarFunctions.has(name) || /^(months|years|quarters)_/.test(name);
}

/** Anything that two states of the world some whole days apart can see differently. */
function noticesDays(node: Fields): boolean {
  const { kind, unit, form } = node;
  if (typeof unit === 'string' && !shortUnits.has(unit)) return true;
  if (kind === 'anniversary' || kind === 'count_periods' || isTimeWritten(node)) return true;
  if (kind === 'call' && isLongFunction(String(node['function']))) return true;
  if (node['calendar'] !== undefined && (kind === 'call' || kind === 'distance')) return true;
  if (!isFields(form)) return false;
  return ['calendar', 'since', 'from'].includes(String(form['kind'])) || form['full'] === true;
}

function isTimeWritten({ kind, type }: Fields): boolean {
  return (
    kind === 'literal' && isFields(type) && ['date', 'timestamp'].includes(String(type['kind']))
  );
}

/** Names of segments; what they refer to is looked at, too. `isTemporal`: a column, as `table.column` in lower case. */
export function movableSegments(
  { model, segments }: CheckedProject,
  isTemporal: (column: string) => boolean,
): readonly string[] {
  const fixed = new Set<string>();
  const isFixed = (node: Fields): boolean => {
    if (noticesDays(node) || node['kind'] === 'membership_history') return true;
    const { row } = node;
    const entity = isFields(row) ? model.entities[String(row['entity'])] : undefined;
    if (node['kind'] === 'trait' && isFields(row)) {
      return fixed.has(`${String(row['entity'])}.${String(node['trait'])}`);
    }
    if (node['kind'] === 'in_segment') return fixed.has(String(node['segment']));
    const attribute = entity?.attributes[String(node['attribute'])];
    if (node['kind'] !== 'attribute' || attribute === undefined || entity === undefined)
      return false;
    const isTime = ['date', 'timestamp'].includes(attribute.type.kind);
    const column = `${entity.source.table}.${attribute.column}`.toLowerCase();
    return isTime && (attribute.zone !== undefined || !isTemporal(column));
  };
  const notices = (node: unknown): boolean => {
    let found = false;
    visitNodes(node, (one) => {
      if (isFixed(one)) found = true;
    });
    return found;
  };
  // Traits may use one another in any order.
  for (let before = -1; before !== fixed.size;) {
    before = fixed.size;
    for (const [id, trait] of Object.entries(model.traits)) if (notices(trait)) fixed.add(id);
  }
  for (const { name, where, excepts, take, hysteresis } of segments) {
    if (notices([where, excepts, take, hysteresis])) fixed.add(name);
  }
  return segments.flatMap(({ name }) => (fixed.has(name) ? [] : [name]));
}

/** Segments whose members depend on how many others there are. */
export function rankingSegments({ model, segments }: CheckedProject): ReadonlySet<string> {
  const ranking = new Set<string>();
  const ranks = (node: unknown): boolean => {
    let found = false;
    visitNodes(node, (one) => {
      const { row } = one;
      const entity = isFields(row) ? String(row['entity']) : '';
      if (one['kind'] === 'population') found = true;
      if (one['kind'] === 'trait') found ||= ranking.has(`${entity}.${String(one['trait'])}`);
      if (one['kind'] === 'in_segment') found ||= ranking.has(String(one['segment']));
    });
    return found;
  };
  for (let before = -1; before !== ranking.size;) {
    before = ranking.size;
    for (const [id, trait] of Object.entries(model.traits)) if (ranks(trait)) ranking.add(id);
  }
  for (const { name, where, excepts, take, hysteresis } of segments) {
    if (take !== undefined || ranks([where, excepts, hysteresis])) ranking.add(name);
  }
  return ranking;
}
