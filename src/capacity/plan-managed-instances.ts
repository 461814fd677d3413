import type { Catalog } from '../catalog/catalog.ts';
import type { Demand } from '../demand/demand.ts';
import type { Effort } from '../packing/problem.ts';
import { multiplyQuantities, quantityOf } from '../units/quantity.ts';
import type { Workload } from '../workload/workload.ts';
import { architectureImpossibility } from './architecture.ts';
import type { ArchitectureChoice, Ec2Note, Fleet, Impossibility, ManagedInstancesPlan } from './capacity.ts';
import { type Candidate, candidatesOf } from './ec2-candidates.ts';
import { MANAGED_INSTANCES_DEFAULTS, type ManagedInstancesSettings } from './ecs/managed-instances.ts';
import type { FleetTask } from './fleet-task.ts';
import { managedImpossibility } from './managed-impossibility.ts';
import { onManagedInstances } from './on-managed-instances.ts';
import { packFleet } from './pack-fleet.ts';
import type { RateView } from './rate-view.ts';
import { simulateManagedCourse } from './simulate-managed-course.ts';
import { jobFleets, serviceFleets, type WantedFleet } from './wanted-fleets.ts';

const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_DAY = 1440;

/**
 * Instances that ECS Managed Instances runs for the workload: ECS chooses among the types that have a fee, puts several tasks on
 * each, spreads services over three zones, gives up idle and underused instances, and replaces each after fourteen days. Where
 * demand changes they are simulated by the minute; steady services are packed once, and each instance is billed for the overlap
 * with the one that replaces it as well.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html
 */
export function planManagedInstances(
  stated: Workload,
  demand: Demand,
  catalog: Catalog,
  rates: RateView,
  { architecture, effort }: { readonly architecture: ArchitectureChoice; readonly effort: Effort },
): ManagedInstancesPlan {
  const workload = onManagedInstances(stated);
  const settings = settingsOf(workload);
  const planner: Planner = { workload, demand, catalog, rates, architecture, effort, settings };
  const impossible: Impossibility[] = [...workload.services, ...workload.jobs].flatMap((owner) => [
    ...architectureImpossibility(owner, architecture),
    ...managedImpossibility(owner),
  ]);
  const fleets: Fleet[] = [];
  if (impossible.length === 0) {
    for (const wanted of [...serviceFleets(workload, demand), ...jobFleets(workload, demand, secondsAroundRun(settings))]) {
      const planned = fleetFor(planner, wanted);
      if ('impossible' in planned) impossible.push(...planned.impossible);
      else fleets.push(planned);
    }
  }
  return { launchType: 'MANAGED_INSTANCES', architecture, fleets, impossible, notes: notesOf(planner, fleets) };
}

interface Planner {
  readonly workload: Workload;
  readonly demand: Demand;
  readonly catalog: Catalog;
  readonly rates: RateView;
  readonly architecture: ArchitectureChoice;
  readonly effort: Effort;
  readonly settings: ManagedInstancesSettings;
}

function settingsOf({ cluster }: Workload): ManagedInstancesSettings {
  const seconds = cluster.managedInstances?.scaleInAfterSeconds;
  return { ...MANAGED_INSTANCES_DEFAULTS, ...(seconds === undefined ? {} : { scaleInAfterSeconds: seconds }) };
}

/** Until an instance is ready, and until it is given up; one that is never given up for being idle lives for its days. */
function secondsAroundRun({ bootMinutes, scaleInAfterSeconds, lifetimeDays }: ManagedInstancesSettings): number {
  const idleSeconds = scaleInAfterSeconds < 0 ? lifetimeDays * MINUTES_PER_DAY * SECONDS_PER_MINUTE : scaleInAfterSeconds;
  return bootMinutes * SECONDS_PER_MINUTE + idleSeconds;
}

