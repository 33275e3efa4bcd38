// SEG5xxx: what a dialect cannot do, and what no two dialects do alike.
import { entry } from '../catalogue-entry.ts';

export const dialects = {
  materializeUnsupported: entry<{ segment: string; materialize: string; dialect: string }>({
    code: 'SEG5001',
    slug: 'materialize-unsupported',
    severity: 'error',
    message: ({ segment, materialize, dialect }) =>
      `segment \`${segment}\` cannot be a ${materialize.replace('_', ' ')} on ${dialect}`,
    help: () => 'Write `materialize: table` or leave it out; the refresh keeps the table fresh.',
  }),
  rolesUnsupported: entry<{ segment: string; setting: string; dialect: string }>({
    code: 'SEG5002',
    slug: 'roles-unsupported',
    severity: 'warning',
    message: ({ segment, setting, dialect }) =>
      `\`${setting}\` of segment \`${segment}\` is recorded but not enforced: ${dialect} has no roles`,
    help: () =>
      'Everybody who can open the warehouse sees the segment. The catalogue tells readers who it is meant for.',
  }),
  patternNotPortable: entry<{ problem: string; help: string }>({
    code: 'SEG5003',
    slug: 'pattern-not-portable',
    severity: 'error',
    message: ({ problem }) => `warehouses do not agree on this pattern: ${problem}`,
    help: ({ help }) => help,
  }),
  segmentTooLarge: entry<{ segment: string; size: number; limit: number }>({
    code: 'SEG5004',
    slug: 'segment-too-large',
    severity: 'error',
    message: ({ segment, size, limit }) =>
      size === Infinity
        ? `segment \`${segment}\` means conditions and values that stand too deep inside one another`
        : `segment \`${segment}\` means ${size > 1e15 ? 'more than a million billion' : String(size)} conditions and values, more than ${String(limit)}`,
    help: () =>
      'Its traits and segments with arguments are written out in it, each time they are used. Refer to a segment without arguments instead: its members are looked up.',
  }),
  textNotPrintable: entry({
    code: 'SEG5005',
    slug: 'text-not-printable',
    severity: 'error',
    message: () => 'this text cannot be written in SQL: it holds a NUL or half of a character',
    help: () => 'Remove `\\u0000` and single surrogates such as `\\ud83d`.',
  }),
  rawSqlShape: entry<{ attribute: string; problem: string }>({
    code: 'SEG5006',
    slug: 'raw-sql-shape',
    severity: 'error',
    message: ({ attribute, problem }) => `\`@sql\` of \`${attribute}\` ${problem}`,
    help: () =>
      'It holds one expression over columns of its own table, with balanced quotes and parentheses, without comments.',
  }),
} as const;
