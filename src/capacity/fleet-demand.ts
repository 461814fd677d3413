import type { Demand } from '../demand/demand.ts';
import { addQuantities, NO_QUANTITY, type Quantity } from '../units/quantity.ts';
import { seedOfText } from '../units/seed-of-text.ts';
import type { ManagedScalingSettings, Service, Workload } from '../workload/workload.ts';
import { type ProblemShape, type TaskGroup, usedCpuUnits } from './ec2-problem.ts';
import { type DemandLevel, demandLevels } from './ecs/demand-levels.ts';
import { deploymentMinutes } from './ecs/deployment-minutes.ts';
import type { FleetDemand } from './ecs/simulate-fleet.ts';
import { type DemandRun, MANAGED_SCALING_DEFAULTS, type ManagedScaling, type SimulatedService } from './ecs/simulation.ts';
import { jobCourse } from './job-course.ts';

const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_DAY = 1440;

/** Drives what ECS leaves to chance; the same in every run. */
const SEED = 1;

const NO_RUNS: Pick<SimulatedService, 'demand' | 'runs'> = { demand: [{ fromMinute: 0, taskCount: 0 }], runs: [] };

/** What a simulation is asked: services with their demand, and when to look at the instances. */
export interface CourseDemand {
  readonly fleetDemand: FleetDemand;
  /** Minutes with the highest and the lowest demand, at the end of the time it lasts. */
  readonly peakMinute: number;
  readonly troughMinute: number;
  /** Deployments that are simulated and that are to be expected, all services together. */
  readonly deployments: DeploymentCounts;
}

/** Deployments in the simulated time. */
export interface DeploymentCounts {
  simulated: number;
  expected: Quantity;
}

/** The demand of a fleet's services in the words of the simulation. */
export function courseDemand(
  { cluster }: Workload,
  demand: Demand,
  fleet: {
    readonly groups: readonly TaskGroup[];
    readonly daemons: readonly Service[];
    readonly shape: ProblemShape;
    readonly zones: number;
  },
): CourseDemand {
  const { minutes, repeats } = demand.horizon;
  const deployments: DeploymentCounts = { simulated: 0, expected: NO_QUANTITY };
  const services = fleet.groups.map(({ owner }): SimulatedService => {
    const { size, maxPerBin } = fleet.shape.item({ owner, count: 1 });
    if (!('schedulingStrategy' in owner)) {
      return { name: owner.name, size, usedCpuUnits: usedCpuUnits(owner.task, owner), ...(jobCourse(owner.name, demand) ?? NO_RUNS) };
    }
    const service = owner;
    const deployment = service.deployment && deploymentsOf(service, demand, deployments);
    return {
      name: owner.name,
      size,
      usedCpuUnits: usedCpuUnits(service.task, service),
      ...(maxPerBin === undefined ? {} : { maxPerInstance: maxPerBin }),
      demand: demandRuns(service, demand),
      ...(service.placementStrategy ? { placement: service.placementStrategy } : {}),
      ...(deployment ? { deployment } : {}),
    };
  });
  const { peakMinute, troughMinute } = busiestAndQuietest(services, minutes);
  return {
    fleetDemand: {
      durationMinutes: minutes,
      zones: fleet.zones,
      services,
      daemonUsedCpuUnits: fleet.daemons.map((daemon) => usedCpuUnits(daemon.task, daemon)),
      scaling: managedScaling(cluster.managedScaling),
      seed: SEED,
      preRollMinutes: repeats ? Math.min(MINUTES_PER_DAY, minutes) : 0,
      snapshotMinutes: [...new Set([peakMinute, troughMinute])],
      effort: 'instant',
    },
    peakMinute,
    troughMinute,
    deployments,
  };
}

/** What the workload file states, and ECS's defaults for the rest. */
export function managedScaling(stated: ManagedScalingSettings = {}): ManagedScaling {
  const { targetCapacityPercent, warmupSeconds, ...others } = stated;
  return {
    ...MANAGED_SCALING_DEFAULTS,
    ...others,
    ...(targetCapacityPercent === undefined ? {} : { targetCapacity: targetCapacityPercent }),
    ...(warmupSeconds === undefined ? {} : { warmupMinutes: Math.ceil(warmupSeconds / SECONDS_PER_MINUTE) }),
  };
}

function demandRuns({ name }: Service, { services }: Demand): DemandRun[] {
  const segments = services.find(({ service }) => service === name)?.segments ?? [];
  return segments.map(({ fromMinute, taskCount }) => ({ fromMinute, taskCount }));
}

function deploymentsOf(
  { name, deployment }: Service,
  { month, horizon }: Demand,
  totals: DeploymentCounts,
): SimulatedService['deployment'] {
  if (!deployment || deployment.perMonth * deployment.minutes === 0) return undefined;
  const { startMinutes, expected } = deploymentMinutes({
    perMonth: deployment.perMonth,
    monthSeconds: month.seconds,
    durationMinutes: horizon.minutes,
    seed: seedOfText(name),
  });
  totals.simulated += startMinutes.length;
  totals.expected = addQuantities(totals.expected, expected);
  const { minimumHealthyPercent, maximumPercent, minutes } = deployment;
  return { startMinutes, minimumHealthyPercent, maximumPercent, overlapMinutes: minutes };
}

/**
 * Ends of the stretches with the most and the least demand, by the larger of a level's shares of all CPU and of all memory. Runs of jobs
 * count where there is nothing else: they are over before the instances that they ask for have come.
 */
function busiestAndQuietest(all: readonly SimulatedService[], minutes: number): { peakMinute: number; troughMinute: number } {
  const lasting = all.filter(({ runs }) => !runs);
  const services = lasting.length > 0 ? lasting : all;
  const { levels, segments } = demandLevels(services, minutes);
  const totals = levels.map((level) => [0, 1].map((column) => amountOf(level, services, column)));
  const most = [0, 1].map((column) => Math.max(1, ...totals.map((total) => total[column] ?? 0)));
  const loads = totals.map((total) => Math.max(...total.map((amount, column) => amount / (most[column] ?? 1))));
  const minuteOf = (load: number): number => {
    const index = segments.findIndex(({ level }) => loads[level] === load);
    return (segments[index + 1]?.fromMinute ?? minutes) - 1;
  };
  return { peakMinute: minuteOf(Math.max(...loads)), troughMinute: minuteOf(Math.min(...loads)) };
}

function amountOf({ counts }: DemandLevel, services: readonly SimulatedService[], column: number): number {
  return counts.reduce((sum, count, index) => sum + count * (services[index]?.size[column] ?? 0), 0);
}
