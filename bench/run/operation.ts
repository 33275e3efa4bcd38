// One operation of a benchmark, done in a process of its own: what the process is asked, and what it answers. JSON-safe.
import type { DataSizes } from '../data/sizes.ts';
import type { Meanwhile } from '../data/statements.ts';
import type { Limits } from '../project/write-project.ts';
import type { HandStatement } from '../segments/text.ts';

/** A database file and what DuckDB may use while it works on it. */
export interface Place {
  /** Folder of the project, absolute; the database and the spilled data lie in it. */
  readonly project: string;
  readonly limits: Limits;
}

export type Operation =
  /** Makes the tables in a file that does not exist yet. */
  | { readonly kind: 'generate'; readonly database: string; readonly sizes: DataSizes }
  /** Appends what arrives in the next minutes. */
  | {
      readonly kind: 'advance';
      readonly place: Place;
      readonly sizes: DataSizes;
      readonly meanwhile: Meanwhile;
    }
  /** Drops everything that Segform published and knows. */
  | { readonly kind: 'forget'; readonly place: Place }
  | {
      readonly kind: 'refresh';
      readonly place: Place;
      /** Milliseconds since 1970. */
      readonly now: number;
      /** Undefined: all. */
      readonly segments: readonly string[] | undefined;
      /** From all rows, whatever changed. */
      readonly full: boolean;
    }
  | {
      readonly kind: 'by hand';
      readonly place: Place;
      readonly statements: readonly HandStatement[];
    }
  /** Reads every column that conditions need, of every event, once. */
  | { readonly kind: 'read events'; readonly place: Place; readonly sizes: DataSizes }
  /** Groups all events by contact, with one count. */
  | { readonly kind: 'group events'; readonly place: Place; readonly sizes: DataSizes }
  /** Compares the members that Segform published with those found by hand. */
  | {
      readonly kind: 'compare';
      readonly place: Place;
      readonly segments: readonly string[];
    }
  /** Opens the project in that folder and edits it. */
  | { readonly kind: 'edit'; readonly project: string };

/** What the operation itself has to say. */
export interface Answer {
  /** The part of the time in which Segform loads and checks the project; 0 for everything else. */
  readonly compileMs: number;
  /** Segments whose members differ; of `compare` only. */
  readonly different: readonly Difference[];
  /** Members of all segments together, of `compare` only. */
  readonly members: number;
  /** Milliseconds of each edit, of `edit` only. */
  readonly laps: readonly number[];
}

export interface Difference {
  readonly segment: string;
  /** Members that only Segform has. */
  readonly only: number;
  /** Members that only the query written by hand has. */
  readonly missing: number;
}

/** What the operation's process says at its end. Neither its start nor the loading of its code counts, but for memory. */
export interface Done extends Answer {
  readonly wallMs: number;
  /** User and system time of all threads. */
  readonly cpuMs: number;
  /** The most memory the process ever held. */
  readonly memoryBytes: number;
}

export interface Measured extends Done {
  /** The most that lay in the folder for spilled data, sampled. */
  readonly spilledBytes: number;
}
