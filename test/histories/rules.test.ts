// Every wording of the rules is of the language, whatever the model says of how its tables change.
import { expect, it } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import { modelOf } from './nouns.ts';
import { rules, wordingOf } from './rules.ts';
import { variantOf } from './tracking.ts';

it.each([[[0, 0, 0, 0, 0, 0, 0, 0]], [[1, 1, 1, 1, 1, 1, 1, 1]], [[2, 2, 3, 3, 1, 1, 1, 1]]])(
  'every wording of every rule is accepted (variant %j)',
  (numbers) => {
    const given = ['person', 'firm', 'order']
      .map((object) => `segment x_${object} of ${object} { where { id is known } }`)
      .join('\n');
    const said = rules.flatMap((rule, index) =>
      rule.wordings.map((_wording, number) => {
        const names = rule.refers.map((object) => `x_${object}`);
        const text = wordingOf(rule, number, names);
        return `segment s${String(index)}_${String(number)} of ${rule.object} {\n${text}}\n`;
      }),
    );
    const text = `${modelOf(variantOf(numbers))}\n${given}\n${said.join('\n')}`;
    const { diagnostics } = checkProject([{ path: 'all.seg', text }]);
    const errors = diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(
        ({ code, message, span }) =>
          `${code} ${message} «${text.slice(span.start - 30, span.end + 20)}»`,
      );
    expect(errors).toEqual([]);
  },
);
