// SEG2xxx: names that do not resolve, clash, or are not allowed.
import { entry } from '../catalogue-entry.ts';

export const names = {
  unknownAttribute: entry<{ what: string; name: string; of: string; help: string | undefined }>({
    code: 'SEG2001',
    slug: 'unknown-attribute',
    severity: 'error',
    message: ({ what, name, of }) => `unknown ${what} \`${name}\` on ${of}`,
    help: ({ help }) => help,
  }),
  unknownObject: entry<{ name: string; help: string | undefined }>({
    code: 'SEG2002',
    slug: 'unknown-object',
    severity: 'error',
    message: ({ name }) => `unknown object \`${name}\``,
    help: ({ help }) => help,
  }),
  noObjects: entry<{ name: string }>({
    code: 'SEG2003',
    slug: 'no-objects',
    severity: 'error',
    message: ({ name }) => `unknown object \`${name}\`: the project declares no objects`,
    help: () =>
      'Declare what segments are about in a model file: object contact @table("crm.contacts") { id: id @key }',
  }),
  unknownType: entry<{ name: string; help: string | undefined }>({
    code: 'SEG2004',
    slug: 'unknown-type',
    severity: 'error',
    message: ({ name }) => `unknown type \`${name}\``,
    help: ({ help }) => help,
  }),
  unknownRelation: entry<{ name: string; of: string; help: string | undefined }>({
    code: 'SEG2005',
    slug: 'unknown-relation',
    severity: 'error',
    message: ({ name, of }) => `\`${name}\` is not a to-one relation of ${of}`,
    help: ({ help }) => help,
  }),
  unknownSegment: entry<{ name: string; help: string | undefined }>({
    code: 'SEG2006',
    slug: 'unknown-segment',
    severity: 'error',
    message: ({ name }) => `unknown segment \`${name}\``,
    help: ({ help }) => help,
  }),
  unknownParameter: entry<{ name: string; help: string | undefined }>({
    code: 'SEG2007',
    slug: 'unknown-parameter',
    severity: 'error',
    message: ({ name }) => `unknown parameter \`$${name}\``,
    help: ({ help }) => help,
  }),
  unknownArgument: entry<{ name: string; of: string; help: string | undefined }>({
    code: 'SEG2008',
    slug: 'unknown-argument',
    severity: 'error',
    message: ({ name, of }) => `${of} has no parameter \`${name}\``,
    help: ({ help }) => help,
  }),
  unknownFunction: entry<{ name: string; help: string | undefined }>({
    code: 'SEG2009',
    slug: 'unknown-function',
    severity: 'error',
    message: ({ name }) => `unknown function \`${name}\``,
    help: ({ help }) => help,
  }),
  unknownSetting: entry<{ name: string; of: string; help: string | undefined }>({
    code: 'SEG2010',
    slug: 'unknown-setting',
    severity: 'error',
    message: ({ name, of }) => `unknown setting \`${name}\` in a ${of}`,
    help: ({ help }) => help,
  }),
  unknownAnnotation: entry<{ name: string; help: string | undefined }>({
    code: 'SEG2011',
    slug: 'unknown-annotation',
    severity: 'error',
    message: ({ name }) => `unknown annotation \`@${name}\``,
    help: ({ help }) => help,
  }),
  misplacedAnnotation: entry<{ name: string; on: string; belongs: string }>({
    code: 'SEG2012',
    slug: 'misplaced-annotation',
    severity: 'error',
    message: ({ name, on }) => `\`@${name}\` does not belong on ${on}`,
    help: ({ name, belongs }) => `\`@${name}\` belongs on ${belongs}.`,
  }),
  duplicateDeclaration: entry<{ what: string; name: string }>({
    code: 'SEG2013',
    slug: 'duplicate-declaration',
    severity: 'error',
    message: ({ what, name }) => `${what} \`${name}\` is declared twice`,
    label: () => 'declared again here',
    help: () => 'Remove one of the two, or give it another name.',
  }),
  duplicateMember: entry<{ name: string; of: string; what: string; other: string }>({
    code: 'SEG2014',
    slug: 'duplicate-member',
    severity: 'error',
    message: ({ name, of, what, other }) =>
      `${what} \`${name}\` clashes with ${other} \`${name}\` of ${of}`,
    help: ({ of }) =>
      `Attributes, relations, events and traits of ${of} share one set of names; rename one of the two.`,
  }),
  repeated: entry<{ what: string; name: string }>({
    code: 'SEG2015',
    slug: 'repeated',
    severity: 'error',
    message: ({ what, name }) => `${what} ${name} is given twice`,
    help: () => 'Keep one of the two.',
  }),
  unknownConsent: entry<{ name: string; of: string; help: string | undefined }>({
    code: 'SEG2016',
    slug: 'unknown-consent',
    severity: 'error',
    message: ({ name, of }) => `unknown consent \`${name}\` of ${of}`,
    help: ({ help }) => help,
  }),
  nothingDeclared: entry<{ what: 'lists' | 'tags'; of: string }>({
    code: 'SEG2017',
    slug: 'no-lists-or-tags',
    severity: 'error',
    message: ({ what, of }) => `${of} has no ${what}`,
    help: ({ what, of }) =>
      `Declare where they are: ${what} of ${of} via ${of}_id @table("crm.${of}_${what}") { name: text }`,
  }),
  reservedName: entry<{ name: string; reserved: string }>({
    code: 'SEG2018',
    slug: 'reserved-name',
    severity: 'error',
    message: ({ name }) => `a segment cannot be called \`${name}\``,
    help: ({ reserved }) =>
      `Segments are published beside the relations ${reserved}, which every project has. Choose another name.`,
  }),
  malformedName: entry<{ name: string; better: string | undefined }>({
    code: 'SEG2019',
    slug: 'malformed-name',
    severity: 'error',
    message: ({ name }) => `\`${name}\` cannot be the name of a segment`,
    help: ({ better }) =>
      `Names of segments become names of warehouse tables: lower case letters, digits and underscores, starting with a letter, at most 63 characters${better === undefined ? '.' : `; write \`${better}\`.`}`,
  }),
  unknownEnumValue: entry<{ value: string; of: string; help: string }>({
    code: 'SEG2020',
    slug: 'unknown-enum-value',
    severity: 'error',
    message: ({ value, of }) => `"${value}" is not a value of ${of}`,
    help: ({ help }) => help,
  }),
  ambiguousRow: entry<{ name: string; count: number }>({
    code: 'SEG2021',
    slug: 'ambiguous-row',
    severity: 'error',
    message: ({ name, count }) => `\`${name}\` can mean ${count} different rows here`,
    help: ({ name }) =>
      `Name the collection with \`as\` and use that name: has blockers as blocker where …, instead of \`${name}\`.`,
  }),
  nothingFollows: entry<{ name: string; what: string; type: string; next: string }>({
    code: 'SEG2022',
    slug: 'nothing-follows',
    severity: 'error',
    message: ({ name, what, type, next }) =>
      `\`${name}\` is ${what} of type ${type}; nothing can follow it, but \`.${next}\` does`,
  }),
  hiddenName: entry<{ name: string; of: string }>({
    code: 'SEG2023',
    slug: 'hidden-name',
    severity: 'error',
    message: ({ name, of }) => `the name \`${name}\` after \`as\` already means something in ${of}`,
    help: () => 'Choose a name that no attribute, relation, object or enclosing collection has.',
  }),
  takenName: entry<{ name: string; problem: string }>({
    code: 'SEG2024',
    slug: 'taken-name',
    severity: 'error',
    message: ({ name, problem }) => `\`${name}\` ${problem} and cannot be declared`,
    help: () => 'Choose another name.',
  }),
} as const;
