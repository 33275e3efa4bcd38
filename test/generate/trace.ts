// Which rules of the grammar a text makes the parser enter, and which tokens each of them takes.
import type { IToken } from 'chevrotain';
import { createReporter } from '../../compiler/diagnostics/reporter.ts';
import { cutIntoChunks } from '../../compiler/syntax/chunks.ts';
import { limitFaults } from '../../compiler/syntax/fault-limit.ts';
import { Grammar } from '../../compiler/syntax/grammar.ts';
import { lex } from '../../compiler/syntax/lexer.ts';

export interface Trace {
  /** Without syntax errors. */
  readonly whole: boolean;
  /** `rule`, and `rule token` for each token that a rule takes. */
  readonly entered: ReadonlySet<string>;
}

/** Calls `record` for each rule and each pair of rule and token, through the two places that all of them pass. */
function traced(record: (step: string) => void): Grammar {
  const grammar = new Grammar(true);
  const stack: string[] = [];
  wrap(grammar, 'ruleInvocationStateUpdate', (_shortName, name) => {
    stack.push(String(name));
    record(String(name));
  });
  wrap(grammar, 'ruleFinallyStateUpdate', () => stack.pop());
  wrap(grammar, 'consumeInternal', (type) => {
    if (typeof type === 'object' && type !== null && 'name' in type) {
      record(`${stack.at(-1) ?? ''} ${String(type.name)}`);
    }
  });
  return grammar;
}

type Method = (...args: readonly unknown[]) => unknown;

/** Fails when the parser library has no such method any more. */
function wrap(grammar: Grammar, method: string, before: Method): void {
  const original: unknown = Reflect.get(grammar, method);
  if (typeof original !== 'function') throw new Error(`the parser has no method ${method}`);
  const replacement = (...args: readonly unknown[]): unknown => {
    before(...args);
    return Reflect.apply(original, grammar, args);
  };
  Reflect.set(grammar, method, replacement);
}

let current = new Set<string>();
let tracedGrammar: Grammar | undefined;

export function trace(text: string): Trace {
  tracedGrammar ??= traced((step) => current.add(step));
  current = new Set();
  const file = { path: 'traced.seg', text };
  const reporter = createReporter();
  const limited = limitFaults(reporter);
  const tokens: readonly IToken[] = lex(text).tokens;
  for (const chunk of cutIntoChunks(text, tokens)) {
    tracedGrammar.parseChunk({ file, reporter: limited, chunk });
  }
  return { whole: reporter.diagnostics.length === 0, entered: current };
}
