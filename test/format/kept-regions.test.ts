// Regions between `// fmt: off` and `// fmt: on` stay as they are, whatever stands around them.
import { describe, expect, it } from 'vitest';
import { formatted } from './format-text.ts';

function check(source: string, expected: string): void {
  expect(formatted(source)).toBe(expected);
  expect(formatted(expected)).toBe(expected);
  expect(formatted(source.replaceAll('\n', '\r\n'))).toBe(expected);
}

describe('fmt: off', () => {
  it('keeps declarations up to fmt: on', () => {
    check(
      'enum a["x"]\n// fmt: off\nenum  b ["x",\n         "y"]  \n\n\n\n// fmt: on\nenum c["x"]\n',
      'enum a ["x"]\n\n// fmt: off\nenum  b ["x",\n         "y"]  \n\n\n\n// fmt: on\n\nenum c ["x"]\n',
    );
  });

  it('keeps the rest of the file without fmt: on', () => {
    check(
      'enum a["x"]\n\n// fmt: off\nenum  b ["x"]   \n\n\n',
      'enum a ["x"]\n\n// fmt: off\nenum  b ["x"]   \n\n\n',
    );
    check('// fmt: off\nenum  b ["x"]', '// fmt: off\nenum  b ["x"]\n');
    check('// fmt: off', '// fmt: off\n');
  });

  it('keeps lines of a block, with only the two comments moved to the margin', () => {
    check(
      'segment s of m {\nwhere {\na=1\n      // fmt: off\n b   =  2,  c=3\n\n\n\td=4 // d\n // fmt: on\ne=5\n}\n}\n',
      'segment s of m {\n  where {\n    a = 1\n    // fmt: off\n b   =  2,  c=3\n\n\n\td=4 // d\n    // fmt: on\n    e = 5\n  }\n}\n',
    );
  });

  it('keeps the rest of a block without fmt: on', () => {
    check(
      'segment s of m {\nwhere { // fmt: off\n a   =  1\n   b=2 }\nexcept   c=3 }\n',
      'segment s of m {\n  where {\n    // fmt: off\n a   =  1\n   b=2 \n  }\n  except c = 3\n}\n',
    );
  });

  it('ends at the comment of its own level', () => {
    check(
      'object o {\n// fmt: off\na :  json { \n // fmt: on\n b:int\n}\nc   : int\n}\nenum e["x"]',
      'object o {\n  // fmt: off\na :  json { \n // fmt: on\n b:int\n}\nc   : int\n}\n\nenum e ["x"]\n',
    );
  });

  it('lets no part of a segment pass it', () => {
    check(
      'segment s of m {\nwhere { a=1 }\n// fmt: off\ntitle : "x"\n// fmt: on\nowner : "y"\n}\n',
      'segment s of m {\n  where {\n    a = 1\n  }\n  // fmt: off\ntitle : "x"\n  // fmt: on\n  owner: "y"\n}\n',
    );
  });

  it('keeps a list or a line that holds it', () => {
    check(
      'segment s of m { where { a in [ 1,2, // fmt: off\n  10,20 ]\n(a=1 // fmt: off\n      or b=2) } }',
      'segment s of m {\n  where {\n    a in [ 1,2, // fmt: off\n  10,20 ]\n    (a=1 // fmt: off\n      or b=2)\n  }\n}\n',
    );
  });

  it('is a comment like others behind something on its line', () => {
    check('enum a["x"] // fmt: off\nenum  b["y"]\n', 'enum a ["x"] // fmt: off\nenum b ["y"]\n');
    check('// fmt: on\nenum  b["y"]\n', '// fmt: on\nenum b ["y"]\n');
    check('// fmt: offline\nenum  b["y"]\n', '// fmt: offline\nenum b ["y"]\n');
  });
});
