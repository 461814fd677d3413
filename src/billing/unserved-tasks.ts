import type { CapacityPlan, Ec2Plan, Fleet } from '../capacity/capacity.ts';
import { deploymentSeconds } from '../capacity/fargate-batches.ts';
import { fleetsIn } from '../capacity/plans-in.ts';
import type { Demand } from '../demand/demand.ts';
import { sumOf } from '../units/order.ts';
import {
  addQuantities,
  approxQuantity,
  compareQuantities,
  divideQuantities,
  isNoQuantity,
  multiplyQuantities,
  type Quantity,
  quantityOf,
  sumQuantities,
} from '../units/quantity.ts';
import type { Workload } from '../workload/workload.ts';
import type { MissingRate } from './bill.ts';

const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = quantityOf(3600);
const PERCENT = 100;

/**
 * Instances that come and go are a price of a service only if its tasks get at least three quarters of the time that they ask
 * for. A burst that is over before an instance has started would cost nothing at all.
 */
const SERVED_LEAST = quantityOf(3, 4);

/**
 * What tasks ask for and do not get, a part of the price that nobody knows: because instances come too late, of services that get too
 * little; and because a fleet for the peak has no room for the tasks that deployments run beside old ones. A service that keeps tasks
 * On-Demand beside Spot has two fleets, which serve it together.
 */
export function unservedTasks(plan: CapacityPlan, workload: Workload, demand: Demand): MissingRate[] {
  const fleets = fleetsIn(plan).filter(({ purpose }) => purpose.kind === 'services');
  const late = new Set(fleets.flatMap(({ course }) => course?.taskSeconds.map(({ owner }) => owner) ?? []));
  return [
    ...[...late].flatMap((owner) =>
      unservedOf(owner, sumQuantities(fleets.map((fleet) => servedSeconds(owner, fleet))), demand, workload.region),
    ),
    ...(plan.launchType === 'EC2' ? withoutRoom(plan, workload, demand) : []),
  ];
}

function withoutRoom({ notes }: Ec2Plan, { services, region }: Workload, demand: Demand): MissingRate[] {
  const deployed = new Set(notes.flatMap((note) => (note.kind === 'deployments-without-room' ? note.services : [])));
  return services.flatMap((service): MissingRate[] => {
    const segments = demand.services.find((each) => each.service === service.name)?.segments ?? [];
    const seconds = deployed.has(service.name) ? deploymentSeconds(segments, service, demand.horizon) : undefined;
    if (!seconds || isNoQuantity(seconds)) return [];
    return [
      {
        owner: service.name,
        usageType: 'TasksOfDeployments',
        quantity: divideQuantities(seconds, SECONDS_PER_HOUR),
        unit: 'task-hours',
        region,
        why: 'a fleet that is sized for the peak has no room for new tasks beside old ones',
        remedy:
          'more instances at all times (cluster.minimumInstances), or deployments that stop tasks first (minimumHealthyPercent below 100, maximumPercent 100)',
      },
    ];
  });
}

function unservedOf(owner: string, seconds: Quantity, demand: Demand, region: string): MissingRate[] {
  const asked = askedSeconds(owner, demand);
  if (isNoQuantity(asked)) return [];
  const served = divideQuantities(seconds, asked);
  if (compareQuantities(served, SERVED_LEAST) >= 0) return [];
  return [
    {
      owner,
      usageType: 'TasksThatWait',
      quantity: divideQuantities(addQuantities(asked, multiplyQuantities(seconds, quantityOf(-1))), SECONDS_PER_HOUR),
      unit: 'task-hours',
      region,
      why: `instances come too late: its tasks run ${Math.round(approxQuantity(served) * PERCENT)} % of the time that they ask for`,
      remedy:
        'a fleet that is kept for the peak (the option fixed-fleet), more instances at all times (cluster.minimumInstances), or a launch type that starts sooner',
    },
  ];
}

/** Task-seconds of a service that a fleet runs in the month: as simulated, or all month on instances that stay. */
function servedSeconds(owner: string, { course, groups, seconds }: Fleet): Quantity {
  if (course) return sumQuantities(course.taskSeconds.filter((each) => each.owner === owner).map((each) => each.seconds));
  const tasks = sumOf(
    groups.map(({ count, tasks: placed }) => count * sumOf(placed.filter((each) => each.owner === owner).map((each) => each.count))),
  );
  return multiplyQuantities(seconds, quantityOf(tasks));
}

/** Task-seconds of a service in the month. */
function askedSeconds(name: string, { services, horizon }: Demand): Quantity {
  const segments = services.find(({ service }) => service === name)?.segments ?? [];
  const minutes = sumOf(segments.map(({ fromMinute, toMinute, taskCount }) => taskCount * (toMinute - fromMinute)));
  return multiplyQuantities(quantityOf(minutes * SECONDS_PER_MINUTE), horizon.perMonth);
}
