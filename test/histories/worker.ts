// A process of a campaign of histories: runs the seeds that it is given.
import process from 'node:process';
import { runCampaign } from './campaign.ts';
import type { Answer, Task } from './protocol.ts';

process.on('message', (task: Task) => {
  void answer(task).then((one) => process.send?.(one));
});
process.send?.('ready');

async function answer(task: Task): Promise<Answer> {
  const { costs, flips, ...result } = await runCampaign(task);
  return { seed: task.seed, result, costs: [...costs], flips: [...flips] };
}
