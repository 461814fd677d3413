import type { TaskGroup } from './ec2-problem.ts';

/**
 * Tasks of each availability zone, spread as ECS spreads a service by default: every zone gets the same number, and the
 * remainder one each. Remainders of successive services start where the last one ended, so that no zone gets them all.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html
 */
export function spreadOverZones(groups: readonly TaskGroup[], zones: number): TaskGroup[][] {
  const byZone: TaskGroup[][] = Array.from({ length: zones }, () => []);
  let next = 0;
  for (const { owner, count } of groups) {
    const everywhere = Math.floor(count / zones);
    const remainder = count % zones;
    for (const [zone, tasks] of byZone.entries()) {
      const extra = (zone - next + zones) % zones < remainder ? 1 : 0;
      if (everywhere + extra > 0) tasks.push({ owner, count: everywhere + extra });
    }
    next = (next + remainder) % zones;
  }
  return byZone;
}

/** How many instances each zone must have at least, so that all zones together have the minimum. */
export function minimumByZone(minimumInstances: number, zones: number): number[] {
  return Array.from({ length: zones }, (_, zone) => Math.floor(minimumInstances / zones) + (zone < minimumInstances % zones ? 1 : 0));
}
