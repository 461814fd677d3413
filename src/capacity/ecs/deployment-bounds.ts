import { checkWholeNumbers } from './usage-checks.ts';

/** A service's deployment configuration. @public */
export interface DeploymentConfiguration {
  readonly desiredCount: number;
  /** Absent: 100, the default of a REPLICA service. */
  readonly minimumHealthyPercent?: number;
  /** Absent: 200, the default of a REPLICA service. */
  readonly maximumPercent?: number;
}

/** Fewest and most tasks of a service that run while it is deployed. @public */
export interface DeploymentBounds {
  readonly minimumRunning: number;
  readonly maximumRunning: number;
}

/**
 * Fewest and most tasks that run during a rolling deployment: the minimum is rounded up, the maximum down. Where both are
 * the desired count nothing can be replaced, and the deployment does not move.
 *
 * @throws EcsCostError `USAGE_INVALID` when a number is not whole or out of range.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 * @public
 */
export function deploymentBounds({
  desiredCount,
  minimumHealthyPercent = 100,
  maximumPercent = 200,
}: DeploymentConfiguration): DeploymentBounds {
  checkWholeNumbers([
    { path: 'desiredCount', value: desiredCount, minimum: 0 },
    { path: 'minimumHealthyPercent', value: minimumHealthyPercent, minimum: 0 },
    { path: 'maximumPercent', value: maximumPercent, minimum: 0 },
  ]);
  return {
    minimumRunning: Math.ceil((desiredCount * minimumHealthyPercent) / 100),
    maximumRunning: Math.floor((desiredCount * maximumPercent) / 100),
  };
}
