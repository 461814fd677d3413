import type { Workload } from '../workload/workload.ts';
import type { Option } from './comparison.ts';
import type { Placements } from './repricer.ts';

/** The fourth part of the id of a mix that is what runs today. */
export const TODAY = 'today';

/**
 * Where services and jobs run today, where the file states it for each of them and it is not the same for all: On-Demand,
 * on the first architecture that each lists. What is the same for all is an option of its own already.
 */
export function todayPlacements({ services, jobs }: Workload, options: readonly Option[]): Placements | undefined {
  const owners = [...services, ...jobs];
  if (new Set(owners.map(({ launchType }) => launchType)).size < 2) return undefined;
  const placed = owners.flatMap(({ name, launchType, task }) => {
    const option = options.find(
      (each) =>
        each.launchType === launchType &&
        each.purchaseOption === 'on-demand' &&
        each.architecture === task.architectures[0] &&
        each.id.split(':').length === 3,
    );
    return option ? [[name, option.id] as const] : [];
  });
  return placed.length === owners.length ? new Map(placed) : undefined;
}
