import type { Catalog } from '../catalog/catalog.ts';
import type { Demand, JobDemand } from '../demand/demand.ts';
import type { Effort } from '../packing/problem.ts';
import type { OperatingSystem } from '../units/capacity.ts';
import { addQuantities, compareQuantities, multiplyQuantities, NO_QUANTITY, type Quantity, quantityOf } from '../units/quantity.ts';
import type { Service, Workload } from '../workload/workload.ts';
import { architectureImpossibility } from './architecture.ts';
import type { ArchitectureChoice, Ec2Note, Ec2Plan, Fleet, Impossibility } from './capacity.ts';
import { candidatesOf, namedWithoutRate } from './ec2-candidates.ts';
import type { TaskGroup } from './ec2-problem.ts';
import type { FleetTask } from './fleet-task.ts';
import { packFleet } from './pack-fleet.ts';
import type { RateView } from './rate-view.ts';

const OPERATING_SYSTEMS: readonly OperatingSystem[] = ['LINUX', 'WINDOWS'];

/**
 * Instances that hold every task, one fleet for the services of each operating system and one for each job. A job's
 * instances run for as long as its tasks do: no lower cost can be promised before demand is simulated minute by minute.
 */
export function planEc2(
  workload: Workload,
  demand: Demand,
  catalog: Catalog,
  architecture: ArchitectureChoice,
  rates: RateView,
  effort: Effort,
): Ec2Plan {
  const planner: Planner = { workload, catalog, architecture, rates, effort };
  const impossible: Impossibility[] = [...workload.services, ...workload.jobs].flatMap((owner) =>
    architectureImpossibility(owner, architecture),
  );
  if (impossible.length > 0) return { launchType: 'EC2', architecture, fleets: [], impossible, notes: [] };

  const fleets: Fleet[] = [];
  for (const wanted of [...serviceFleets(workload, demand), ...jobFleets(workload, demand)]) {
    const packed = planFleet(planner, wanted);
    if ('impossible' in packed) impossible.push(...packed.impossible);
    else fleets.push(packed);
  }
  return { launchType: 'EC2', architecture, fleets, impossible, notes: notesOf(planner, demand, fleets) };
}

interface Planner {
  readonly workload: Workload;
  readonly catalog: Catalog;
  readonly architecture: ArchitectureChoice;
  readonly rates: RateView;
  readonly effort: Effort;
}

interface WantedFleet {
  readonly purpose: Fleet['purpose'];
  readonly operatingSystem: OperatingSystem;
  readonly groups: readonly TaskGroup[];
  readonly daemons: readonly Service[];
  readonly seconds: Quantity;
}

function serviceFleets(workload: Workload, demand: Demand): WantedFleet[] {
  return OPERATING_SYSTEMS.flatMap((operatingSystem) => {
    const daemons = daemonsOn(workload, operatingSystem);
    const groups = workload.services.flatMap((owner, index) => {
      const count = demand.services[index]?.taskCount ?? 0;
      const isHere = owner.task.operatingSystem === operatingSystem && owner.schedulingStrategy === 'REPLICA' && count > 0;
      return isHere ? [{ owner, count }] : [];
    });
    if (groups.length === 0 && daemons.length === 0) return [];
    return [{ purpose: { kind: 'services' }, operatingSystem, groups, daemons, seconds: quantityOf(demand.month.seconds) }];
  });
}

function jobFleets(workload: Workload, demand: Demand): WantedFleet[] {
  return workload.jobs.flatMap((owner, index) => {
    const run = demand.jobs[index];
    if (!run || run.tasksPerRun === 0 || run.runs.numerator === 0n) return [];
    const { operatingSystem } = owner.task;
    return [
      {
        purpose: { kind: 'job', job: owner.name },
        operatingSystem,
        groups: [{ owner, count: run.tasksPerRun }],
        daemons: daemonsOn(workload, operatingSystem),
        seconds: billedSeconds(run),
      },
    ];
  });
}

function daemonsOn(workload: Workload, operatingSystem: OperatingSystem): Service[] {
  return workload.services.filter(
    ({ schedulingStrategy, task }) => schedulingStrategy === 'DAEMON' && task.operatingSystem === operatingSystem,
  );
}

/** EC2 bills a running instance by the second, at least a minute each time. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html */
const EC2_MINIMUM_SECONDS = 60n;

