// What a command says about itself: shown by --help and used to read its arguments.

export interface OptionDeclaration {
  /** Without dashes, kebab-case. */
  readonly name: string;
  /** A flag takes no value; a list may be given many times and splits at commas; what is repeated may too, each value as it is. */
  readonly kind: 'flag' | 'text' | 'list' | 'repeated' | 'count';
  /** Shown after the name: `--out <dir>`. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly description: string;
}

export interface PositionalDeclaration {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** Takes all that remain. */
  readonly many: boolean;
}

export interface Example {
  readonly line: string;
  readonly meaning: string;
}

export interface CommandDeclaration {
  readonly name: string;
  /** Full sentences, shown below the usage line. */
  readonly description: string;
  readonly positionals: readonly PositionalDeclaration[];
  readonly options: readonly OptionDeclaration[];
  /** Of `--format`, beside text and json. */
  readonly formats?: readonly string[];
  readonly examples: readonly Example[];
}

/** A command in the list of all, before it is loaded. */
export interface CommandEntry<C extends CommandDeclaration> {
  readonly name: string;
  /** One line of `segform --help`. */
  readonly summary: string;
  load(): Promise<C>;
}
