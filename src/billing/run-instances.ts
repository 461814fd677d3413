import type { OperatingSystem } from '../units/capacity.ts';

/**
 * The operation that tells a Windows instance, licence included, from a Linux one: the usage type of both is the same.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/billing-info-fields.html
 */
export const RUN_INSTANCES_BY_SYSTEM: Readonly<Record<OperatingSystem, string>> = { LINUX: 'RunInstances', WINDOWS: 'RunInstances:0002' };
