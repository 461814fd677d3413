/**
 * Instances one scale-out launches: what is needed, but no fewer than the minimum and no more than the maximum step. Even
 * an alarm that finds nothing needed any more launches the minimum step.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-scaling-behavior.html
 */
export function scaleOutStep(step: {
  readonly neededInstances: number;
  readonly minimumScalingStepSize: number;
  readonly maximumScalingStepSize: number;
}): number {
  return Math.max(step.minimumScalingStepSize, Math.min(step.maximumScalingStepSize, step.neededInstances));
}

/** Instances a group that runs none starts with, whatever is needed. */
export const INSTANCES_FROM_ZERO = 2;

/**
 * Instances one minute of scale-in removes: what is too many, but fewer than half of the group; one at least, since a
 * group of two has to shrink as well. The documentation says "greater than one instance and less than 50% each minute".
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-scaling-behavior.html
 */
export function scaleInStep({
  runningInstances,
  excessInstances,
}: {
  readonly runningInstances: number;
  readonly excessInstances: number;
}): number {
  return Math.min(excessInstances, Math.max(1, Math.ceil(runningInstances / 2) - 1));
}
