import type { InstanceType } from './catalog.ts';

/** The volume an instance starts from. */
const ROOT_VOLUMES = 1;

/**
 * How many EBS volumes of tasks an instance takes beside its root volume; `undefined` when its limit is not known.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/volume_limits.html
 */
export function taskVolumesMax({ ebsAttachmentsMax }: InstanceType): number | undefined {
  return ebsAttachmentsMax === undefined ? undefined : ebsAttachmentsMax - ROOT_VOLUMES;
}

/** The same for an instance on which network interfaces beside the primary one count as volumes do; `undefined` on all others. */
export function sharedAttachmentsMax(type: InstanceType): number | undefined {
  return type.ebsAttachmentLimitType === 'shared' ? taskVolumesMax(type) : undefined;
}
