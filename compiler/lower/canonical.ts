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
  for (const name of Object.keys(value).toSorted()) {
    const field = value[name];
    if (field === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(field)}`;
  }
  return `{${text}}`;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
