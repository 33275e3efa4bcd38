// Times of the compiler → their report, as data and for people.
import { renderTable } from '../../cli/output/table.ts';
import type { Timed } from '../compile/time-commands.ts';
import { type Spread, spreadOf } from './statistics.ts';

export interface CompileReportBody {
  readonly commands: readonly {
    readonly name: Timed['name'];
    /** Of the project; absent for what reads none. */
    readonly segments?: number;
    readonly wall_ms: Spread;
  }[];
}

const titles: Readonly<Record<Timed['name'], string>> = {
  version: 'segform --version',
  check: 'segform check',
  compile: 'segform compile',
  edit: 'check again after an edit, in one process',
};

export function compileReport(timed: readonly Timed[]): CompileReportBody {
  return {
    commands: timed.map(({ name, segments, times }) => ({
      name,
      ...(segments === undefined ? {} : { segments }),
      wall_ms: spreadOf(times),
    })),
  };
}

export function compileText({ commands }: CompileReportBody): string {
  const columns = ['segments', 'least', 'median', 'largest'];
  return renderTable(
    [
      { title: 'command', align: 'left' },
      ...columns.map((title) => ({ title, align: 'right' as const })),
    ],
    commands.map(({ name, segments, wall_ms: { min, median, max } }) => [
      titles[name],
      segments === undefined ? '' : String(segments),
      ...[min, median, max].map((value) => `${value.toFixed(0)} ms`),
    ]),
  );
}
