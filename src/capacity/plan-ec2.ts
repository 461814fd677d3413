import type { Catalog } from '../catalog/catalog.ts';
import type { Demand } from '../demand/demand.ts';
import type { Effort } from '../packing/problem.ts';
import type { Workload } from '../workload/workload.ts';
import { architectureImpossibility } from './architecture.ts';
import type { ArchitectureChoice, Ec2Note, Ec2Plan, Ec2Variant, Fleet, Impossibility } from './capacity.ts';
import { creditNotes } from './credit-notes.ts';
import { candidatesOf, namedWithoutRate } from './ec2-candidates.ts';
import { managedScaling } from './fleet-demand.ts';
import type { FleetTask } from './fleet-task.ts';
import { type MadeFleet, withJobsBesideServices } from './jobs-beside-services.ts';
import { packFleet } from './pack-fleet.ts';
import type { RateView } from './rate-view.ts';
import { type CourseInstances, simulateCourse } from './simulate-course.ts';
import { hasDeployments, jobFleets, mayUseBurstable, serviceFleets, type WantedFleet } from './wanted-fleets.ts';

const SECONDS_PER_MINUTE = 60;

/** How the instances for services are decided. */
export interface Ec2Question {
  readonly architecture: ArchitectureChoice;
  /**
   * Absent: what the demand asks for, scaled where it changes. `fixed-fleet`: instances for the peak, all the time.
   * `given-fleet`: the instances that the workload file names.
   */
  readonly variant?: Ec2Variant;
  /** A plan for another level of demand, whose instance types are kept. */
  readonly planned?: Ec2Plan;
  readonly effort: Effort;
}

/**
 * Instances that hold every task, one fleet for the services of each operating system and one for each job. Where the demand of
 * services changes, their instances come and go as ECS scales them, and jobs run on them where that is cheaper. Otherwise a job has
 * instances of its own.
 */
export function planEc2(workload: Workload, demand: Demand, catalog: Catalog, rates: RateView, question: Ec2Question): Ec2Plan {
  const planner: Planner = { workload, demand, catalog, rates, ...question };
  const { architecture } = question;
  const impossible: Impossibility[] = [...workload.services, ...workload.jobs].flatMap((owner) =>
    architectureImpossibility(owner, architecture),
  );
  const systems = new Set(workload.services.map(({ task }) => task.operatingSystem));
  if (question.variant === 'given-fleet' && systems.size > 1) impossible.push({ owner: '', kind: 'given-fleet-two-systems' });
  if (impossible.length > 0) return { launchType: 'EC2', architecture, fleets: [], impossible, notes: [] };

  const made: MadeFleet[] = [];
  for (const wanted of [...serviceFleets(workload, demand), ...jobFleets(workload, demand, secondsAroundRun(workload))]) {
    const packed = fleetFor(planner, wanted);
    if ('impossible' in packed) impossible.push(...packed.impossible);
    else made.push({ wanted, fleet: packed });
  }
  const fleets = withJobsBesideServices(made, demand, {
    simulate: (services, wanted) => simulateTogether(planner, services, wanted),
    isSettled: (job) => isBesideServices(planner, job),
  });
  return { launchType: 'EC2', architecture, fleets, impossible, notes: notesOf(planner, fleets) };
}

/** The services of a fleet and jobs beside them, on the instances that the services have. */
function simulateTogether(planner: Planner, { fleet }: MadeFleet, wanted: WantedFleet): Fleet | undefined {
  const { workload, demand, variant } = planner;
  if (!fleet.course) return undefined;
  const instances: CourseInstances =
    variant === 'given-fleet' ? { kind: 'given', instances: workload.cluster.instances ?? [] } : { kind: 'chosen', course: fleet.course };
  const simulated = simulateCourse(fleetTaskOf(planner, wanted), workload, demand, instances);
  if (!simulated || 'impossible' in simulated) return undefined;
  const { course } = simulated.fleet;
  const { compared } = fleet.course;
  return { ...headOf(wanted), ...simulated.fleet, ...(course ? { course: { ...course, compared } } : {}) };
}

/** Whether a job runs beside services in the plan whose instance types are kept; `undefined` where there is none. */
function isBesideServices({ planned }: Planner, job: string): boolean | undefined {
  if (!planned) return undefined;
  return planned.fleets.some(({ course }) => course?.providers.some(({ services }) => services.includes(job)));
}

/** What an instance is billed for besides the run of a job: until it has joined the cluster, and until scale-in ends it. */
function secondsAroundRun({ cluster }: Workload): number {
  const { bootMinutes, scaleInMinutes } = managedScaling(cluster.managedScaling);
  return (bootMinutes + scaleInMinutes) * SECONDS_PER_MINUTE;
}

interface Planner extends Ec2Question {
  readonly workload: Workload;
  readonly demand: Demand;
  readonly catalog: Catalog;
  readonly rates: RateView;
}

type PlannedFleet = Fleet | { readonly impossible: readonly Impossibility[] };