function fleetFor(planner: Planner, wanted: WantedFleet): Fleet | { readonly impossible: readonly Impossibility[] } {
  const { workload, demand, settings } = planner;
  const task = fleetTaskOf(planner, wanted);
  const { purpose, operatingSystem } = wanted;
  if (task.candidates.length === 0) return { impossible: noCandidates(planner, wanted) };
  if (wanted.isScaled && purpose.kind === 'services') {
    const simulated = simulateManagedCourse(task, workload, demand, settings);
    if (simulated) return { purpose, operatingSystem, seconds: wanted.seconds, ...simulated };
  }
  const packed = packFleet(task);
  if (!packed.possible) return { impossible: packed.impossible };
  const { groups, packing } = packed;
  const seconds = purpose.kind === 'services' ? multiplyQuantities(wanted.seconds, withReplacement(settings)) : wanted.seconds;
  return {
    purpose,
    operatingSystem,
    groups,
    seconds,
    packing,
    get singleType() {
      return packed.singleType;
    },
  };
}

/** Every so many days an instance runs beside the one that replaces it: while that boots, and while its own tasks drain. */
function withReplacement({ lifetimeDays, bootMinutes, drainMinutes }: ManagedInstancesSettings) {
  const lifetimeMinutes = lifetimeDays * MINUTES_PER_DAY;
  return quantityOf(lifetimeMinutes + bootMinutes + drainMinutes, lifetimeMinutes);
}

function fleetTaskOf({ workload, catalog, architecture, rates, effort }: Planner, wanted: WantedFleet): FleetTask {
  const { cluster } = workload;
  const { operatingSystem, groups, daemons } = wanted;
  const isJob = wanted.purpose.kind === 'job';
  const candidates = candidatesOf(catalog, cluster.instanceTypes, rates, { operatingSystem, architecture, burstable: false });
  return {
    groups,
    daemons,
    candidates: withFees(candidates, rates),
    cluster,
    operatingSystem,
    burstable: false,
    zones: isJob ? 1 : cluster.availabilityZones,
    minimumInstances: 0,
    rootVolumeTicksPerHour: rates.managedInstances?.volumeTicksPerHour ?? 0,
    effort,
  };
}

/** Types that have a fee, at rate and fee together. */
function withFees(candidates: readonly Candidate[], { managedInstances }: RateView): readonly Candidate[] {
  const known = managedByCandidates.get(candidates);
  if (known) return known;
  const managed = candidates.flatMap((candidate) => {
    const fee = managedInstances?.feeTicksPerHour(candidate.type.instanceType);
    return fee === undefined ? [] : [{ ...candidate, ticksPerHour: candidate.ticksPerHour + fee }];
  });
  managedByCandidates.set(candidates, managed);
  return managed;
}

/** Candidates are one list for each view of rates, and so are those with the fees of that view. */
const managedByCandidates = new WeakMap<readonly Candidate[], readonly Candidate[]>();

/** Without a single fee it is not the workload that is at fault. */
function noCandidates({ catalog, rates, architecture }: Planner, { groups, daemons, operatingSystem }: WantedFleet): Impossibility[] {
  const hasFees = catalog.instanceTypes.some(({ instanceType }) => rates.managedInstances?.feeTicksPerHour(instanceType) !== undefined);
  if (!hasFees) {
    return [
      {
        owner: '',
        kind: 'no-rate',
        usageTypes: ['ECS-Managed-Instances:*-management-hours'],
        region: catalog.region,
        why: `no table of ${catalog.region} holds a fee of ECS Managed Instances`,
        remedy: 'fetch newer tables, or state it under rates, as "ECS-Managed-Instances:m7g.large-management-hours"',
      },
    ];
  }
  const owners = [...groups.map(({ owner }) => owner), ...daemons];
  return owners.map(({ name }) => ({ owner: name, kind: 'ec2-no-candidates', operatingSystem, architecture }));
}

function notesOf({ workload, settings }: Planner, fleets: readonly Fleet[]): Ec2Note[] {
  const { availabilityZones, rootVolume, managedInstances } = workload.cluster;
  const jobs = fleets.flatMap(({ purpose }) => (purpose.kind === 'job' ? [purpose.job] : []));
  return [
    { kind: 'registered-memory' },
    { kind: 'managed-instances', availabilityZones, storageGiB: rootVolume.sizeGiB },
    ...(managedInstances?.scaleInAfterSeconds === undefined
      ? [{ kind: 'managed-scale-in', seconds: settings.scaleInAfterSeconds } as const]
      : []),
    ...(jobs.length > 0 ? [{ kind: 'job-capacity', jobs } as const] : []),
  ];
}
