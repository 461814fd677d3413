import { readShare } from './amounts.ts';
import { type Field, type Reading, readFields, readWholeNumber, reportProblem } from './reading.ts';
import type { OnDemandFloor } from './workload.ts';

/** The largest `base` that ECS takes. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html */
const TASKS_MAX = 100_000;

const HINT = 'write { tasks: 2 }, { share: 25% } or both';

/** Reads `keepOnDemand`: the tasks that stay On-Demand, as a number, a percentage, or the larger of both. */
export function readOnDemandFloor(reading: Reading, field: Field): OnDemandFloor | undefined {
  const stated = readFields(reading, field, 'keepOnDemand')?.stated;
  if (!stated) return undefined;
  const { tasks, share } = stated;
  if (!tasks && !share) return reportProblem(reading, field, { problem: 'states no tasks', hint: HINT });
  const count = tasks ? readWholeNumber(reading, tasks, { min: 0, max: TASKS_MAX, what: 'a number of tasks' }) : 0;
  const part = share ? readShare(reading, share) : '0';
  if (share && Number(part ?? 0) > 1) return reportProblem(reading, share, { problem: 'is more than 100%', hint: HINT });
  return count === undefined || part === undefined ? undefined : { tasks: count, share: part };
}
