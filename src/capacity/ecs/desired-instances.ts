import { checkWholeNumbers } from './usage-checks.ts';

/** What target tracking steers by. @public */
export interface InstanceTarget {
  /** M: instances with a task that is no daemon, and those that waiting tasks need. */
  readonly neededInstances: number;
  /** Percent of the group that is to be in use, 1 to 100; below 100 the group keeps whole instances in reserve. */
  readonly targetCapacity: number;
}

/**
 * Instances that managed scaling steers to: N = M x 100 / target, rounded up.
 *
 * @throws EcsCostError `USAGE_INVALID` when a number is not whole or out of range.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html
 * @public
 */
export function desiredInstances({ neededInstances, targetCapacity }: InstanceTarget): number {
  checkWholeNumbers([
    { path: 'neededInstances', value: neededInstances, minimum: 0 },
    { path: 'targetCapacity', value: targetCapacity, minimum: 1, maximum: 100 },
  ]);
  return Math.ceil((neededInstances * 100) / targetCapacity);
}
