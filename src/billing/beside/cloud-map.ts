import type { Month } from '../../demand/demand.ts';
import { multiplyQuantities, quantityFromText, quantityOf } from '../../units/quantity.ts';
import type { Usage } from '../usage.ts';
import { type TaskRuns, taskSecondsOf } from './task-runs.ts';

/** Service discovery: each running task is a resource registered in Cloud Map, and calls look them up. @see https://aws.amazon.com/cloud-map/pricing/ */
export function cloudMapUsage(runs: TaskRuns, month: Month): Usage[] {
  const discovery = runs.owner.beside?.serviceDiscovery;
  if (!discovery) return [];
  const common = { owner: runs.owner.name, offer: 'AWSCloudMap', resource: 'service discovery' } as const;
  const registered = multiplyQuantities(taskSecondsOf(runs), quantityOf(1, month.seconds));
  return [
    { ...common, category: runs.category, usageType: 'registered_resource', quantity: registered, unit: 'Resources' },
    {
      ...common,
      category: 'beside-everywhere',
      usageType: 'discover_instances_call',
      quantity: quantityFromText(discovery.discoverInstancesCalls),
      unit: 'Calls',
    },
  ];
}
