// The steps of a refresh as progress for people.
import type { RefreshProgress } from '../../runtime/refresh/report.ts';
import type { Progress } from '../output/progress.ts';
import { formatCount, formatDuration, plural } from '../output/quantities.ts';

export function showRefreshProgress(progress: Progress, event: RefreshProgress): void {
  switch (event.kind) {
    case 'opening':
      return progress.step(`opening ${event.target}`);
    case 'checking-sources':
      return progress.step(`checking ${plural(event.tables, 'source table')}`);
    case 'computing':
      return progress.step(`computing ${event.segment} (${event.done + 1} of ${event.total})`);
    case 'computed': {
      const { segment, size, milliseconds, status } = event.outcome;
      const members = size === undefined ? '' : `, ${plural(size, 'member')}`;
      return progress.detail(`${segment}: ${status}${members}, ${formatDuration(milliseconds)}`);
    }
    case 'committing':
      return progress.step(
        `publishing ${formatCount(event.entered)} entered and ${formatCount(event.left)} left`,
      );
    case 'serving':
      return progress.step(`writing ${event.path}`);
  }
}
