// Which annotations there are, where each may stand, and how it is written; as data.

/** What an annotation can stand on. */
export type AnnotationPlace = 'table' | 'attribute' | 'json_field' | 'consent_state' | 'relation';

export interface AnnotationRule {
  readonly places: readonly AnnotationPlace[];
  readonly usage: string;
  /** For messages: where it belongs. */
  readonly belongs: string;
}

const onTables = 'a declaration with a table';
const onAttributes = 'an attribute';

export const annotationRules: ReadonlyMap<string, AnnotationRule> = new Map<string, AnnotationRule>(
  [
    ['table', { places: ['table'], usage: '@table("schema.table")', belongs: onTables }],
    ['where', { places: ['table'], usage: '@where(event = "site_visited")', belongs: onTables }],
    [
      'time',
      {
        places: ['table', 'attribute'],
        usage: '@time on an attribute, or @time(order.placed_at) on the declaration',
        belongs: 'a date or timestamp, or a declaration',
      },
    ],
    ['append_only', { places: ['table'], usage: '@append_only(by: loaded_at)', belongs: onTables }],
    ['changes', { places: ['table'], usage: '@changes(by: updated_at)', belongs: onTables }],
    [
      'deleted',
      { places: ['table'], usage: '@deleted(when: deleted_at is known)', belongs: onTables },
    ],
    ['retention', { places: ['table'], usage: '@retention(400 days)', belongs: onTables }],
    [
      'key',
      { places: ['attribute'], usage: '@key', belongs: 'the attribute that identifies an object' },
    ],
    [
      'column',
      {
        places: ['attribute', 'consent_state'],
        usage: '@column("contact_id")',
        belongs: onAttributes,
      },
    ],
    [
      'json',
      {
        places: ['attribute', 'json_field'],
        usage: '@json("properties.value")',
        belongs: onAttributes,
      },
    ],
    ['sql', { places: ['attribute'], usage: '@sql("upper(code)")', belongs: onAttributes }],
    [
      'blank_is_missing',
      {
        places: ['attribute', 'json_field'],
        usage: '@blank_is_missing',
        belongs: 'a text attribute that can be missing',
      },
    ],
    [
      'zone',
      {
        places: ['attribute', 'json_field'],
        usage: '@zone("Europe/Warsaw")',
        belongs: 'a timestamp attribute',
      },
    ],
    [
      'stale_after',
      { places: ['attribute'], usage: '@stale_after(1 hour)', belongs: 'a timestamp attribute' },
    ],
    [
      'example',
      { places: ['attribute', 'json_field'], usage: '@example("PL")', belongs: onAttributes },
    ],
    [
      'granted',
      {
        places: ['consent_state'],
        usage: '@granted("opted_in")',
        belongs: 'the `state` of a consent',
      },
    ],
    [
      'denied',
      {
        places: ['consent_state'],
        usage: '@denied("opted_out", "bounced")',
        belongs: 'the `state` of a consent',
      },
    ],
  ],
);

export const placeNames: Readonly<Record<AnnotationPlace, string>> = {
  table: 'a declaration',
  attribute: 'an attribute',
  json_field: 'a field of a JSON column',
  consent_state: 'the state of a consent',
  relation: 'a relation',
};
