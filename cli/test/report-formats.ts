// A run of tests for other programs: JUnit XML, which CI systems read, and annotations of GitHub workflows.
import { indexSources, placed } from '../../compiler/diagnostics/render.ts';
import type { Findings } from '../output/diagnostics-text.ts';
import {
  calledObject,
  type ReportedTest,
  tellingConditions,
  type TestReport,
} from './test-report.ts';
import { plural } from '../output/quantities.ts';

/** What does not hold, as plain text: one paragraph for each failure. */
export function plainFailures({ failures, problems }: ReportedTest): readonly PlainFailure[] {
  return [
    ...failures.map(({ message, where, objects }) => ({
      message,
      where,
      lines: objects.flatMap((object) =>
        tellingConditions(object).map((condition) => {
          const { path, line } = condition.where;
          const who = objects.length > 1 ? ` for ${calledObject(object)}` : '';
          const why = condition.facts.length === 0 ? '' : `: ${condition.facts.join('; ')}`;
          return `${path}:${line} ${condition.text} is ${String(condition.truth)}${who}${why}`;
        }),
      ),
    })),
    ...problems.map(({ code, message, help }) => ({
      message: `error[${code}]: ${message}`,
      where: undefined,
      lines: help === undefined ? [] : [help],
    })),
  ];
}

export interface PlainFailure {
  readonly message: string;
  /** Undefined: the test. */
  readonly where: ReportedTest['where'] | undefined;
  readonly lines: readonly string[];
}

/** One suite for each file, one case for each test. */
export function junitXml({ tests }: TestReport): string {
  const files = [...new Set(tests.map(({ where }) => where.path))];
  const suites = files.map((file) => {
    const ofFile = tests.filter(({ where }) => where.path === file);
    const cases = ofFile.map(junitCase);
    return `  <testsuite ${attributes({ name: file, ...totals(ofFile) })}>\n${cases.join('')}  </testsuite>\n`;
  });
  const all = attributes({ name: 'segform', ...totals(tests) });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${all}>\n${suites.join('')}</testsuites>\n`;
}

function totals(tests: readonly ReportedTest[]): Readonly<Record<string, string>> {
  const count = (status: ReportedTest['status']): string =>
    String(tests.filter((test) => test.status === status).length);
  return {
    tests: String(tests.length),
    failures: count('failed'),
    errors: count('error'),
    time: seconds(tests.reduce((sum, { milliseconds }) => sum + milliseconds, 0)),
  };
}

function junitCase(test: ReportedTest): string {
  const { name, segment, where, milliseconds, status } = test;
  const head = attributes({
    name,
    classname: segment,
    file: where.path,
    line: String(where.line),
    time: seconds(milliseconds),
  });
  if (status === 'passed') return `    <testcase ${head}/>\n`;
  const tag = status === 'failed' ? 'failure' : 'error';
  const parts = plainFailures(test).map(({ message, where: place, lines }) => {
    const at = place === undefined ? [] : [`${place.path}:${place.line}:${place.column}`];
    const text = [message, ...at, ...lines].join('\n');
    return `      <${tag} ${attributes({ message, type: tag })}>${escaped(text)}</${tag}>\n`;
  });
  return `    <testcase ${head}>\n${parts.join('')}    </testcase>\n`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(value).replaceAll('\n', '&#10;')}"`)
    .join(' ');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Signs that XML cannot hold, not even escaped, become a question mark. */
function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '?');
}

/** `prefix`: what comes before the project's paths in the repository, with a slash at its end, or nothing. */
export function githubAnnotations({ tests, counts }: TestReport, prefix: string): string {
  const annotations = tests.flatMap((test) =>
    plainFailures(test).map(({ message, where, lines }) => {
      const { path, line, column } = where ?? test.where;
      const properties = {
        file: `${prefix}${path}`,
        line: String(line),
        col: String(column),
        title: `${test.segment}: ${test.name}`,
      };
      const named = Object.entries(properties).map(
        ([name, value]) => `${name}=${escapedProperty(value)}`,
      );
      return `::error ${named.join(',')}::${escapedData([message, ...lines].join('\n'))}\n`;
    }),
  );
  const { passed, failed, errors, notRun } = counts;
  const all = plural(passed + failed + errors + notRun, 'test');
  return `${annotations.join('')}${all}: ${passed} passed, ${failed + errors} failed\n`;
}

/** A project with faults runs no test; its errors are annotations, too. */
export function githubFindings({ diagnostics, sources }: Findings, prefix: string): string {
  const index = indexSources(sources);
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, span }) => {
      const { path, line, column } = placed(span, index);
      const file = escapedProperty(`${prefix}${path}`);
      return `::error file=${file},line=${line},col=${column},title=${code}::${escapedData(message)}\n`;
    })
    .join('');
}

/** A project with faults as a report of tests: one error for each fault, so that nobody takes it for a success. */
export function junitFindings({ diagnostics, sources }: Findings): string {
  const index = indexSources(sources);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const cases = errors.map(({ code, message, span }) => {
    const { path, line } = placed(span, index);
    const head = attributes({ name: `${code} ${path}:${line}`, classname: 'check', file: path });
    const error = `<error ${attributes({ message, type: code })}/>`;
    return `    <testcase ${head}>\n      ${error}\n    </testcase>\n`;
  });
  const facts = { tests: String(errors.length), failures: '0', errors: String(errors.length) };
  const suite = `  <testsuite ${attributes({ name: 'check', ...facts })}>\n${cases.join('')}  </testsuite>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${attributes({ name: 'segform', ...facts })}>\n${suite}</testsuites>\n`;
}

function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
