import type { PackingPlan } from '../packing/problem.ts';
import { CPU_UNITS_PER_VCPU } from '../units/capacity.ts';
import { sumOf } from '../units/order.ts';
import { bindingDimension } from './binding-dimension.ts';
import type { Fleet, Impossibility, InstanceGroup, PackingDimension, PackingProof, PlacedTasks } from './capacity.ts';
import type { Candidate } from './ec2-candidates.ts';
import { binTypesOf, type ProblemShape, shapeProblem, type TaskGroup } from './ec2-problem.ts';
import { planWithFewTypes } from './few-types.ts';
import type { FleetTask } from './fleet-task.ts';
import { withPaidBins } from './paid-instances.ts';
import { registeredMemoryMiB } from './registered-memory.ts';
import { bestSingleType, type SingleType } from './single-type.ts';
import { solveZones, zoneProblems } from './zone-problems.ts';

/** Instances that hold every task, with the proof; or why some task fits on no instance. */
export type PackedFleet =
  | ({ readonly possible: true } & Pick<Fleet, 'groups' | 'packing' | 'singleType'>)
  | { readonly possible: false; readonly impossible: readonly Impossibility[] };

/** Chooses instances for a fleet: each zone is packed on its own, equal zones once. */
export function packFleet(task: FleetTask): PackedFleet {
  const shape = shapeProblem(task.groups, task.daemons, task.cluster, task);
  const { bins, kept } = withPaidBins(binTypesOf(task.candidates, shape, task.rootVolumeTicksPerHour), task.zones);
  const zones = zoneProblems(task, shape, bins);
  const solved = solveZones(zones, task.effort);
  const impossible = solved.flatMap((plan, zone) => unplacedReasons(plan, zones[zone]?.groups ?? [], shape));
  if (impossible.length > 0) return { possible: false, impossible: uniqueByOwner(impossible) };

  let found: { readonly single: SingleType | undefined } | undefined;
  const bestSingle = (): SingleType | undefined => {
    found ??= { single: bestSingleType(zones, bins) };
    return found.single;
  };
  const most = task.cluster.instanceTypes.maxTypes;
  const mix = most === undefined ? solved : planWithFewTypes(zones, solved, bestSingle()?.bin, most, task.effort);
  if (!mix)
    return {
      possible: false,
      impossible: task.groups.map(({ owner }) => ({ owner: owner.name, kind: 'ec2-too-few-types', maxTypes: most ?? 0 })),
    };
  const mixCost = sumOf(mix.map(({ cost }) => cost));
  const cheaper = bestSingleType(zones, bins, mixCost);
  const chosen = cheaper && cheaper.cost <= mixCost ? cheaper.plans : mix;
  const groups = chosen.flatMap((plan, zone) => groupsOf(plan, zones[zone]?.groups ?? [], kept, task, zone + 1));
  return {
    possible: true,
    groups,
    packing: proofOf(chosen, solved, groups, shape, task),
    get singleType() {
      const single = bestSingle();
      return single && { instanceType: single.instanceType, count: single.count, ticksPerHour: single.cost };
    },
  };
}

function groupsOf(
  plan: PackingPlan,
  groups: readonly TaskGroup[],
  kept: readonly Candidate[],
  task: FleetTask,
  zone: number,
): InstanceGroup[] {
  return plan.bins.flatMap(({ bin, count, items }) => {
    const type = kept[bin]?.type;
    if (type?.architecture === undefined) return [];
    const placed = items.flatMap(([item, countInBin]) => placedTasks(groups[item], countInBin));
    return [
      {
        instanceType: type.instanceType,
        architecture: type.architecture,
        vcpus: type.vcpus,
        memoryMiB: type.memoryMiB,
        allocatableCpuUnits: type.vcpus * CPU_UNITS_PER_VCPU,
        allocatableMemoryMiB: registeredMemoryMiB(type, task.operatingSystem, task.cluster),
        zone: task.zones > 1 ? zone : 0,
        count,
        tasks: [...task.daemons.flatMap((owner) => placedTasks({ owner, count: 1 }, 1)), ...placed],
      },
    ];
  });
}

function placedTasks(group: TaskGroup | undefined, count: number): PlacedTasks[] {
  if (!group) return [];
  const { name, task } = group.owner;
  return [{ owner: name, count, cpuUnits: task.cpuUnits, memoryMiB: task.memoryMiB }];
}

function proofOf(
  chosen: readonly PackingPlan[],
  solved: readonly PackingPlan[],
  groups: readonly InstanceGroup[],
  shape: ProblemShape,
  task: FleetTask,
): PackingProof {
  const binds = bindingDimension(groups, shape, task);
  return {
    ticksPerHour: sumOf(chosen.map(({ cost }) => cost)),
    lowerBoundTicksPerHour: sumOf(solved.map(({ lowerBound }) => lowerBound)),
    ...(binds ? { binds } : {}),
  };
}

function unplacedReasons(plan: PackingPlan, groups: readonly TaskGroup[], shape: ProblemShape): Impossibility[] {
  return plan.unplaced.map(({ item, reason }) => ({
    owner: groups[item]?.owner.name ?? '',
    kind: 'ec2-no-instance-type',
    dimensions: reason.kind === 'too-big' ? uniqueDimensions(reason.dimensions.map((index) => shape.columns[index])) : [],
  }));
}

function uniqueDimensions(dimensions: readonly (PackingDimension | undefined)[]): PackingDimension[] {
  return [...new Set(dimensions.filter((dimension) => dimension !== undefined))];
}

function uniqueByOwner(reasons: readonly Impossibility[]): Impossibility[] {
  return [...new Map(reasons.map((reason) => [reason.owner, reason])).values()];
}
