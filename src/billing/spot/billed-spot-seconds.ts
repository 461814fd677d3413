import { SECONDS_PER_HOUR } from '../../units/duration.ts';
import { EcsCostError } from '../../units/errors.ts';

/** How a Spot Instance ended. @public */
export interface SpotRun {
  readonly endedBy: 'customer' | 'ec2';
  /** `SUSE` is billed by the hour, everything else by the second. */
  readonly operatingSystem: string;
  /** Whole seconds it ran. */
  readonly seconds: number;
}

/**
 * Seconds of the instance that are charged. Interrupted by EC2 in its first hour: none; later: the seconds used, on SUSE
 * the full hours without the interrupted one. Ended by the customer: the seconds used, on SUSE every begun hour. Volumes
 * and addresses are charged all the same. Fargate Spot has no free hour.
 *
 * @throws EcsCostError `USAGE_INVALID` when the seconds are no whole number from 0.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/billing-for-interrupted-spot-instances.html
 * @public
 */
export function billedSpotSeconds({ endedBy, operatingSystem, seconds }: SpotRun): number {
  if (!Number.isSafeInteger(seconds) || seconds < 0) {
    throw new EcsCostError('USAGE_INVALID', [{ path: 'seconds', problem: `must be a whole number from 0, not ${seconds}` }]);
  }
  const byTheHour = /^suse/i.test(operatingSystem);
  if (endedBy === 'customer') return byTheHour ? Math.ceil(seconds / SECONDS_PER_HOUR) * SECONDS_PER_HOUR : seconds;
  if (seconds < SECONDS_PER_HOUR) return 0;
  return byTheHour ? Math.floor(seconds / SECONDS_PER_HOUR) * SECONDS_PER_HOUR : seconds;
}
