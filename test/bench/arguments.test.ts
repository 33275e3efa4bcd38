// What `npm run bench` is told, and what it says when that cannot be.
import { describe, expect, it } from 'vitest';
import { parseRequest, UsageError, usage } from '../../bench/arguments.ts';

const parsed = (line: string): ReturnType<typeof parseRequest> =>
  parseRequest(line.split(' ').filter((word) => word !== ''));

describe('arguments of the benchmark', () => {
  it('are all known to the text of --help', () => {
    const { task } = parsed('--help');
    expect(task.kind).toBe('help');
    expect(usage).toContain('--memory-limit');
  });

  it('describe the sizes, the segments and the limits', () => {
    const line =
      '--contacts 1_000_000 --events 50000000 --kinds 3 --tables each --days 30 --keys text --times zoned --amounts double --skew 0.5 --seed 4 --segments 1000 --overlap 1 --conditions rich --hand narrowed --singles 0 --minutes 60 --burst 100 --threads 2 --memory-limit 4GB --serving --undeclared --repeat 5 --format json';
    expect(parsed(line)).toMatchObject({
      repeat: 5,
      format: 'json',
      task: {
        kind: 'refresh',
        settings: {
          sizes: {
            contacts: 1_000_000,
            events: 50_000_000,
            kinds: 3,
            tables: 'each',
            days: 30,
            keys: 'text',
            times: 'zoned',
            amounts: 'double',
            skew: 0.5,
            seed: 4,
          },
          segments: 1_000,
          overlap: 1,
          conditions: 'rich',
          hand: 'narrowed',
          singles: 0,
          minutes: 60,
          burst: 100,
          limits: { threads: 2, memoryLimit: '4GB' },
          serving: true,
          undeclared: true,
        },
      },
    });
  });

  it('choose what is measured', () => {
    expect(parsed('--grow events --steps 1,2,8').task).toMatchObject({
      kind: 'growth',
      grow: 'events',
      steps: [1, 2, 8],
    });
    expect(parsed('--compile').task).toMatchObject({
      kind: 'compile',
      counts: [100, 1_000, 10_000],
    });
  });

  it.each([
    ['--contacts many', '--contacts is a whole number from 100 to 1000000000, not many'],
    ['--contacts 5', '--contacts is a whole number from 100 to 1000000000, not 5'],
    ['--skew 1.5', '--skew is a number from 0 to 1, not 1.5'],
    ['--keys uuid', '--keys is one of int, text, not uuid'],
    ['--times local', '--times is one of plain, zoned, not local'],
    ['--amounts float', '--amounts is one of money, decimal, double, not float'],
    ['--conditions poor', '--conditions is one of usual, attributes, rich, not poor'],
    ['--burst 0.5', '--burst is a whole number from 1 to 1000000, not 0.5'],
    ['--tables two', '--tables is one of one, each, not two'],
    ['--grow contacts', '--grow is one of segments, events, minutes, not contacts'],
    ['--grow events --steps 2,1', '--steps are numbers, each larger than the one before, not 2,1'],
    ['--segmentz 5', "Unknown option '--segmentz'"],
  ])('%s is refused', (line, message) => {
    expect(() => parsed(line)).toThrow(UsageError);
    expect(() => parsed(line)).toThrow(message);
  });
});