/** A fleet packed once for all the time, or one that scales. */
function fleetFor(planner: Planner, wanted: WantedFleet): PlannedFleet {
  const owners = [...wanted.groups.map(({ owner }) => owner), ...wanted.daemons];
  const task = fleetTaskOf(planner, wanted);
  if (task.candidates.length === 0 && planner.variant !== 'given-fleet') {
    const { operatingSystem } = wanted;
    return {
      impossible: owners.map(({ name }) => ({
        owner: name,
        kind: 'ec2-no-candidates',
        operatingSystem,
        architecture: planner.architecture,
      })),
    };
  }
  const unusable = unusableGiven(planner, wanted, task);
  if (unusable.length > 0) return { impossible: unusable };
  const instances = instancesOfCourse(planner, wanted);
  const simulated = instances && simulateCourse(task, planner.workload, planner.demand, instances);
  if (simulated) return 'impossible' in simulated ? simulated : { ...headOf(wanted), ...simulated.fleet };
  const packed = packFleet(task);
  if (!packed.possible) return { impossible: packed.impossible };
  const { groups, packing } = packed;
  return {
    ...headOf(wanted),
    groups,
    packing,
    get singleType() {
      return packed.singleType;
    },
  };
}

/** Why instances that the file names cannot serve: types that are not to be had, or a task that fits on none of them. */
function unusableGiven({ workload, variant }: Planner, { purpose }: WantedFleet, task: FleetTask): readonly Impossibility[] {
  if (variant !== 'given-fleet' || purpose.kind === 'job') return [];
  const names = new Set(task.candidates.map(({ type }) => type.instanceType));
  const missing = (workload.cluster.instances ?? []).flatMap(({ instanceType }) => (names.has(instanceType) ? [] : [instanceType]));
  if (missing.length > 0) return [{ owner: '', kind: 'given-fleet-types', instanceTypes: missing }];
  const packed = packFleet({ ...task, effort: 'instant' });
  return packed.possible ? [] : packed.impossible;
}

function headOf({ purpose, operatingSystem, seconds }: WantedFleet): Pick<Fleet, 'purpose' | 'operatingSystem' | 'seconds'> {
  return { purpose, operatingSystem, seconds };
}

/** Which instances a fleet that scales has; nothing for one that does not. */
function instancesOfCourse({ workload, variant, planned }: Planner, wanted: WantedFleet): CourseInstances | undefined {
  const { purpose, operatingSystem, groups } = wanted;
  if (purpose.kind === 'job' || groups.length === 0 || variant === 'fixed-fleet') return undefined;
  if (variant === 'given-fleet') return { kind: 'given', instances: workload.cluster.instances ?? [] };
  const before = planned?.fleets.find((fleet) => fleet.purpose.kind === 'services' && fleet.operatingSystem === operatingSystem);
  if (!wanted.isScaled) return undefined;
  return before?.course ? { kind: 'chosen', course: before.course } : { kind: 'cheapest' };
}

function fleetTaskOf({ workload, catalog, architecture, rates, effort, variant }: Planner, wanted: WantedFleet): FleetTask {
  const { cluster } = workload;
  const { operatingSystem, groups, daemons } = wanted;
  const given = variant === 'given-fleet' ? cluster.instances?.map(({ instanceType }) => instanceType) : undefined;
  // Where instances are given, ECS places tasks by what they reserve, whatever the baseline: it knows nothing of CPU credits.
  const burstable = !given && mayUseBurstable(workload, wanted);
  const allowed = burstable || given !== undefined;
  const filter = given ? { include: given, exclude: [], previousGeneration: true } : cluster.instanceTypes;
  const isJob = wanted.purpose.kind === 'job';
  return {
    groups,
    daemons,
    candidates: candidatesOf(catalog, filter, rates, { operatingSystem, architecture, burstable: allowed, cpuCredits: cluster.cpuCredits }),
    cluster,
    operatingSystem,
    burstable,
    zones: isJob ? 1 : cluster.availabilityZones,
    minimumInstances: isJob ? 0 : cluster.minimumInstances,
    rootVolumeTicksPerHour: rates.rootVolumeTicksPerHour,
    effort,
  };
}

function notesOf({ workload, demand, catalog, rates, variant }: Planner, fleets: readonly Fleet[]): Ec2Note[] {
  const isFixed = variant === 'fixed-fleet';
  const changing = isFixed ? demand.services.filter(({ segments }) => segments.length > 1).map(({ service }) => service) : [];
  const deployed = isFixed ? workload.services.filter(hasDeployments) : [];
  const jobs = fleets.flatMap(({ purpose }) => (purpose.kind === 'job' ? [purpose.job] : []));
  const scaled = new Set(fleets.flatMap(({ course }) => course?.providers.flatMap(({ services }) => services) ?? []));
  const beside = workload.jobs.flatMap(({ name }) => (scaled.has(name) ? [name] : []));
  const systems = new Set(fleets.map(({ operatingSystem }) => operatingSystem));
  const unpriced = [...systems].flatMap((system) => namedWithoutRate(catalog, workload.cluster.instanceTypes, rates, system));
  return [
    { kind: 'registered-memory' },
    ...(fleets.some(({ course }) => course) ? [{ kind: 'simulated-scaling' } as const] : []),
    ...(changing.length > 0 ? [{ kind: 'fixed-fleet-for-peak', services: changing } as const] : []),
    ...(deployed.length > 0 ? [{ kind: 'deployments-without-room', services: deployed.map(({ name }) => name) } as const] : []),
    ...creditNotes(fleets, workload),
    ...(jobs.length > 0 ? [{ kind: 'job-capacity', jobs } as const] : []),
    ...(beside.length > 0 ? [{ kind: 'jobs-beside-services', jobs: beside } as const] : []),
    ...(unpriced.length > 0 ? [{ kind: 'types-without-rate', instanceTypes: [...new Set(unpriced)] } as const] : []),
  ];
}
