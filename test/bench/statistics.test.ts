// Spreads and ratios of repeats.
import { describe, expect, it } from 'vitest';
import { ratioSpread, spreadOf } from '../../bench/report/statistics.ts';

describe('a spread', () => {
  it('is the least, the middle and the largest, in whatever order', () => {
    expect(spreadOf([30, 10, 20])).toEqual({ min: 10, median: 20, max: 30 });
    expect(spreadOf([100, 9, 20])).toEqual({ min: 9, median: 20, max: 100 });
  });

  it('has the mean of the two in the middle of an even number', () => {
    expect(spreadOf([4, 1, 2, 10])).toEqual({ min: 1, median: 3, max: 10 });
  });

  it('of one number is that number', () => {
    expect(spreadOf([7])).toEqual({ min: 7, median: 7, max: 7 });
  });

  it('of nothing does not exist', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

describe('a ratio', () => {
  it('is taken within each repeat, so that a slow moment of the machine cancels out', () => {
    expect(ratioSpread([10, 100, 30], [20, 200, 30])).toEqual({ min: 0.5, median: 0.5, max: 1 });
  });

  it('needs both sides of every repeat', () => {
    expect(() => ratioSpread([1], [1, 2])).toThrow(RangeError);
  });
});
