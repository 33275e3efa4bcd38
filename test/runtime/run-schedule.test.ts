// The scheduler with a clock that moves when it waits: batching, missed times, retries, clean stop.
import { afterEach, describe, expect, it } from 'vitest';
import { openPublished, openWarehouse } from '../../dialects/open-warehouse.ts';
import { runSchedule, type ScheduleEvent } from '../../runtime/schedule/run-schedule.ts';
import { openDuckdbWarehouse } from '../../dialects/duckdb/warehouse.ts';
import { ProjectOnDisk } from './project-on-disk.ts';

const projects: ProjectOnDisk[] = [];
afterEach(() => {
  for (const made of projects.splice(0)) made.remove();
});

const segment = (name: string, refresh: string): string =>
  `segment ${name} of contact {\n  refresh: ${refresh}\n  where {\n    email is known\n  }\n}\n\n`;

function project(segments: string): ProjectOnDisk {
  const made = new ProjectOnDisk({
    'segform.yaml':
      'targets:\n  dev:\n    type: duckdb\n    database: w.duckdb\n    mounts:\n      contacts: contacts.csv\n',
    'contacts.csv': 'id,email\n1,a@x.com\n',
    'model.seg':
      'project demo {\n  timezone: "Europe/Berlin"\n  refresh: every 1 hour\n}\n\nobject contact @table("contacts") {\n  id: id @key\n  email: email?\n}\n',
    'segments.seg': segments,
  });
  projects.push(made);
  return made;
}

/** Runs from `start` until the clock passes `end`; what happened, one line each. */
async function play(
  made: ProjectOnDisk,
  start: string,
  end: string,
  during?: (event: ScheduleEvent, time: string) => Promise<void> | void,
): Promise<readonly string[]> {
  let time = Date.parse(start);
  const clock = { now: (): string => new Date(time).toISOString() };
  const controller = new AbortController();
  const lines: string[] = [];
  const pending: Promise<void>[] = [];
  await runSchedule({
    ...made.options(),
    clock,
    openWarehouse,
    openPublished,
    signal: controller.signal,
    wait: async (milliseconds) => {
      await Promise.all(pending.splice(0));
      time += milliseconds;
      if (time > Date.parse(end)) controller.abort();
    },
    onEvent: (event) => {
      lines.push(lineOf(event, clock.now()));
      const work = during?.(event, clock.now());
      if (work !== undefined) pending.push(work);
    },
  });
  return lines;
}

function lineOf(event: ScheduleEvent, time: string): string {
  const at = time.slice(11, 16);
  switch (event.kind) {
    case 'waiting':
      return `${at} waits for ${event.at?.slice(11, 16) ?? 'nothing'} ${event.segments.join(' ')}`.trim();
    case 'refreshing':
      return `${at} refreshes ${event.segments.join(' ')}`;
    case 'refreshed':
      return `${at} ${event.report.status}`;
    case 'failed':
      return `${at} ${event.problem.code}`;
    case 'stopped':
      return 'stopped';
  }
}

describe('the schedule', () => {
  it('refreshes what is due in one go, inherits the project period, and stops', async () => {
    const made = project(
      `${segment('often', 'every 30 minutes')}${segment('never', 'manual')}segment inherited of contact {\n  where {\n    email is known\n  }\n}\n`,
    );
    const lines = await play(made, '2026-03-01T09:10:00Z', '2026-03-01T10:20:00Z');
    expect(lines).toEqual([
      '09:10 refreshes inherited often',
      '09:10 succeeded',
      '09:10 waits for 09:30 often',
      '09:30 refreshes often',
      '09:30 succeeded',
      '09:30 waits for 10:00 inherited often',
      '10:00 refreshes inherited often',
      '10:00 succeeded',
      '10:00 waits for 10:30 often',
      'stopped',
    ]);
  });

  it('counts missed times once, and knows what an earlier run published', async () => {
    const made = project(segment('daily', 'cron "0 6 * * *"'));
    await made.refresh('2026-02-20T09:00:00Z');
    const lines = await play(made, '2026-03-01T09:00:00Z', '2026-03-01T09:10:00Z');
    expect(lines).toEqual([
      '09:00 refreshes daily',
      '09:00 succeeded',
      '09:00 waits for 05:00 daily',
      'stopped',
    ]);
  });

  it('tries again when the warehouse is locked', async () => {
    const made = project(segment('often', 'every 30 minutes'));
    const target = made.target();
    if (target.kind !== 'duckdb') throw new Error('not a DuckDB target');
    const other = await openDuckdbWarehouse(target);
    const lines = await play(made, '2026-03-01T09:10:00Z', '2026-03-01T09:12:00Z', (event) => {
      return event.kind === 'failed' ? other.close() : undefined;
    });
    expect(lines.slice(0, 4)).toEqual([
      '09:10 refreshes often',
      '09:10 SEG7001',
      '09:11 refreshes often',
      '09:11 succeeded',
    ]);
  });

  it('waits for nothing when everything is manual', async () => {
    const made = project(segment('never', 'manual'));
    const lines = await play(made, '2026-03-01T09:10:00Z', '2026-03-01T09:12:00Z');
    expect(lines).toEqual(['09:10 waits for nothing', 'stopped']);
  });
});
