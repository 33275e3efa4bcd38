// SEG35xx and SEG36xx: declarations, annotations and settings that do not say what they must.
import { entry } from '../catalogue-entry.ts';

export const declarations = {
  traitType: entry<{ trait: string; declared: string; found: string }>({
    code: 'SEG3501',
    slug: 'trait-type',
    severity: 'error',
    message: ({ trait, declared, found }) =>
      `trait \`${trait}\` is declared ${declared}, but its value is ${found}`,
  }),
  traitMissing: entry<{ trait: string; declared: string }>({
    code: 'SEG3502',
    slug: 'trait-can-be-missing',
    severity: 'error',
    message: ({ trait, declared }) =>
      `trait \`${trait}\` is declared ${declared}, but its value can be missing`,
    help: ({ declared }) =>
      `Declare it \`${declared}?\`, or give missing a value with \`coalesce(…, 0)\`.`,
  }),
  missingTable: entry<{ name: string }>({
    code: 'SEG3503',
    slug: 'missing-table',
    severity: 'error',
    message: ({ name }) => `\`${name}\` does not say which table holds it`,
    help: () => 'Add `@table("schema.table")` in front of the brace.',
  }),
  missingKey: entry<{ name: string }>({
    code: 'SEG3504',
    slug: 'missing-key',
    severity: 'error',
    message: ({ name }) => `object \`${name}\` has no key`,
    help: () => 'Mark the attribute that identifies a row: `id: id @key`.',
  }),
  badKey: entry<{ problem: string }>({
    code: 'SEG3505',
    slug: 'bad-key',
    severity: 'error',
    message: ({ problem }) => problem,
    help: () => 'An object has exactly one key, of type id, that is never missing: `id: id @key`.',
  }),
  relationShape: entry<{ problem: string; help: string }>({
    code: 'SEG3506',
    slug: 'relation-shape',
    severity: 'error',
    message: ({ problem }) => problem,
    help: ({ help }) => help,
  }),
  wrongInverse: entry<{ relation: string; to: string; of: string }>({
    code: 'SEG3507',
    slug: 'wrong-inverse',
    severity: 'error',
    message: ({ relation, to, of }) => `\`${relation}\` leads to ${to}, not back to ${of}`,
    help: () => 'A to-many relation is the other side of a to-one relation that leads here.',
  }),
  badLink: entry<{ link: string; to: string; found: readonly string[] }>({
    code: 'SEG3508',
    slug: 'bad-link',
    severity: 'error',
    message: ({ link, to, found }) =>
      found.length === 0
        ? `\`${link}\` has no other to-one relation to ${to}`
        : `\`${link}\` has several other to-one relations to ${to}: ${found.join(', ')}`,
    help: ({ link, to }) =>
      `A link object holds one relation to each side: object ${link} { …: ${to} via …_id }.`,
  }),
  typeArguments: entry<{ problem: string; help: string }>({
    code: 'SEG3509',
    slug: 'type-arguments',
    severity: 'error',
    message: ({ problem }) => problem,
    help: ({ help }) => help,
  }),
  annotationArguments: entry<{ name: string; usage: string }>({
    code: 'SEG3510',
    slug: 'annotation-arguments',
    severity: 'error',
    message: ({ name }) => `\`@${name}\` is not written like this`,
    help: ({ usage }) => `It is written \`${usage}\`.`,
  }),
  annotationType: entry<{ name: string; needs: string; found: string }>({
    code: 'SEG3511',
    slug: 'annotation-type',
    severity: 'error',
    message: ({ name, needs, found }) => `\`@${name}\` needs ${needs}, found ${found}`,
  }),
  twoTimes: entry<{ name: string }>({
    code: 'SEG3512',
    slug: 'two-default-times',
    severity: 'error',
    message: ({ name }) => `\`${name}\` has two default times`,
    help: () => 'Keep one `@time`; a window names another time with `by`.',
  }),
  rawSqlForbidden: entry({
    code: 'SEG3513',
    slug: 'raw-sql-forbidden',
    severity: 'error',
    message: () => '`@sql` is not allowed in this project',
    help: () => 'Describe the column without SQL, or allow it in the project: `raw_sql: allowed`.',
  }),
  unknownZone: entry<{ zone: string; help: string | undefined }>({
    code: 'SEG3514',
    slug: 'unknown-time-zone',
    severity: 'error',
    message: ({ zone }) => `unknown time zone "${zone}"`,
    help: ({ help }) =>
      help ?? 'Use a name of the IANA database, such as "Europe/Warsaw" or "UTC".',
  }),
  missingField: entry<{ what: string; needs: string; example: string }>({
    code: 'SEG3515',
    slug: 'missing-field',
    severity: 'error',
    message: ({ what, needs }) => `${what} needs ${needs}`,
    help: ({ example }) => `Write \`${example}\` inside the braces.`,
  }),
  parameterType: entry<{ found: string }>({
    code: 'SEG3516',
    slug: 'parameter-type',
    severity: 'error',
    message: ({ found }) => `a parameter cannot be of type ${found}`,
    help: () =>
      'Parameters are single values that are always given: text, numbers, money, dates, enums, or an object.',
  }),
  parameterDefault: entry<{ name: string; expected: string; found: string }>({
    code: 'SEG3517',
    slug: 'parameter-default',
    severity: 'error',
    message: ({ name, expected, found }) =>
      `\`${name}\` is declared ${expected}, but its default is ${found}`,
  }),
  settingValue: entry<{ name: string; expected: string }>({
    code: 'SEG3518',
    slug: 'setting-value',
    severity: 'error',
    message: ({ name, expected }) => `\`${name}\` needs ${expected}`,
  }),
  tooFrequent: entry<{ found: string }>({
    code: 'SEG3519',
    slug: 'refresh-too-frequent',
    severity: 'error',
    message: ({ found }) => `a refresh every ${found} is too frequent`,
    help: () => 'The shortest period is one minute: `refresh: every 1 minute`.',
  }),
  unevenPeriod: entry<{ found: string }>({
    code: 'SEG3520',
    slug: 'uneven-period',
    severity: 'error',
    message: ({ found }) => `a period of ${found} has no fixed length in minutes`,
    help: () =>
      'Use whole minutes, hours, days or weeks, or a calendar time: `refresh: cron "0 6 1 * *"` is the first of each month at six.',
  }),
  badCron: entry<{ problem: string }>({
    code: 'SEG3521',
    slug: 'bad-cron',
    severity: 'error',
    message: ({ problem }) => problem,
    help: () =>
      'Five fields, in the time zone of the project: minute, hour, day of month, month, day of week, as in `cron "0 6 * * 1-5"`.',
  }),
  badGuard: entry<{ problem: string }>({
    code: 'SEG3522',
    slug: 'bad-guard',
    severity: 'error',
    message: ({ problem }) => problem,
    help: () =>
      'Guards are `size_change at most 20%`, `size at least 100`, `size at most 5000`, `leavers at most 500`, `enterers at most 10%` and `not empty`.',
  }),
  cannotPublish: entry<{ problem: string }>({
    code: 'SEG3523',
    slug: 'cannot-publish',
    severity: 'error',
    message: ({ problem }) => problem,
    help: () =>
      'Published columns are attributes and traits of the object, or of an object one step away: `publish: [email, company.name]`.',
  }),
  changesWithoutKey: entry<{ name: string }>({
    code: 'SEG3524',
    slug: 'changes-without-key',
    severity: 'note',
    message: ({ name }) =>
      `\`@changes\` says nothing of ${name}: its rows have no key, so that each refresh compares all of them with a copy`,
    help: () =>
      'If rows are only ever added, say `@append_only(by: …)`; otherwise leave `@changes` out.',
  }),
} as const;
