// Makes a text that shows a bug as small as it can be made in a bounded time.

/** `shows` tells whether a text shows the same bug; stops after `milliseconds` by `clock`. */
export function shrink(
  text: string,
  shows: (text: string) => boolean,
  milliseconds: number,
  clock: () => number,
): string {
  const end = clock() + milliseconds;
  let best = text;
  for (const split of [byDeclaration, byLine, byToken, byCharacter]) {
    best = withoutPieces(split(best), shows, () => clock() > end).join('');
  }
  return best;
}

const byDeclaration = (text: string): string[] => text.split(/(?<=\n\}\n)/);
const byLine = (text: string): string[] => text.split(/(?<=\n)/);
const byToken = (text: string): string[] => text.match(/\w+|\s+|[^\w\s]/g) ?? [];
const byCharacter = (text: string): string[] => text.split('');

/** Leaves out runs of pieces, long ones first, as long as the bug stays. */
function withoutPieces(
  pieces: readonly string[],
  shows: (text: string) => boolean,
  late: () => boolean,
): readonly string[] {
  let kept = [...pieces];
  for (
    let size = Math.ceil(kept.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = 0; at < kept.length && !late();) {
      const fewer = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (shows(fewer.join(''))) kept = fewer;
      else at += size;
    }
  }
  return kept;
}
