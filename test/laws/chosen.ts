// Test support: which of many laws a run holds against which of many segments: all of them by `npm run laws`, a share otherwise.
const whole = process.env['SEGFORM_LAWS'] === 'all';

/** How many parts the laws are dealt into; each segment of a short run gets one of them. */
const parts = 5;

/** Whether law number `law` is held against segment number `segment`. Every law meets some segments, every segment some laws. */
export function isChosen(law: number, segment: number): boolean {
  return whole || (law + segment) % parts === 0;
}
