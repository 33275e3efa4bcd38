// Port of render.ts: how parts of a message are emphasised. The compiler knows no terminal.

/** Each function returns its text with emphasis; widths must not change. */
export interface Style {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly note: (text: string) => string;
  readonly help: (text: string) => string;
  readonly gutter: (text: string) => string;
  readonly strong: (text: string) => string;
}

const plain = (text: string): string => text;

/** No emphasis: files, pipes and tests. */
export const plainStyle: Style = {
  error: plain,
  warning: plain,
  note: plain,
  help: plain,
  gutter: plain,
  strong: plain,
};

/** ANSI colours for a terminal. */
export const ansiStyle: Style = {
  error: (text) => `\u001B[1;31m${text}\u001B[0m`,
  warning: (text) => `\u001B[1;33m${text}\u001B[0m`,
  note: (text) => `\u001B[1;36m${text}\u001B[0m`,
  help: (text) => `\u001B[36m${text}\u001B[0m`,
  gutter: (text) => `\u001B[34m${text}\u001B[0m`,
  strong: (text) => `\u001B[1m${text}\u001B[0m`,
};
