import { onSpot } from './billing/spot/spot-usage.ts';
import type { Impossibility } from './capacity/capacity.ts';
import { splitByCapacityProviders } from './capacity/split-by-capacity-providers.ts';
import type { Demand, ServiceDemand } from './demand/demand.ts';
import { restrictTo } from './demand/restrict-to.ts';
import { withTaskCounts } from './demand/with-task-counts.ts';
import type { PlannedUsage, PlanPart } from './price-spot.ts';
import { EcsCostError } from './units/errors.ts';
import type { Service, Workload } from './workload/workload.ts';

/** The purchase option of services whose tasks are split between Fargate and Fargate Spot as the file says. */
export const GIVEN_STRATEGY = 'capacity-provider-strategy';

/**
 * Every service with a strategy split by it at each task count, base first and then by the weights; all others On-Demand. What
 * ECS would refuse is a reason, in the words of its API.
 */
export function meterStrategy(workload: Workload, demand: Demand, planPart: PlanPart): PlannedUsage {
  const { plan, usage } = planPart(workload, demand, false);
  const impossible = workload.services.flatMap(refusals);
  if (impossible.length > 0) return { plan: { ...plan, impossible: [...plan.impossible, ...impossible] }, usage: [] };
  const split = new Set(workload.services.flatMap(({ name, capacityProviderStrategy }) => (capacityProviderStrategy ? [name] : [])));
  const part = (provider: string): PlannedUsage => {
    const [own, ownDemand] = restrictTo(workload, demand, (name) => split.has(name));
    const services = ownDemand.services.map((service, index) => ofProvider(service, own.services[index], provider));
    return planPart(own, { ...ownDemand, services }, false);
  };
  const rest = usage.filter(({ owner }) => owner === null || !split.has(owner));
  return { plan, usage: [...rest, ...part('FARGATE').usage, ...onSpot(part('FARGATE_SPOT').usage)] };
}

/** The task counts of a service that one capacity provider runs. */
function ofProvider(demand: ServiceDemand, service: Service | undefined, provider: string): ServiceDemand {
  const strategy = service?.capacityProviderStrategy ?? [];
  return withTaskCounts(demand, (taskCount) => splitByCapacityProviders({ taskCount, strategy })[provider] ?? 0);
}

/** Why ECS would not take the strategy of a service. */
function refusals({ name, task, capacityProviderStrategy }: Service): Impossibility[] {
  if (!capacityProviderStrategy) return [];
  const usesSpot = capacityProviderStrategy.some(
    ({ capacityProvider, base = 0, weight = 0 }) => capacityProvider === 'FARGATE_SPOT' && base + weight > 0,
  );
  if (usesSpot && task.operatingSystem === 'WINDOWS') return [{ owner: name, kind: 'fargate-spot-linux-only' }];
  try {
    splitByCapacityProviders({ taskCount: 0, strategy: capacityProviderStrategy });
    return [];
  } catch (error) {
    if (!(error instanceof EcsCostError)) throw error;
    return [{ owner: name, kind: 'strategy-refused', problems: error.issues.map(({ path, problem }) => `${path} ${problem}`) }];
  }
}
