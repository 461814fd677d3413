import type { Demand } from '../../demand/demand.ts';
import type { Workload } from '../../workload/workload.ts';
import type { Usage } from '../usage.ts';
import { clusterInsightsUsage } from './container-insights.ts';
import { dataTransferUsage } from './data-transfer.ts';
import { loadBalancerUsage } from './load-balancers.ts';
import { natGatewayUsage } from './nat-gateways.ts';
import { vpcEndpointUsage } from './vpc-endpoints.ts';

/** Usage of what the services of a file share: once for the file, whatever its tasks run on. */
export function usageOfEnvironment({ environment, services }: Workload, demand: Demand): Usage[] {
  if (!environment) return [];
  const { loadBalancers, natGateways, vpcEndpoints, containerInsights } = environment;
  const hasDaemons = services.some(({ schedulingStrategy }) => schedulingStrategy === 'DAEMON');
  return [
    ...loadBalancers.flatMap((balancer) => loadBalancerUsage(balancer, demand)),
    ...(natGateways ? natGatewayUsage(natGateways, demand.month) : []),
    ...vpcEndpoints.flatMap((endpoint) => vpcEndpointUsage(endpoint, demand.month)),
    ...dataTransferUsage(environment),
    ...(containerInsights ? clusterInsightsUsage(containerInsights, demand, { hasDaemons }) : []),
  ];
}
