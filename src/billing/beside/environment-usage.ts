import { ENVIRONMENT_OWNER, type Usage } from '../usage.ts';

/** Usage of what all services of a file share: the same for every option. */
export function environmentUsage(
  usage: Pick<Usage, 'usageType' | 'operation' | 'offer' | 'quantity' | 'unit' | 'resource' | 'fixed'>,
): Usage {
  return {
    owner: null,
    ...usage,
    category: 'beside-everywhere',
    shares: [{ part: 1n, weights: [{ owner: ENVIRONMENT_OWNER, weight: 1n }] }],
  };
}
