// What layout arranges: things that stand on lines of their own, alone and with their comments.
import type { Extent } from '../compiler/syntax/parse-alone.ts';

/** Something that stands on lines of its own. */
export interface Item {
  readonly extent: Extent;
  /** Without the indentation of its first line. Marks the comments it prints. */
  readonly print: () => string;
  /** Items of lower rank stand first; within a rank the order is the source's. */
  readonly rank?: number;
  /** True for a region that is kept as it is; other items keep to their side of it. */
  readonly kept?: true;
}

/** An item with its comments, or the comments behind the last item. */
export interface Unit {
  readonly item: Item | undefined;
  /** From the first comment above to the comment behind. */
  readonly extent: Extent;
  /** Comments above, and empty lines among them. */
  readonly leading: readonly string[];
  /** The comment behind on the same line, after a blank; empty when there is none. */
  readonly trailing: string;
  /** True when an empty line stands before it and something stands before that. */
  readonly blankBefore: boolean;
}

/** A unit and its text with its margin. */
export interface Block extends Unit {
  readonly text: string;
}

export interface Layout {
  readonly indent: number;
  /** True to keep items of several lines apart by a blank line. */
  readonly apart?: boolean;
  /** Ranks that begin with a blank line when something stands before them. */
  readonly spaced?: ReadonlySet<number>;
  /** Behind every item but the last, such as `,`. */
  readonly separator?: string;
  /**
   * True for items that stood on one line in brackets: one that would have to be kept as written cannot stand on lines
   * of its own. Its comments are left to whoever prints what is around.
   */
  readonly fromOneLine?: boolean;
}

/** What was laid out where, so that a part of it can be taken. */
export interface LaidOut {
  readonly region: Extent;
  readonly layout: Layout;
  readonly blocks: readonly Block[];
  /** What was laid out inside the blocks; of two over one region the later counts. */
  readonly inner: readonly LaidOut[];
}
