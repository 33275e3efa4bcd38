// SEG6xxx configuration and project, SEG7xxx warehouse and refresh, SEG9xxx this program: the world is wrong, not the source.
import { entry } from '../catalogue-entry.ts';
import { list, plural } from './operations-wording.ts';

export const operations = {
  projectNotFound: entry<{ start: string }>({
    code: 'SEG6001',
    slug: 'project-not-found',
    severity: 'error',
    message: ({ start }) => `no \`segform.yaml\` in \`${start}\` or a folder above it`,
    help: () =>
      'Go into a project, give its folder with `--project`, or make one with `segform init`.',
  }),
  configurationSyntax: entry<{ problem: string }>({
    code: 'SEG6002',
    slug: 'configuration-syntax',
    severity: 'error',
    message: ({ problem }) => `the configuration is not valid YAML: ${problem}`,
  }),
  unknownSetting: entry<{ name: string; known: readonly string[]; suggestion: string | undefined }>(
    {
      code: 'SEG6003',
      slug: 'unknown-setting',
      severity: 'error',
      message: ({ name }) => `unknown setting \`${name}\``,
      help: ({ known, suggestion }) =>
        suggestion === undefined
          ? `Known here: ${list(known)}.`
          : `Did you mean \`${suggestion}\`? Known here: ${list(known)}.`,
    },
  ),
  invalidSetting: entry<{ name: string; problem: string }>({
    code: 'SEG6004',
    slug: 'invalid-setting',
    severity: 'error',
    message: ({ name, problem }) => `setting \`${name}\`: ${problem}`,
  }),
  literalSecret: entry<{ name: string }>({
    code: 'SEG6005',
    slug: 'literal-secret',
    severity: 'error',
    message: ({ name }) => `setting \`${name}\` holds a secret as plain text`,
    help: () =>
      'Write `${env:NAME}` or `${file:path}` in its place, and change the secret if the file was ever shared.',
  }),
  unknownTarget: entry<{ name: string; known: readonly string[] }>({
    code: 'SEG6006',
    slug: 'unknown-target',
    severity: 'error',
    message: ({ name }) =>
      name === '' ? 'no target is chosen' : `no target \`${name}\` in the configuration`,
    help: ({ known }) =>
      known.length === 0
        ? 'Declare one under `targets:` in `segform.yaml`.'
        : `Declared targets: ${list(known)}. Choose one with \`--target\` or \`default_target\`.`,
  }),
  unsetVariable: entry<{ setting: string; variable: string }>({
    code: 'SEG6007',
    slug: 'unset-variable',
    severity: 'error',
    message: ({ setting, variable }) =>
      `setting \`${setting}\` needs the environment variable \`${variable}\`, which is not set`,
  }),
  unreadableSettingFile: entry<{ setting: string; path: string }>({
    code: 'SEG6008',
    slug: 'unreadable-setting-file',
    severity: 'error',
    message: ({ setting, path }) =>
      `setting \`${setting}\` needs the file \`${path}\`, which cannot be read`,
  }),
  outsideProject: entry<{ what: string; path: string }>({
    code: 'SEG6009',
    slug: 'outside-project',
    severity: 'error',
    message: ({ what, path }) => `${what} \`${path}\` is outside the project`,
    help: () =>
      'Files of a project lie below its folder, symbolic links followed. A target that may read elsewhere says `allow_outside_project: true`; source files never may.',
  }),
  projectTooLarge: entry<{ what: string }>({
    code: 'SEG6010',
    slug: 'project-too-large',
    severity: 'error',
    message: ({ what }) => what,
    help: () => 'Narrow the patterns under `segments:` in `segform.yaml`.',
  }),
  noSources: entry<{ patterns: readonly string[] }>({
    code: 'SEG6011',
    slug: 'no-source-files',
    severity: 'error',
    message: ({ patterns }) => `no \`.seg\` file matches ${list(patterns)}`,
    help: () =>
      'Models and segments are read from the files that `segments:` in `segform.yaml` names.',
  }),
  unreadableSource: entry<{ path: string; problem: string }>({
    code: 'SEG6012',
    slug: 'unreadable-file',
    severity: 'error',
    message: ({ path, problem }) => `\`${path}\` cannot be read: ${problem}`,
  }),
  unsupportedTarget: entry<{ target: string; type: string }>({
    code: 'SEG6013',
    slug: 'target-cannot-run',
    severity: 'error',
    message: ({ target, type }) =>
      `target \`${target}\` is of type \`${type}\`, which this version compiles for and does not run`,
    help: () =>
      'Use `segform compile --dialect snowflake` for its SQL, or a DuckDB target to refresh.',
  }),
  invalidInstant: entry<{ text: string }>({
    code: 'SEG6014',
    slug: 'invalid-instant',
    severity: 'error',
    message: ({ text }) => `\`${text}\` is not an instant`,
    help: () => 'Write it with a zone or offset: `2025-11-01T09:00:00Z`.',
  }),
  unknownSegment: entry<{ name: string; suggestion: string | undefined }>({
    code: 'SEG6015',
    slug: 'unknown-segment-name',
    severity: 'error',
    message: ({ name }) => `the project publishes no segment \`${name}\``,
    help: ({ suggestion }) =>
      suggestion === undefined
        ? 'Drafts, paused segments and segments with parameters are not refreshed.'
        : `Did you mean \`${suggestion}\`?`,
  }),

  warehouseLocked: entry<{ database: string; owner: string | undefined }>({
    code: 'SEG7001',
    slug: 'warehouse-locked',
    severity: 'error',
    message: ({ database, owner }) =>
      `\`${database}\` is in use by ${owner === undefined ? 'another process' : `process ${owner}`}`,
    help: () =>
      'A DuckDB file has one writer at a time. Wait for the other run or stop it; dashboards should open the serving file, which is never locked.',
  }),
  warehouseUnavailable: entry<{ database: string; problem: string }>({
    code: 'SEG7002',
    slug: 'warehouse-unavailable',
    severity: 'error',
    message: ({ database, problem }) => `\`${database}\` cannot be opened: ${problem}`,
  }),
  statementFailed: entry<{ doing: string; failure: string }>({
    code: 'SEG7003',
    slug: 'statement-failed',
    severity: 'error',
    message: ({ doing, failure }) => `the warehouse failed while ${doing}: ${failure}`,
    help: () =>
      'Values are left out of this message. `--verbose` adds the text of the warehouse, which may hold personal data.',
  }),
  missingTable: entry<{ table: string; entity: string; suggestion: string | undefined }>({
    code: 'SEG7004',
    slug: 'missing-table',
    severity: 'error',
    message: ({ table, entity }) =>
      `the warehouse has no table \`${table}\`, which \`${entity}\` is declared on`,
    help: ({ suggestion }) =>
      suggestion === undefined
        ? 'Load or mount the table, or correct `@table(...)`.'
        : `Did you mean \`${suggestion}\`? Load or mount the table, or correct \`@table(...)\`.`,
  }),
  missingColumn: entry<{
    table: string;
    column: string;
    /** That names the column; undefined: a field does. */
    annotation: '@append_only' | '@changes' | undefined;
    suggestion: string | undefined;
  }>({
    code: 'SEG7005',
    slug: 'missing-column',
    severity: 'error',
    message: ({ table, column }) => `table \`${table}\` has no column \`${column}\``,
    help: ({ annotation, suggestion }) => {
      const meant = suggestion === undefined ? '' : `Did you mean \`${suggestion}\`? `;
      if (annotation !== undefined) return `${meant}\`${annotation}\` names a column of the table.`;
      return suggestion === undefined
        ? 'Correct the field or name the column with `@column("...")`.'
        : `${meant}A field of another name says \`@column("${suggestion}")\`.`;
    },
  }),
  wrongColumnType: entry<{
    table: string;
    column: string;
    native: string;
    type: string;
    accepted: readonly string[];
  }>({
    code: 'SEG7006',
    slug: 'wrong-column-type',
    severity: 'error',
    message: ({ table, column, native, type }) =>
      `column \`${table}.${column}\` is ${native} in the warehouse, and the model declares ${type}`,
    help: ({ accepted }) => `The model's type needs one of: ${accepted.join(', ')}.`,
  }),
  wrongJoinTypes: entry<{ left: string; leftType: string; right: string; rightType: string }>({
    code: 'SEG7007',
    slug: 'wrong-join-types',
    severity: 'error',
    message: ({ left, leftType, right, rightType }) =>
      `\`${left}\` is ${leftType} and \`${right}\` is ${rightType}: keys of different types never meet`,
    help: () => 'Give both columns one type in the warehouse; values are not converted silently.',
  }),
  missingKeys: entry<{ table: string; column: string; count: number }>({
    code: 'SEG7008',
    slug: 'missing-keys',
    severity: 'error',
    message: ({ table, column, count }) =>
      `${plural(count, 'row')} of \`${table}\` ${count === 1 ? 'has' : 'have'} no key in \`${column}\``,
    help: () =>
      'Every row of an object needs a key. Leave such rows out with `@where(...)` or repair the source.',
  }),
  repeatedKeys: entry<{
    table: string;
    column: string;
    count: number;
    examples: readonly string[];
  }>({
    code: 'SEG7009',
    slug: 'repeated-keys',
    severity: 'error',
    message: ({ table, column, count, examples }) =>
      `${plural(count, 'key')} of \`${table}.${column}\` ${count === 1 ? 'occurs' : 'occur'} more than once: ${list(examples)}${count > examples.length ? ', …' : ''}`,
    help: () =>
      'One row is one object. Repair the source or declare the object on a table with one row per key.',
  }),
  staleSource: entry<{ table: string; column: string; newest: string | undefined; limit: string }>({
    code: 'SEG7010',
    slug: 'stale-source',
    severity: 'error',
    message: ({ table, column, newest, limit }) =>
      newest === undefined
        ? `\`${table}.${column}\` holds no time, and the model refuses data older than ${limit}`
        : `the newest \`${table}.${column}\` is ${newest}, and the model refuses data older than ${limit}`,
    help: () => 'Bring the source up to date; the last good membership stays published until then.',
  }),
  commitLost: entry<{ refreshId: string }>({
    code: 'SEG7011',
    slug: 'commit-lost',
    severity: 'error',
    message: ({ refreshId }) =>
      `the warehouse took the commit of refresh ${refreshId} and does not show it`,
    help: () => 'Nothing was published. Run the refresh again.',
  }),
  diskFull: entry<{ doing: string }>({
    code: 'SEG7012',
    slug: 'disk-full',
    severity: 'error',
    message: ({ doing }) => `no space left on the disk while ${doing}`,
    help: () => 'Nothing was published. Free some space and run the refresh again.',
  }),
  outOfMemory: entry<{ doing: string }>({
    code: 'SEG7013',
    slug: 'out-of-memory',
    severity: 'error',
    message: ({ doing }) => `the warehouse ran out of memory while ${doing}`,
    help: () =>
      'Raise `memory_limit` of the target, or give `temp_directory` a disk with more space.',
  }),
  servingFailed: entry<{ path: string; problem: string }>({
    code: 'SEG7014',
    slug: 'serving-failed',
    severity: 'error',
    message: ({ path, problem }) => `the serving file \`${path}\` was not replaced: ${problem}`,
    help: () =>
      'The refresh is committed; readers see the state before it until a refresh replaces the file.',
  }),
  segmentNotPublished: entry<{ segment: string; published: readonly string[] }>({
    code: 'SEG7015',
    slug: 'segment-not-published',
    severity: 'error',
    message: ({ segment }) => `no segment \`${segment}\` is published`,
    help: ({ published }) =>
      published.length === 0
        ? 'Publish the segments of the project with `segform refresh`.'
        : `Published: ${list(published.slice(0, 10))}${published.length > 10 ? ', …' : ''}.`,
  }),
  referredUnavailable: entry<{ segment: string; state: 'failed' | 'held' | 'paused' }>({
    code: 'SEG7016',
    slug: 'referred-segment-unavailable',
    severity: 'error',
    message: ({ segment, state }) =>
      `refers to \`${segment}\`, which ${state === 'failed' ? 'failed' : `is ${state}`} and was never published`,
  }),
  sourcesMoved: entry<{ files: readonly string[] }>({
    code: 'SEG7017',
    slug: 'sources-moved',
    severity: 'error',
    message: ({ files }) => `mounted files changed while the refresh read them: ${list(files)}`,
    help: () => 'Nothing was published. Run the refresh again when the files are complete.',
  }),
  cancelled: entry<{ doing: string }>({
    code: 'SEG7018',
    slug: 'cancelled',
    severity: 'error',
    message: ({ doing }) => `stopped while ${doing}`,
    help: () => 'What was published before is untouched, and nothing has to be cleaned up.',
  }),
  nothingPublished: entry<{ database: string }>({
    code: 'SEG7019',
    slug: 'nothing-published',
    severity: 'error',
    message: ({ database }) => `\`${database}\` holds no segments yet`,
    help: () => 'Publish the segments of the project with `segform refresh`.',
  }),
  relationTaken: entry<{ relation: string }>({
    code: 'SEG7020',
    slug: 'relation-taken',
    severity: 'error',
    message: ({ relation }) => `\`${relation}\` exists in the warehouse and is not ours`,
    help: () =>
      'Rename it, or give the target another `schema`; Segform never replaces what it did not make.',
  }),
  otherState: entry<{ found: number; known: number }>({
    code: 'SEG7021',
    slug: 'other-state',
    severity: 'error',
    message: ({ found, known }) =>
      `the warehouse was written by ${found > known ? 'a newer' : 'an older'} Segform (state format ${found}, this version knows ${known})`,
    help: ({ found, known }) =>
      found > known
        ? 'Use the newer version.'
        : 'Use the older version, or refresh into another file or `schema`, which starts with an empty history.',
  }),
  unreadableMount: entry<{ table: string; files: string; problem: string }>({
    code: 'SEG7022',
    slug: 'unreadable-mount',
    severity: 'error',
    message: ({ table, files, problem }) =>
      `mount \`${table}\` cannot read \`${files}\`: ${problem}`,
  }),
  mountTaken: entry<{ table: string }>({
    code: 'SEG7023',
    slug: 'mount-taken',
    severity: 'error',
    message: ({ table }) => `mount \`${table}\` has the name of a table of the warehouse`,
    help: () => 'Give the mount another name or drop the table.',
  }),
  drift: entry<{ segment: string; since: string; count: number; examples: readonly string[] }>({
    code: 'SEG7024',
    slug: 'drift',
    severity: 'error',
    message: ({ segment, since, count, examples }) =>
      `${plural(count, 'object')} of \`${segment}\` changed since ${since} without any change that its tables declare: ${list(examples)}${count > examples.length ? ', …' : ''}`,
    help: () =>
      'The full refresh has put them right. Look for rows that were changed without their `@changes` or `@append_only` column, or take the declaration away.',
  }),

  internalError: entry<{ problem: string }>({
    code: 'SEG9000',
    slug: 'internal-error',
    severity: 'error',
    message: ({ problem }) => `internal error: ${problem}`,
    help: () =>
      'This is a fault of Segform, not of your project. Please report it with the command you ran.',
  }),
} as const;
