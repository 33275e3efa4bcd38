// Public surface of the runtime: project loading, refreshes, the schedule, and reading what is published.
// The command line gives it the clock, the file reader, the dialect's printer and the function that opens a warehouse.
export type { Clock } from './clock.ts';
export type { Problem } from './problem.ts';
export type {
  DuckdbTargetConfig,
  Environment,
  LoadedProject,
  SnowflakeTargetConfig,
  TargetConfig,
} from './project/loaded-project.ts';
export type { ProjectReader } from './project/project-reader.ts';
export { diskReader } from './project/disk-reader.ts';
export { loadProject, type LoadOptions } from './project/load-project.ts';
export { resolveTarget } from './project/resolve-target.ts';
export type { DuckdbTarget, Mount, SnowflakeTarget, WarehouseTarget } from './warehouse-target.ts';
export type { OpenPublished, OpenWarehouse, Warehouse } from './warehouse.ts';
export type {
  ChangeRow,
  ChangesQuery,
  MembersPage,
  PublishedStatus,
  RefreshRow,
  SegmentRow,
} from './warehouse-rows.ts';
export { refresh } from './refresh/refresh.ts';
export type { FullCause } from './refresh/full-cause.ts';
export type { RefreshOptions } from './refresh/refresh-options.ts';
export type {
  GuardOutcome,
  Reason,
  ReasonCounts,
  RefreshProgress,
  RefreshReport,
  SegmentOutcome,
  SegmentStatus,
} from './refresh/report.ts';
export { explainMember, type MemberExplanation } from './explain/explain-member.ts';
export type { ExplainOptions } from './explain/explain-options.ts';
export type { NextChange } from './explain/next-change.ts';
export type { OpenReader, WarehouseReader } from './warehouse-reader.ts';
export { runSchedule, type ScheduleEvent, type ScheduleOptions } from './schedule/run-schedule.ts';
export {
  readChanges,
  readSegment,
  readStatus,
  type ReadOptions,
  type SegmentView,
  type StatusView,
} from './read/read-published.ts';
export {
  introspect,
  type IntrospectedFile,
  type IntrospectOptions,
} from './introspect/introspect.ts';
