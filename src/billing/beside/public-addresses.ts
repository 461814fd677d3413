import type { CapacityPlan } from '../../capacity/capacity.ts';
import type { Demand, Month } from '../../demand/demand.ts';
import { SECONDS_PER_HOUR } from '../../units/duration.ts';
import { addQuantities, isNoQuantity, multiplyQuantities, type Quantity, quantityOf } from '../../units/quantity.ts';
import type { Usage } from '../usage.ts';
import { environmentUsage } from './environment-usage.ts';
import { hostRunsOf } from './host-runs.ts';
import { type TaskRuns, taskSecondsOf } from './task-runs.ts';

const ADDRESS = { usageType: 'PublicIPv4:InUseAddress', offer: 'AmazonVPC', unit: 'Hrs' } as const;

/**
 * Public IPv4 addresses of tasks: one for each task that has a network interface of its own, as all have on Fargate; in the
 * other network modes one for each instance that carries such a task. By the second.
 *
 * @see https://aws.amazon.com/vpc/pricing/
 */
export function taskAddressUsage(plan: CapacityPlan, runs: readonly TaskRuns[], demand: Demand): Usage[] {
  const wanting = runs.filter(({ owner }) => owner.beside?.publicIp);
  const isOfTask = ({ owner }: TaskRuns): boolean => plan.launchType === 'FARGATE' || owner.task.networkMode === 'awsvpc';
  const ofHosts = wanting.filter((each) => !isOfTask(each)).map(({ owner }) => owner.name);
  return [...wanting.filter(isOfTask).map((each) => ofTask(each)), ...hostAddresses(plan, ofHosts, demand)];
}

function ofTask(runs: TaskRuns): Usage {
  const quantity = inHours(taskSecondsOf(runs));
  return { ...ADDRESS, owner: runs.owner.name, quantity, category: 'beside-by-launch-type', resource: 'tasks' };
}

/** An instance has one address however many of its tasks want it; they share it by their number. */
function hostAddresses(plan: CapacityPlan, owners: readonly string[], demand: Demand): Usage[] {
  const carrying = hostRunsOf(plan, demand).flatMap(({ hosts, seconds, owners: placed }) => {
    const wanting = placed.filter(({ owner }) => owners.includes(owner));
    return wanting.length === 0 ? [] : [{ quantity: inHours(multiplyQuantities(hosts, seconds)), wanting }];
  });
  const quantity = carrying.map((each) => each.quantity).reduce(addQuantities, quantityOf(0));
  if (isNoQuantity(quantity)) return [];
  const denominator = carrying.reduce((product, each) => product * each.quantity.denominator, 1n);
  const shares = carrying.map(({ quantity: part, wanting }) => ({
    part: (part.numerator * denominator) / part.denominator,
    weights: wanting.map(({ owner, count }) => ({ owner, weight: BigInt(count) })),
  }));
  return [{ ...ADDRESS, owner: null, quantity, category: 'beside-by-launch-type', resource: 'hosts', shares }];
}

/** Addresses that something of the environment holds all month. */
export function environmentAddresses(count: number, resource: string, month: Month): Usage {
  return environmentUsage({ ...ADDRESS, quantity: quantityOf(count * month.seconds, SECONDS_PER_HOUR), resource, fixed: true });
}

function inHours({ numerator, denominator }: Quantity): Quantity {
  return quantityOf(numerator, denominator * BigInt(SECONDS_PER_HOUR));
}
