// What `npm run histories` is asked for, and what it says to what cannot be meant.
import { expect, it } from 'vitest';
import { parseCampaign, usage, UsageError } from './campaign-arguments.ts';

it('what is left out has a default, and the seed is another one each time', () => {
  expect(parseCampaign([], 77)).toEqual({
    histories: 1000,
    refreshes: 10,
    seed: 77,
    path: undefined,
    plant: undefined,
    workers: 2,
    minutes: 0,
    failures: 5,
  });
});

it('a failure is run again by what it tells', () => {
  const args = ['--seed', '31', '--histories', '25', '--path', '4:0:1', '--plant', 'purges'];
  expect(parseCampaign(args, 77)).toMatchObject({
    seed: 31,
    histories: 25,
    path: '4:0:1',
    plant: 'purges',
  });
});

it('--help names every option', () => {
  expect(parseCampaign(['--help'], 77)).toBe('help');
  for (const option of Object.keys(parseCampaign([], 77))) expect(usage).toContain(`--${option} `);
});

it.each([
  [['--history', '3'], /--history/],
  [['--histories', 'many'], '--histories must be a whole number, not "many"'],
  [['--plant', 'rose'], /^--plant is one of newer, /],
  [['25'], /25/],
])('%j is refused', (args, message) => {
  expect(() => parseCampaign(args, 77)).toThrow(UsageError);
  expect(() => parseCampaign(args, 77)).toThrow(message);
});
