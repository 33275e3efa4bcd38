// What explaining one object knows once its rows are copied: the plan over the copies and where members are found.
import type { PlannedSegment, RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import type { SqlDialect } from '../../compiler/sql/dialect.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';
import type { WarehouseReader } from '../warehouse-reader.ts';

export interface Looking {
  readonly reader: WarehouseReader;
  readonly dialect: SqlDialect;
  /** Over the copies, at the `now` of the explanation: the members of the segment and of those it depends on. */
  readonly plan: RefreshPlan;
  readonly members: PlannedSegment;
  readonly key: string;
  /** As of now. */
  readonly relations: SegmentRelations;
  /** At a later instant, the members of now were the last ones. */
  readonly previousThen: SegmentRelations['previous'];
  /** Segments whose last published members count, whatever their lines say. */
  readonly lastGood: ReadonlySet<string>;
  /** How many rows were copied. */
  readonly rows: number;
}
