import type { Demand } from '../../demand/demand.ts';
import { SECONDS_PER_HOUR } from '../../units/duration.ts';
import { quantityOf } from '../../units/quantity.ts';
import type { LoadBalancer } from '../../workload/beside.ts';
import type { Usage } from '../usage.ts';
import { capacityUnitHours } from './capacity-units.ts';
import { environmentUsage } from './environment-usage.ts';
import { environmentAddresses } from './public-addresses.ts';

const OPERATIONS: Readonly<Record<LoadBalancer['type'], string>> = {
  application: 'LoadBalancing:Application',
  network: 'LoadBalancing:Network',
};

/**
 * A load balancer: its hours, its capacity units by the dimension that binds in each hour, and one public address in each
 * zone where it faces the internet.
 *
 * @see https://aws.amazon.com/elasticloadbalancing/pricing/
 */
export function loadBalancerUsage(balancer: LoadBalancer, demand: Demand): Usage[] {
  const { name, type, scheme, availabilityZones, traffic } = balancer;
  const common = { operation: OPERATIONS[type], offer: 'AWSELB', resource: name } as const;
  const hours = quantityOf(demand.month.seconds, SECONDS_PER_HOUR);
  const isCarrying = Object.keys(traffic).length > 0;
  return [
    environmentUsage({ ...common, usageType: 'LoadBalancerUsage', quantity: hours, unit: 'Hrs', fixed: true }),
    ...(isCarrying
      ? [environmentUsage({ ...common, usageType: 'LCUUsage', quantity: capacityUnitHours(balancer, demand), unit: 'LCU-Hrs' })]
      : []),
    ...(scheme === 'internet-facing' ? [environmentAddresses(availabilityZones, name, demand.month)] : []),
  ];
}
