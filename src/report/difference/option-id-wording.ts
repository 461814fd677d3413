import type { LaunchType } from '../../units/capacity.ts';
import { purchaseOptionName } from '../option-wording.ts';
import { LAUNCH_TYPES } from '../wording.ts';

/** `EC2 · ARM64 · On-Demand` of `ec2:on-demand:ARM64`; further segments of an id stand behind it. */
export function nameOfOptionId(id: string): string {
  const [launchType = '', purchaseOption = '', architecture = '', ...variant] = id.split(':');
  return [launchTypeName(launchType), architecture, purchaseOptionName(purchaseOption), ...variant.map(words)].join(' · ');
}

/** `EC2 ARM64`, for a cell; On-Demand goes without saying. */
export function shortNameOfOptionId(id: string): string {
  const [launchType = '', purchaseOption = '', architecture = '', ...variant] = id.split(':');
  const bought = purchaseOption === 'on-demand' ? [] : [purchaseOptionName(purchaseOption)];
  return [launchTypeName(launchType), architecture, ...bought, ...variant.map(words)].join(' ');
}

/** The purchase option of an id, as people call it. */
export function purchaseOptionOfId(id: string): string {
  return purchaseOptionName(id.split(':')[1] ?? '');
}

function launchTypeName(segment: string): string {
  const launchType = segment.toUpperCase().replaceAll('-', '_');
  return launchType in LAUNCH_TYPES ? LAUNCH_TYPES[launchType as LaunchType] : segment;
}

function words(segment: string): string {
  return segment.replaceAll('-', ' ');
}
