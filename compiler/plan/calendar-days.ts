// Serves calendars: the days of the years that their accounts cover, by number and by date.

const firstYear = 1990;
const lastYear = 2060;
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

let known: readonly string[] | undefined;

/** `YYYY-MM-DD` of every day, in order. */
export function calendarDays(): readonly string[] {
  known ??= listDays();
  return known;
}

function listDays(): readonly string[] {
  const days: string[] = [];
  for (let year = firstYear; year <= lastYear; year += 1) {
    // No year of these is a full century without a leap day.
    const leapDays = year % 4 === 0 ? 1 : 0;
    lengths.forEach((length, month) => {
      const last = length + (month === 1 ? leapDays : 0);
      for (let day = 1; day <= last; day += 1) days.push(`${year}-${two(month + 1)}-${two(day)}`);
    });
  }
  return days;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
