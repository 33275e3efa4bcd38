// What is asked of sources and of copies of their rows in one refresh: several questions in one statement, and each only once, since
// they do not change while the refresh runs and entities can have one table.
import { must } from '../../../compiler/assert.ts';
import type { StagedKeys } from '../../../runtime/warehouse-changes.ts';
import type { Connection } from '../engine/connection.ts';
import { keepRows } from '../engine/keep-rows.ts';
import { numberOf, optionalText } from '../engine/row-values.ts';
import { names } from '../engine/sql-text.ts';

const doing = 'looking for changes of the sources';

/** Questions are SQL: queries with one row of one column, which must not read what the refresh stages. */
export interface SourceAnswers {
  /** In the order of the questions; undefined for NULL. */
  ask(questions: readonly string[]): Promise<readonly (string | undefined)[]>;
  /** Of counts. */
  numbers(questions: readonly string[]): Promise<readonly number[]>;
  /** Keeps the rows of a query that reads sources only under a name in the staging catalogue, or tells where they are kept already. */
  keep(relation: readonly string[], query: string): Promise<StagedKeys>;
}

/** Planning one very long statement is slow. */
const mostTogether = 100;

export function sourceAnswers(connection: Connection): SourceAnswers {
  const answers = new Map<string, string | undefined>();
  const kept = new Map<string, StagedKeys>();
  const ask = async (questions: readonly string[]): Promise<readonly (string | undefined)[]> => {
    const open = [...new Set(questions)].filter((question) => !answers.has(question));
    for (let at = 0; at < open.length; at += mostTogether) {
      const some = open.slice(at, at + mostTogether);
      const rows = await connection.rows(together(some), doing);
      for (const row of rows) {
        const question = must(some[numberOf(row, 'at')], 'a question');
        answers.set(question, optionalText(row, 'answer'));
      }
    }
    return questions.map((question) => answers.get(question));
  };
  return {
    ask,
    async numbers(questions) {
      return (await ask(questions)).map((answer) => Number(must(answer, 'a number')));
    },
    async keep(relation, query) {
      const known = kept.get(query);
      if (known !== undefined) return known;
      const count = await keepRows(connection, names(...relation), query, doing);
      const keys = { relation, count };
      kept.set(query, keys);
      return keys;
    },
  };
}

function together(questions: readonly string[]): string {
  return questions
    .map((question, at) => `SELECT ${at} AS at, CAST((${question}) AS VARCHAR) AS answer`)
    .join('\nUNION ALL ');
}
