// Part of compiler/explain: how a plan depends on `now`: with which points in time it compares, and whether it computes with it.
import { canonicalJson } from '../lower/canonical.ts';
import type { Bound, ColumnRead, Predicate, TimePoint, Value } from '../lower/ir.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import type { RefreshPlan } from '../plan/refresh-plan.ts';
import type { TimeUnit } from '../syntax/literal-ast.ts';
import { visitPlan } from './reached-rows.ts';

export interface TimeUse {
  /** Points that move with `now` and that times of rows are compared with. */
  readonly points: readonly { readonly point: TimePoint; readonly as: 'timestamp' | 'date' }[];
  /** Constant lengths that times of rows are moved by before that. */
  readonly shifts: readonly { readonly amount: number; readonly unit: TimeUnit }[];
  /** Columns that hold times, by entity. */
  readonly reads: readonly { readonly entity: string; readonly read: ColumnRead }[];
  /** Something changes with the local day of the project's zone: its midnights are looked at, too. */
  readonly daily: boolean;
  /** `now` is computed with, or compared with something that is: times of rows alone do not say where the answer changes. */
  readonly computed: boolean;
  /** The clock or the day of some zone decides. */
  readonly clock: boolean;
  /** Numbers that computed values may be compared with; only when `computed`. */
  readonly numbers: readonly number[];
  /** Lengths, in milliseconds, of the units that elapsed time is counted in. */
  readonly units: readonly number[];
}

export function timeUseOf(plan: RefreshPlan): TimeUse {
  const found = new Found();
  visitPlan(plan, {
    predicate: (predicate) => {
      found.addPredicate(predicate);
    },
    value: (value) => {
      found.addValue(value);
    },
  });
  for (const feature of plan.features) {
    if (feature.kind === 'population') continue;
    found.addBounds(feature.window?.start, feature.window?.end);
    const { reducer } = feature;
    if (reducer.kind === 'median' || reducer.kind === 'avg') found.addMiddle(reducer.value);
  }
  return found.use();
}

const elapsedUnits: Readonly<Record<string, number>> = {
  elapsed_minutes: 60_000,
  elapsed_hours: 3_600_000,
  elapsed_days: 86_400_000,
};

class Found {
  readonly #points = new Map<string, TimeUse['points'][number]>();
  readonly #shifts = new Map<string, TimeUse['shifts'][number]>();
  readonly #reads = new Map<string, TimeUse['reads'][number]>();
  readonly #numbers = new Set<number>();
  readonly #units = new Set<number>();
  /** Uses of `now` anywhere, and as one side of a comparison. */
  #uses = 0;
  #compared = 0;
  /** The same of today. */
  #dailyUses = 0;
  #dailyCompared = 0;
  #computed = false;
  #clock = false;

  addPredicate(predicate: Predicate): void {
    switch (predicate.kind) {
      case 'compare':
        this.#compare(predicate.left, predicate.right);
        return;
      case 'in_interval':
        this.#compare(predicate.subject);
        this.addBounds(predicate.start, predicate.end);
        return;
      case 'in_set':
        this.#compare(predicate.subject, ...predicate.items);
        return;
      case 'constant':
      case 'all':
      case 'any':
      case 'text_match':
      case 'array_has':
      case 'arrays_meet':
      case 'known':
      case 'member':
    }
  }

  addBounds(...bounds: readonly (Bound | undefined)[]): void {
    for (const bound of bounds) if (bound !== undefined) this.#compare(bound.value);
  }

  #compare(...values: readonly Value[]): void {
    for (const value of values) {
      if (value.kind !== 'time_point' || !moves(value.point)) continue;
      const { point, as } = value;
      if (point.kind === 'day') this.#dailyCompared += 1;
      else this.#compared += 1;
      this.#points.set(canonicalJson({ point, as }), { point, as });
    }
  }

  addValue(value: Value): void {
    if (value.kind === 'time_point' && moves(value.point)) {
      if (value.point.kind === 'day') this.#dailyUses += 1;
      else this.#uses += 1;
    }
    if (value.kind === 'shift') this.#addShift(value);
    if (value.kind === 'call') this.#addCall(value);
    if (value.kind === 'column') this.#addRead(value);
    if (value.kind === 'literal' && isNumber(value)) this.#numbers.add(Number(value.value));
  }

  #addShift({ amount, unit }: Extract<Value, { kind: 'shift' }>): void {
    if (amount.kind !== 'literal') {
      this.#computed = true;
      return;
    }
    const shift = { amount: Number(amount.value), unit };
    this.#shifts.set(canonicalJson(shift), shift);
  }

  #addCall({ function: name, args }: Extract<Value, { kind: 'call' }>): void {
    const unit = elapsedUnits[name];
    if (unit !== undefined) this.#units.add(unit);
    const isLocal = name === 'local_time' || name === 'local_date';
    if (isLocal && args.some((one) => one.kind === 'time_point')) this.#clock = true;
  }

  #addRead({ row, read }: Extract<Value, { kind: 'column' }>): void {
    const { kind } = read.type;
    if (kind !== 'timestamp' && kind !== 'date') return;
    if (read.sql !== undefined) {
      this.#computed = true;
      return;
    }
    const found = { entity: row.entity, read };
    this.#reads.set(canonicalJson(found), found);
  }

  /** A middle of times is no time of a row. */
  addMiddle(value: Value): void {
    const { kind } = valueTypeOf(value);
    if (kind === 'timestamp' || kind === 'date') this.#computed = true;
  }

  use(): TimeUse {
    const computed = this.#computed || this.#uses > this.#compared;
    return {
      points: [...this.#points.values()],
      shifts: [...this.#shifts.values()],
      reads: [...this.#reads.values()],
      daily: this.#dailyUses > this.#dailyCompared,
      computed,
      clock: this.#clock,
      numbers: computed ? [...this.#numbers].toSorted((left, right) => left - right) : [],
      units: [...this.#units],
    };
  }
}

function moves(point: TimePoint): boolean {
  return point.base === 'now' || point.base === 'today';
}

function isNumber({ type }: Extract<Value, { kind: 'literal' }>): boolean {
  return type.kind === 'int' || type.kind === 'decimal' || type.kind === 'percent';
}
