// Typed access to the arguments of one command, after they were checked against its declaration.

export type ArgumentValue = boolean | number | string | readonly string[];

export interface CommandArguments {
  flag(name: string): boolean;
  text(name: string): string | undefined;
  /** Whole number, 0 or more. */
  count(name: string): number | undefined;
  list(name: string): readonly string[];
}

/** `values` holds positionals and options under their names; what was not given is absent. */
export function commandArguments(values: ReadonlyMap<string, ArgumentValue>): CommandArguments {
  return {
    flag: (name) => values.get(name) === true,
    text(name) {
      const value = values.get(name);
      return typeof value === 'string' ? value : undefined;
    },
    count(name) {
      const value = values.get(name);
      return typeof value === 'number' ? value : undefined;
    },
    list(name) {
      const value = values.get(name);
      return typeof value === 'object' ? value : [];
    },
  };
}
