import type { CapacityPlan } from '../../capacity/capacity.ts';
import type { Demand } from '../../demand/demand.ts';
import { addQuantities, multiplyQuantities, NO_QUANTITY, type Quantity, quantityFromText, quantityOf } from '../../units/quantity.ts';
import type { Image, PullPath } from '../../workload/beside.ts';
import type { Usage } from '../usage.ts';
import { hostRunsOf } from './host-runs.ts';
import { NAT_BYTES } from './nat-gateways.ts';
import { startsOf, type TaskRuns } from './task-runs.ts';
import { ENDPOINT_BYTES } from './vpc-endpoints.ts';

const OFFERS: Readonly<Record<Exclude<Image['registry'], 'other'>, string>> = { ecr: 'AmazonECR', 'ecr-public': 'AmazonECRPublic' };

/** What each way to the registry bills a GB as; a gateway endpoint and an own address carry it for nothing. */
const PULLED: Readonly<Record<PullPath, { usageType: string; offer: string; unit: string } | undefined>> = {
  nat: NAT_BYTES,
  endpoint: ENDPOINT_BYTES,
  gateway: undefined,
  internet: undefined,
};

/** What ECR keeps; another registry has a bill of its own. @see https://aws.amazon.com/ecr/pricing/ */
export function imageStorageUsage({ owner }: TaskRuns): Usage[] {
  const image = owner.beside?.image;
  if (!image || image.registry === 'other') return [];
  const usage = { usageType: 'TimedStorage-ByteHrs', offer: OFFERS[image.registry], unit: 'GB-Mo', resource: 'image' } as const;
  return [{ ...usage, owner: owner.name, quantity: quantityFromText(image.storedGB), category: 'beside-everywhere', fixed: true }];
}

/**
 * The bytes of image pulls: at each start of a task on Fargate, which keeps nothing between tasks; on instances, which keep
 * the layers, once for each launch of an instance that carries the task and once more at each deployment.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
export function imagePullUsage(plan: CapacityPlan, runs: TaskRuns, demand: Demand): Usage[] {
  const { owner } = runs;
  const image = owner.beside?.image;
  const pulled = image?.path && PULLED[image.path];
  if (!image || !pulled) return [];
  const pulls = plan.launchType === 'FARGATE' ? startsOf(runs) : pullsOfHosts(plan, runs, demand);
  const quantity = multiplyQuantities(pulls, quantityFromText(image.sizeGB));
  return [{ ...pulled, owner: owner.name, quantity, category: 'beside-by-launch-type', resource: 'image pulls' }];
}

function pullsOfHosts(plan: CapacityPlan, { owner }: TaskRuns, demand: Demand): Quantity {
  const deployments = quantityOf('deployment' in owner ? (owner.deployment?.perMonth ?? 0) : 0);
  return hostRunsOf(plan, demand)
    .filter(({ owners }) => owners.some((each) => each.owner === owner.name))
    .map(({ hosts, launches }) => addQuantities(launches, multiplyQuantities(hosts, deployments)))
    .reduce(addQuantities, NO_QUANTITY);
}
