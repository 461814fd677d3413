import { checkWholeNumbers } from './usage-checks.ts';

/** Instances that tasks need and instances there are, as managed scaling counts them. @public */
export interface InstanceNeed {
  /** M: instances with a task that is no daemon, and those that waiting tasks need. */
  readonly neededInstances: number;
  /** N: instances of the Auto Scaling group, starting ones included. */
  readonly runningInstances: number;
}

/**
 * CapacityProviderReservation in percent: needed over running instances. An empty group that nobody needs reports 100,
 * an empty group that somebody needs 200, which is why a group starts from zero with two instances. Not rounded.
 *
 * @throws EcsCostError `USAGE_INVALID` when a number is not whole or negative.
 * @see https://aws.amazon.com/blogs/containers/deep-dive-on-amazon-ecs-cluster-auto-scaling/
 * @public
 */
export function clusterReservation({ neededInstances, runningInstances }: InstanceNeed): number {
  checkWholeNumbers([
    { path: 'neededInstances', value: neededInstances, minimum: 0 },
    { path: 'runningInstances', value: runningInstances, minimum: 0 },
  ]);
  if (runningInstances === 0) return neededInstances === 0 ? 100 : 200;
  return (neededInstances * 100) / runningInstances;
}
