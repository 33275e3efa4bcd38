// Test support: what the model of a history declares about how its tables change.

export const tableNames = [
  'src.people',
  'src.firms',
  'src.orders',
  'src.friendships',
  'src.visits',
  'src.tags',
  'src.lists',
  'src.consents',
] as const;

export type TableName = (typeof tableNames)[number];

export type Tracking = 'none' | 'changes' | 'append_only';

/** As the model spells it. */
export const tracks: Readonly<Record<Tracking, string>> = {
  none: '',
  changes: '@changes(by: updated_at)',
  append_only: '@append_only(by: loaded_at)',
};

export interface TableTracking {
  readonly tracking: Tracking;
  /** `deleted_at` takes rows out. */
  readonly deletes: boolean;
}

export type Variant = Readonly<Record<TableName, TableTracking>>;

const none: TableTracking = { tracking: 'none', deletes: false };
const softly: TableTracking = { tracking: 'none', deletes: true };
const changes: TableTracking = { tracking: 'changes', deletes: false };
const changesSoftly: TableTracking = { tracking: 'changes', deletes: true };
const appendOnly: TableTracking = { tracking: 'append_only', deletes: false };

// The first of each says least, so that a failure made small says what is needed only.
const ofObjects = [none, changes, changesSoftly, changes, softly, changesSoftly];
const choices: Readonly<Record<TableName, readonly TableTracking[]>> = {
  'src.people': ofObjects,
  'src.firms': ofObjects,
  'src.orders': [none, changes, changesSoftly, appendOnly, changes, softly, appendOnly],
  'src.friendships': [none, changes, changesSoftly, appendOnly],
  'src.visits': [none, appendOnly],
  'src.tags': [none, appendOnly],
  'src.lists': [none, appendOnly],
  'src.consents': [none, appendOnly, appendOnly],
};

/** Another declaration of one table, which does not change which rows there are. */
export function switched(variant: Variant, table: TableName, choice: number): Variant {
  const { deletes } = variant[table];
  const fitting = choices[table].filter((one) => one.deletes === deletes);
  const chosen = fitting[choice % fitting.length];
  return chosen === undefined ? variant : { ...variant, [table]: chosen };
}

/** One number for each table, taken modulo what there is to choose. */
export function variantOf(numbers: readonly number[]): Variant {
  const chosen = (name: TableName): TableTracking => {
    const own = choices[name];
    return own[(numbers[tableNames.indexOf(name)] ?? 0) % own.length] ?? none;
  };
  return {
    'src.people': chosen('src.people'),
    'src.firms': chosen('src.firms'),
    'src.orders': chosen('src.orders'),
    'src.friendships': chosen('src.friendships'),
    'src.visits': chosen('src.visits'),
    'src.tags': chosen('src.tags'),
    'src.lists': chosen('src.lists'),
    'src.consents': chosen('src.consents'),
  };
}
