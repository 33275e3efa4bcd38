// Part of compiler/explain: a condition in the words of its source, on one line.
import { assertNever } from '../assert.ts';
import { visible } from '../diagnostics/visible-line.ts';
import type { SourceFile, Span } from '../source.ts';
import type { ExplainedCondition } from './explained-condition.ts';

/** The text of a place in the sources, on one line, without comments. */
export type TextOf = (span: Span) => string;

export function textIn(sources: readonly SourceFile[]): TextOf {
  const byPath = new Map(sources.map(({ path, text }) => [path, text]));
  return ({ file, start, end }) => oneLine((byPath.get(file) ?? '').slice(start, end));
}

/** Texts in quotes stay as they are, comments go, line ends become spaces (commas where a line ends a condition). */
function oneLine(text: string): string {
  const parts = text.match(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n\r]*|[^"/]+|[\s\S]/g) ?? [];
  const kept = parts.map((part) => {
    if (part.startsWith('//')) return '';
    return part.startsWith('"') ? part : part.replaceAll(/\s*[\n\r]+\s*/g, '\n');
  });
  const joined = kept
    .join('')
    .replaceAll(/\n+/g, '\n')
    .replaceAll(/([[({,])\n/g, '$1 ')
    .replaceAll(/\n([\])}])/g, ' $1')
    .replaceAll('\n', ', ');
  return visible(joined.replaceAll(/ {2,}/g, ' ').trim());
}

/** Of a leaf its whole text; of what is made of other conditions only how they are combined. */
export function conditionText(condition: ExplainedCondition, textOf: TextOf): string {
  const text = bareText(condition, textOf);
  return condition.role === 'enter' ? `enters: ${text}` : text;
}

function bareText(condition: ExplainedCondition, textOf: TextOf): string {
  const { connective, role, children, span } = condition;
  switch (connective.kind) {
    case 'all':
      return 'all of';
    case 'any':
      return role === 'stay' ? 'enters, or stays' : 'any of';
    case 'none':
      return 'none of';
    case 'not': {
      const [inner] = children;
      const word = role === 'except' ? 'except' : role === 'leave' ? 'does not leave:' : 'not';
      return inner === undefined ? word : `${word} ${conditionText(inner, textOf)}`;
    }
    case 'count_of': {
      const amount = String(connective.amount.value);
      return `${connective.comparison.replace('_', ' ')} ${amount} of`;
    }
    case 'reference':
      return textOf(span);
    case 'leaf':
      return connective.what === 'member_before' ? 'a member after the last refresh' : textOf(span);
    default:
      return assertNever(connective);
  }
}
