import type { Demand, JobDemand } from '../demand/demand.ts';
import type { OperatingSystem } from '../units/capacity.ts';
import {
  addQuantities,
  compareQuantities,
  divideQuantities,
  multiplyQuantities,
  NO_QUANTITY,
  type Quantity,
  quantityOf,
} from '../units/quantity.ts';
import type { Service, Workload } from '../workload/workload.ts';
import type { Fleet } from './capacity.ts';
import type { TaskGroup } from './ec2-problem.ts';

const OPERATING_SYSTEMS: readonly OperatingSystem[] = ['LINUX', 'WINDOWS'];

/** What one fleet has to hold, before instances are chosen. */
export interface WantedFleet {
  readonly purpose: Fleet['purpose'];
  readonly operatingSystem: OperatingSystem;
  readonly groups: readonly TaskGroup[];
  readonly daemons: readonly Service[];
  readonly seconds: Quantity;
  /** Whether instances come and go: demand changes, deployments run tasks twice, or whole instances are kept in reserve. */
  readonly isScaled: boolean;
}

/** One fleet for the services of each operating system. */
export function serviceFleets(workload: Workload, demand: Demand): WantedFleet[] {
  return OPERATING_SYSTEMS.flatMap((operatingSystem) => {
    const daemons = daemonsOn(workload, operatingSystem);
    const groups = workload.services.flatMap((owner, index) => {
      const count = demand.services[index]?.taskCount ?? 0;
      const isHere = owner.task.operatingSystem === operatingSystem && owner.schedulingStrategy === 'REPLICA' && count > 0;
      return isHere ? [{ owner, count }] : [];
    });
    if (groups.length === 0 && daemons.length === 0) return [];
    const isScaled = isScaledFleet(workload, demand, groups);
    return [{ purpose: { kind: 'services' }, operatingSystem, groups, daemons, seconds: quantityOf(demand.month.seconds), isScaled }];
  });
}

function isScaledFleet({ cluster }: Workload, demand: Demand, groups: readonly TaskGroup[]): boolean {
  if (groups.length === 0) return false;
  const names = new Set(groups.map(({ owner }) => owner.name));
  const isChanging = demand.services.some(({ service, segments }) => names.has(service) && segments.length > 1);
  const isDeployed = groups.some(({ owner }) => 'deployment' in owner && hasDeployments(owner));
  return isChanging || isDeployed || (cluster.managedScaling?.targetCapacityPercent ?? 100) < 100;
}

/** Whether deployments run tasks of a service twice for a while. */
export function hasDeployments({ deployment }: Service): boolean {
  return deployment !== undefined && deployment.perMonth * deployment.minutes > 0;
}

/** Whether some instances of an EC2 plan come and go, so that a fixed fleet for the peak is another option. */
export function isScaledOnEc2(workload: Workload, demand: Demand): boolean {
  return serviceFleets(workload, demand).some(({ isScaled }) => isScaled);
}

/** One fleet for each job that runs; around each run its instances start and wait to be ended, `secondsAroundRun` in all. */
export function jobFleets(workload: Workload, demand: Demand, secondsAroundRun: number): WantedFleet[] {
  return workload.jobs.flatMap((owner, index) => {
    const run = demand.jobs[index];
    if (!run || run.tasksPerRun === 0 || run.runs.numerator === 0n) return [];
    const { operatingSystem } = owner.task;
    const { runsAtOnce, seconds } = instancesOfRuns(run, demand.month.seconds, secondsAroundRun);
    return [
      {
        purpose: { kind: 'job', job: owner.name },
        operatingSystem,
        groups: [{ owner, count: run.tasksPerRun * runsAtOnce }],
        daemons: daemonsOn(workload, operatingSystem),
        seconds,
        isScaled: false,
      },
    ];
  });
}

function daemonsOn(workload: Workload, operatingSystem: OperatingSystem): Service[] {
  return workload.services.filter(
    ({ schedulingStrategy, task }) => schedulingStrategy === 'DAEMON' && task.operatingSystem === operatingSystem,
  );
}

/**
 * How many runs of a job its instances hold together, and billed seconds of each instance in the month, runs at equal distances: each
 * run has its time and what is around it, unless the next one begins before the instance would have ended; then the instances
 * go on with that one, are there all the time, and hold as many runs as overlap.
 *
 * Where tasks of a run take differently long, a single one takes the mean time, and several take as long as the longest may;
 * as many overlap as are to be expected when a run starts.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-scaling-behavior.html
 */
function instancesOfRuns(
  { runs, tasksPerRun, durations, startupSeconds, stop }: JobDemand,
  monthSeconds: number,
  secondsAroundRun: number,
): { readonly runsAtOnce: number; readonly seconds: Quantity } {
  const lengths = durations.map(({ duration, share }) => {
    const length = addQuantities(duration, addQuantities(quantityOf(startupSeconds), stop));
    return { seconds: quantityOf(roundedUp(length)), share };
  });
  const meanOf = (values: readonly { readonly seconds: Quantity; readonly share: Quantity }[]): Quantity =>
    values.map(({ seconds, share }) => multiplyQuantities(seconds, share)).reduce(addQuantities, NO_QUANTITY);
  const longest = lengths.map(({ seconds }) => seconds).reduce((a, b) => (compareQuantities(a, b) < 0 ? b : a), NO_QUANTITY);
  const each = tasksPerRun === 1 ? lengths : [{ seconds: longest, share: quantityOf(1) }];
  const alone = addQuantities(meanOf(each), quantityOf(secondsAroundRun));
  const distance = divideQuantities(quantityOf(monthSeconds), runs);
  const overlapping = each.map(({ seconds, share }) => ({ seconds: quantityOf(roundedUp(divideQuantities(seconds, distance))), share }));
  const runsAtOnce = Number(roundedUp(meanOf(overlapping)));
  const together = multiplyQuantities(distance, quantityOf(runsAtOnce));
  if (compareQuantities(alone, together) < 0) return { runsAtOnce: 1, seconds: multiplyQuantities(runs, alone) };
  return { runsAtOnce, seconds: quantityOf(monthSeconds) };
}

function roundedUp({ numerator, denominator }: Quantity): bigint {
  return (numerator + denominator - 1n) / denominator;
}

/** Burstable types come in when the user says so, or when measured use shows what their baseline has to carry. */
export function mayUseBurstable({ cluster }: Workload, { groups, daemons }: WantedFleet): boolean {
  const allowed = cluster.instanceTypes.burstable;
  if (allowed !== undefined) return allowed;
  return [...groups.map(({ owner }) => owner), ...daemons].some((owner) => 'utilization' in owner && owner.utilization.cpu !== undefined);
}
