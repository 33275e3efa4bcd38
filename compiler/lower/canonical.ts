// Part of compiler/lower: one text per meaning. Equal data give equal text whatever the order of their fields.

/** JSON with sorted keys and without undefined fields. For data only: nothing in it has a `toJSON` of its own. */
export function canonicalJson(value: unknown): string {
  if (value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  return isFields(value) ? sortedFields(value) : JSON.stringify(value);
}

/** Put together by hand, since a plan asks for many thousands of texts: sorted copies for JSON.stringify take more than twice as long. */
function sortedFields(value: Fields): string {
  let text = '';
  for (const [name, start] of startsOf(Object.keys(value))) {
    const field = value[name];
    if (field !== undefined) text += `${text === '' ? '' : ','}${start}${canonicalJson(field)}`;
  }
  return `{${text}}`;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

interface Start {
  readonly names: readonly string[];
  /** Each name in order, and the text before its field. */
  readonly sorted: readonly (readonly [name: string, start: string])[];
}

/** Data has few forms, and many thousands of each. */
const known = new Map<string, Start>();
const mostKnown = 1000;

function startsOf(names: readonly string[]): Start['sorted'] {
  const identity = names.join(' ');
  const found = known.get(identity);
  if (found !== undefined && areSame(found.names, names)) return found.sorted;
  const sorted = names
    .toSorted()
    .map((name): readonly [string, string] => [name, `${JSON.stringify(name)}:`]);
  if (known.size >= mostKnown) known.clear();
  known.set(identity, { names, sorted });
  return sorted;
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name, at) => name === others[at]);
}
