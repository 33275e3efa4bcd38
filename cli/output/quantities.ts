// Numbers, durations and instants as people read them; always the same for the same value.

/** `1234567` → `1,234,567` */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `plural(2, 'segment')` → `2 segments` */
export function plural(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`;
}

/** Milliseconds → `12 ms`, `3.4 s`, `2 min 5 s` */
export function formatDuration(milliseconds: number): string {
  const whole = Math.round(milliseconds);
  if (whole < 1000) return `${whole} ms`;
  if (whole < 59_950) return `${(whole / 1000).toFixed(1)} s`;
  const seconds = Math.round(whole / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `2026-01-31T09:00:00.000Z` → `2026-01-31 09:00:00Z` */
export function formatInstant(instant: string): string {
  return instant.replace('T', ' ').replace(/\.0+Z$/, 'Z');
}

/** How long before `now`, in one unit: `3 h ago`, `just now`; a later instant is `in 3 h`. */
export function formatAge(instant: string, now: string): string {
  const seconds = Math.round((Date.parse(now) - Date.parse(instant)) / 1000);
  const size = Math.abs(seconds);
  if (size < 60) return 'just now';
  const text = sizeOf(size);
  return seconds > 0 ? `${text} ago` : `in ${text}`;
}

function sizeOf(seconds: number): string {
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return plural(Math.floor(seconds / 86_400), 'day');
}
