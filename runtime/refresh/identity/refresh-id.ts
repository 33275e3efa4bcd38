// Ids of refreshes: a counter that sorts in the order of commits, then `now`. No dice, so that equal inputs give equal relations.

export interface RefreshIdentity {
  /** From 1 on, without gaps. */
  readonly number: number;
  readonly refreshId: string;
}

/** `00000042-20251101T090000Z` after `00000041-…`. */
export function nextRefreshId(last: string | undefined, now: string): RefreshIdentity {
  const number = last === undefined ? 1 : Number(last.split('-')[0]) + 1;
  const compact = now.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  return { number, refreshId: `${String(number).padStart(8, '0')}-${compact}` };
}
