// Part of compiler/sql: text that holds a version → a text in the order of versions, missing when it holds none.
// The algorithm is that of compiler/check/version-order.ts, step by step.
import { versionPattern, versionPatterns } from '../check/version-order.ts';
import type { Sql, SqlDialect } from './dialect.ts';
import { binary, call, caseWhen, number, text } from './expressions.ts';

export function emitVersionKey(dialect: SqlDialect, stored: Sql): Sql {
  const { aside, beforePrerelease, numeric, padded } = versionPatterns;
  const plain = dialect.regexReplaceAll(stored, aside, '');
  const numbers = call('SPLIT_PART', plain, text('-'), number('1'));
  const core = ['1', '2', '3', '4'].map((at) =>
    call('LPAD', call('SPLIT_PART', numbers, text('.'), number(at)), number('10'), text('0')),
  );
  const prerelease = dialect.regexReplaceAll(plain, beforePrerelease, '');
  const marked = dialect.regexReplaceAll(prerelease, numeric, String.raw`\1#0000000000\2`);
  const identifiers = call(
    'REPLACE',
    dialect.regexReplaceAll(marked, padded, String.raw`\1`),
    text('.'),
    text('!'),
  );
  const released = caseWhen(binary(prerelease, '=', text('')), text('~'));
  const end = call('COALESCE', released, joined([text('-'), identifiers]));
  const key = joined([...core, end]);
  return caseWhen(dialect.regexFound(stored, text(versionPattern), false), key);
}

function joined(parts: readonly Sql[]): Sql {
  const [first = text(''), ...rest] = parts;
  return rest.reduce((left, right) => binary(left, '||', right), first);
}
