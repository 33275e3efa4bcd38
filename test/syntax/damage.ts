// Random damage to sample files: pieces removed, repeated, swapped or put in from elsewhere.
import * as fc from 'fast-check';

type Damage = (pieces: string[]) => void;

const extra = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '"',
  ',',
  ':',
  '=',
  '\n',
  ' or ',
  ' and ',
  'not ',
  'where ',
  'in ',
  '5',
  '%',
  'days',
  '//',
];

/** A third of one of `texts`, cut at a declaration, with up to `most` damages. */
export function damaged(texts: readonly string[], most = 4): fc.Arbitrary<string> {
  const declarations = texts.flatMap((text) => text.split(/(?<=\n\}\n)/));
  return fc
    .tuple(
      fc.subarray(declarations, { minLength: 1, maxLength: 3 }),
      fc.array(damage(), { maxLength: most }),
    )
    .map(([chosen, damages]) => {
      const pieces = chosen.join('').split(/(?<=\W)|(?=\W)/);
      for (const apply of damages) apply(pieces);
      return pieces.join('');
    });
}

function damage(): fc.Arbitrary<Damage> {
  const at = fc.double({ min: 0, max: 0.999_999, noNaN: true });
  return fc.oneof(
    at.map(
      (place): Damage =>
        (pieces) =>
          void pieces.splice(index(pieces, place), 1),
    ),
    fc.tuple(at, at).map(
      ([from, to]): Damage =>
        (pieces) =>
          void pieces.splice(index(pieces, to), 0, pieces[index(pieces, from)] ?? ''),
    ),
    fc.tuple(at, fc.constantFrom(...extra)).map(
      ([place, piece]): Damage =>
        (pieces) =>
          void pieces.splice(index(pieces, place), 0, piece),
    ),
  );
}

function index(pieces: readonly string[], place: number): number {
  return Math.floor(pieces.length * place);
}
