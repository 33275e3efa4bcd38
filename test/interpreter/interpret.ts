// The reference interpreter's entrance: who is a member of each segment. It shares no code with lowering, planning and SQL and says
// nothing that docs/language.md does not say; what it had to decide by itself is in README.md.
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import { inMillis, parseInstant } from './calendar-time.ts';
import { conditionHolds } from './conditions.ts';
import { Database, type Row } from './database.ts';
import type { MaybeDatum } from './datum.ts';
import { type Environment, type Interpreter, ofRow } from './environment.ts';
import { comparing, identityOf } from './ordering.ts';
import { taken } from './takes.ts';
import { valueOf } from './values.ts';
import type { World } from './world.ts';

/** Keys of the members by segment: every segment that has a membership (drafts and paused ones, too), in dependency order. */
export function interpret(
  project: CheckedProject,
  world: World,
): ReadonlyMap<string, ReadonlySet<string>> {
  const interpreter = interpreterOf(project, world);
  const open = project.segments.filter(({ parameters }) =>
    parameters.every(({ fallback }) => fallback !== undefined),
  );
  return new Map(open.map(({ name }) => [name, interpreter.members(name, new Map())]));
}

export function interpreterOf(project: CheckedProject, world: World): Interpreter {
  const { model } = project;
  const byName = new Map(project.segments.map((segment) => [segment.name, segment]));
  const memo = new Map<string, ReadonlySet<string>>();
  const interpreter: Interpreter = {
    model,
    world,
    database: new Database(model, world, (condition, row) =>
      interpreter.holds(condition, ofRow(row)),
    ),
    // `now` is given in milliseconds; what is finer is cut off (docs/language.md, "Time").
    now: inMillis(parseInstant(world.now)),
    zone: model.project.timezone,
    value: (value, environment) => valueOf(interpreter, value, environment),
    holds: (condition, environment) => conditionHolds(interpreter, condition, environment),
    reach: ({ scope, hops }, environment) => {
      let row = environment.rows[scope];
      for (const hop of hops) {
        row = row === undefined ? undefined : interpreter.database.related(row, hop)[0];
      }
      return row;
    },
    members: (name, given) => {
      const segment = byName.get(name);
      if (segment === undefined) throw new Error(`no segment ${name}`);
      const parameters = parametersOf(interpreter, segment, given);
      const id = identityOfCall(name, parameters);
      const known = memo.get(id) ?? membersOf(interpreter, segment, parameters);
      memo.set(id, known);
      return known;
    },
    namesOf: (name) => {
      const before = byName.get(name)?.settings.renamedFrom;
      return new Set(before === undefined ? [name] : [name, before]);
    },
  };
  return interpreter;
}

type Parameters = ReadonlyMap<string, MaybeDatum>;

function parametersOf(
  interpreter: Interpreter,
  { parameters }: CheckedSegment,
  given: Parameters,
): Parameters {
  const nothing: Environment = { rows: [], parameters: new Map() };
  return new Map(
    parameters.map(({ name, fallback }) => {
      if (given.has(name)) return [name, given.get(name)];
      if (fallback === undefined) throw new Error(`no argument ${name}`);
      return [name, interpreter.value(fallback, nothing)];
    }),
  );
}

function identityOfCall(name: string, parameters: Parameters): string {
  const how = comparing([], 'UTC');
  const parts = [...parameters].map(([parameter, datum]) => [
    parameter,
    datum === undefined ? null : [datum.kind, identityOf(datum, how)],
  ]);
  return JSON.stringify([name, parts]);
}

/** docs/language.md, "Segments": every line of `where` holds and no `except` does; of these, `take` keeps a part. */
function membersOf(
  interpreter: Interpreter,
  segment: CheckedSegment,
  parameters: Parameters,
): ReadonlySet<string> {
  const { database } = interpreter;
  const environmentOf = (row: Row): Environment => ({ rows: [row], parameters });
  const left = database.rows(segment.object).filter((row) => {
    const environment = environmentOf(row);
    const excepted = segment.excepts.some((except) => interpreter.holds(except, environment));
    return isIn(interpreter, segment, row, environment) && !excepted;
  });
  const kept =
    segment.take === undefined ? left : taken(interpreter, segment.take, left, environmentOf);
  return new Set(kept.map((row) => database.keyOf(row)));
}

/** Does not satisfy `leave`, and satisfies `enter` or was a member after the last committed refresh. A draft has no members to keep. */
function isIn(
  interpreter: Interpreter,
  { name, where, hysteresis, settings }: CheckedSegment,
  row: Row,
  environment: Environment,
): boolean {
  if (!interpreter.holds(where, environment)) return false;
  if (hysteresis === undefined) return true;
  if (interpreter.holds(hysteresis.leave, environment)) return false;
  if (interpreter.holds(hysteresis.enter, environment)) return true;
  const before = settings.status === 'draft' ? undefined : interpreter.world.previous.get(name);
  return before?.has(interpreter.database.keyOf(row)) === true;
}