/** Where tasks of a run take differently long, a single one takes the mean time, and several take as long as the longest may. */
function billedSeconds({ runs, tasksPerRun, durations, startupSeconds, stop }: JobDemand): Quantity {
  const billed = durations.map(({ duration, share }) => {
    const { numerator, denominator } = addQuantities(duration, addQuantities(quantityOf(startupSeconds), stop));
    const wholeSeconds = (numerator + denominator - 1n) / denominator;
    return { seconds: quantityOf(wholeSeconds > EC2_MINIMUM_SECONDS ? wholeSeconds : EC2_MINIMUM_SECONDS), share };
  });
  const mean = billed.map(({ seconds, share }) => multiplyQuantities(seconds, share)).reduce(addQuantities, NO_QUANTITY);
  const longest = billed.map(({ seconds }) => seconds).reduce((a, b) => (compareQuantities(a, b) < 0 ? b : a), NO_QUANTITY);
  return multiplyQuantities(runs, tasksPerRun === 1 ? mean : longest);
}

function planFleet(planner: Planner, wanted: WantedFleet): Fleet | { readonly impossible: readonly Impossibility[] } {
  const { workload, catalog, architecture, rates, effort } = planner;
  const { cluster } = workload;
  const { operatingSystem, groups, daemons } = wanted;
  const burstable = mayUseBurstable(workload, wanted);
  const candidates = candidatesOf(catalog, cluster.instanceTypes, rates, { operatingSystem, architecture, burstable });
  const owners = [...groups.map(({ owner }) => owner), ...daemons];
  if (candidates.length === 0) {
    return { impossible: owners.map(({ name }) => ({ owner: name, kind: 'ec2-no-candidates', operatingSystem, architecture })) };
  }
  const isJob = wanted.purpose.kind === 'job';
  const fleetTask: FleetTask = {
    groups,
    daemons,
    candidates,
    cluster,
    operatingSystem,
    burstable,
    zones: isJob ? 1 : cluster.availabilityZones,
    minimumInstances: isJob ? 0 : cluster.minimumInstances,
    rootVolumeTicksPerHour: rates.rootVolumeTicksPerHour,
    effort,
  };
  const packed = packFleet(fleetTask);
  if (!packed.possible) return { impossible: packed.impossible };
  const { groups: instances, packing, singleType } = packed;
  return {
    purpose: wanted.purpose,
    operatingSystem,
    groups: instances,
    seconds: wanted.seconds,
    packing,
    ...(singleType ? { singleType } : {}),
  };
}

/** Burstable types come in when the user says so, or when measured use shows what their baseline has to carry. */
function mayUseBurstable({ cluster }: Workload, { groups, daemons }: WantedFleet): boolean {
  const allowed = cluster.instanceTypes.burstable;
  if (allowed !== undefined) return allowed;
  return [...groups.map(({ owner }) => owner), ...daemons].some((owner) => 'utilization' in owner && owner.utilization.cpu !== undefined);
}

function notesOf({ workload, catalog, rates }: Planner, demand: Demand, fleets: readonly Fleet[]): Ec2Note[] {
  const changing = demand.services.filter(({ segments }) => segments.length > 1).map(({ service }) => service);
  const deployed = workload.services.filter(({ deployment }) => deployment && deployment.perMonth * deployment.minutes > 0);

  const jobs = fleets.flatMap(({ purpose }) => (purpose.kind === 'job' ? [purpose.job] : []));
  const systems = new Set(fleets.map(({ operatingSystem }) => operatingSystem));
  const unpriced = [...systems].flatMap((system) => namedWithoutRate(catalog, workload.cluster.instanceTypes, rates, system));
  return [
    { kind: 'registered-memory' },
    ...(changing.length > 0 ? [{ kind: 'fixed-fleet-for-peak', services: changing } as const] : []),
    ...(deployed.length > 0 ? [{ kind: 'deployments-without-room', services: deployed.map(({ name }) => name) } as const] : []),
    ...(jobs.length > 0 ? [{ kind: 'job-capacity', jobs } as const] : []),
    ...(unpriced.length > 0 ? [{ kind: 'types-without-rate', instanceTypes: [...new Set(unpriced)] } as const] : []),
  ];
}
