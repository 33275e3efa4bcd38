// The names of the language's own types. `later` ones are recognised and not compiled by this version.

export const baseTypes: ReadonlyMap<string, 'plain' | 'with_arguments' | 'later'> = new Map([
  ['id', 'plain'],
  ['text', 'plain'],
  ['email', 'plain'],
  ['url', 'plain'],
  ['int', 'plain'],
  ['decimal', 'plain'],
  ['percent', 'plain'],
  ['money', 'with_arguments'],
  ['bool', 'plain'],
  ['date', 'plain'],
  ['timestamp', 'plain'],
  ['enum', 'with_arguments'],
  ['json', 'plain'],
  ['version', 'plain'],
  ['geo', 'plain'],
  ['duration', 'later'],
]);
