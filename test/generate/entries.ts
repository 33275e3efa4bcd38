// Constructs of which the grammar alone does not know enough: what their checks refuse is hardly generated.
import type { Derivation } from './derive.ts';
import { pick, sometimes } from './choices.ts';

export interface Entry {
  /** Rules that it always writes, beside those the grammar demands. */
  readonly needs?: readonly string[];
  /** Writes the tokens of the rule; `depth` is what is left for the rules inside it. */
  readonly write: (into: Derivation, depth: number) => void;
}

/** By rule; a rule that is not here is generated as the grammar has it. */
export const entries: Readonly<Record<string, Entry | undefined>> = {
  /** `and` and `or` are never mixed without parentheses. */
  expression: {
    write(into, depth) {
      const word = pick(into.choices, ['and', 'or']);
      const count = 1 + pick(into.choices, [0, 0, 0, 1, 2]);
      for (let index = 0; index < count; index += 1) {
        if (index > 0) into.write(word);
        if (sometimes(into.choices, 8)) into.write('not');
        into.rule('condition', depth);
      }
    },
  },
  /** A `case` has a `when`, and its `else` is last. */
  cases: {
    needs: ['caseBranch'],
    write(into, depth) {
      into.write('case', '{');
      into.endLine();
      for (let count = into.choices.below(3); count >= 0; count -= 1) {
        into.rule('caseBranch', depth);
        into.endLine();
      }
      if (sometimes(into.choices, 2)) {
        into.rule('caseElse', depth);
        into.endLine();
      }
      into.write('}');
    },
  },
  /** The first step has no `then` and no `within`. */
  sequence: {
    needs: ['path'],
    write(into, depth) {
      into.write('sequence');
      into.option('window', depth);
      into.write('{');
      into.endLine();
      into.option('pin', depth);
      into.rule('path', depth);
      into.rule('alias', depth);
      into.option('where', depth);
      into.endLine();
      for (let count = into.choices.below(3); count >= 0; count -= 1) {
        into.option('laterStep', depth);
        into.endLine();
      }
      into.write('}');
    },
  },
  /** What must not happen is not pinned. */
  laterStep: {
    needs: ['path'],
    write(into, depth) {
      into.write('then');
      if (sometimes(into.choices, 3)) into.write('no');
      else into.option('pin', depth);
      into.rule('stepRows', depth);
    },
  },
  /** In a calendar `open` is no setting. */
  openHours: {
    write(into, depth) {
      into.write('open', ':');
      into.rule('dayName', depth);
      if (sometimes(into.choices, 2)) {
        into.write('..');
        into.rule('dayName', depth);
      }
      if (sometimes(into.choices, 2)) {
        into.rule('timeOfDay', depth);
        into.write('..');
        into.rule('timeOfDay', depth);
      }
    },
  },
  timeOfDay: {
    write(into) {
      into.write(pick(into.choices, ['0', '8', '08', '23']), ':', pick(into.choices, ['00', '30']));
    },
  },
  /** Not every part of a test stands everywhere. */
  test: {
    needs: ['testTitle', 'declared'],
    write(into, depth) {
      into.write('test');
      into.rule('testTitle', depth);
      into.write('of');
      into.rule('declared', depth);
      into.option('args', depth);
      parts(into, depth, ['testNow', 'use', 'given', 'casesOf', 'expect', 'thenStep']);
    },
  },
  fixtures: {
    needs: ['declared'],
    write(into, depth) {
      into.write('fixtures');
      into.rule('declared', depth);
      parts(into, depth, ['use', 'given']);
    },
  },
  thenStep: {
    needs: ['timeParts', 'fixtureValue'],
    write(into, depth) {
      into.write('then');
      if (sometimes(into.choices, 2)) {
        into.write('at');
        into.rule('fixtureValue', depth);
      } else {
        into.rule('timeParts', depth);
        into.write('later');
      }
      parts(into, depth, ['given', 'casesOf', 'remove', 'expect']);
    },
  },
  /** Only `this` takes `full`, and only the others a number. */
  calendar: {
    write(into, depth) {
      const word = pick(into.choices, ['this', 'previous', 'following']);
      into.write(word);
      if (word !== 'this') into.option('amount', depth);
      else if (sometimes(into.choices, 2)) into.write('full');
      into.rule('unit', depth);
    },
  },
};

/** Lines of a test, those of `rules` in this order, each some of the time. */
function parts(into: Derivation, depth: number, rules: readonly string[]): void {
  into.write('{');
  into.endLine();
  for (const rule of rules) {
    for (let count = into.choices.below(2); count >= 0; count -= 1) {
      into.option(rule, depth);
      into.endLine();
    }
  }
  into.write('}');
}
