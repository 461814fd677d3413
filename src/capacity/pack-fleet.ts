import { pack } from '../packing/pack.ts';
import type { BinType, Effort, Item, PackingPlan, PackingProblem } from '../packing/problem.ts';
import { CPU_UNITS_PER_VCPU, type OperatingSystem } from '../units/capacity.ts';
import { compareText } from '../units/order.ts';
import type { Cluster, Service } from '../workload/workload.ts';
import type { Fleet, Impossibility, InstanceGroup, PackingDimension, PackingProof, PlacedTasks } from './capacity.ts';
import type { Candidate } from './ec2-candidates.ts';
import { binTypesOf, type ProblemShape, shapeProblem, type TaskGroup } from './ec2-problem.ts';
import { registeredMemoryMiB } from './registered-memory.ts';
import { minimumByZone, spreadOverZones } from './zones.ts';

/** What one fleet has to hold, and under which rules. */
export interface FleetTask {
  readonly groups: readonly TaskGroup[];
  readonly daemons: readonly Service[];
  readonly candidates: readonly Candidate[];
  readonly cluster: Cluster;
  readonly operatingSystem: OperatingSystem;
  readonly burstable: boolean;
  readonly zones: number;
  readonly minimumInstances: number;
  readonly rootVolumeTicksPerHour: number;
  readonly effort: Effort;
}

/** Instances that hold every task, with the proof; or why some task fits on no instance. */
export type PackedFleet =
  | ({ readonly possible: true } & Pick<Fleet, 'groups' | 'packing' | 'singleType'>)
  | { readonly possible: false; readonly impossible: readonly Impossibility[] };

/** Chooses instances for a fleet: each zone is packed on its own, equal zones once. */
export function packFleet(task: FleetTask): PackedFleet {
  const shape = shapeProblem(task.groups, task.daemons, task.cluster, task);
  const { bins, kept } = binTypesOf(task.candidates, shape, task.rootVolumeTicksPerHour);
  const zones = zoneProblems(task, shape, bins);
  const solved = solveZones(zones, task.effort);
  const impossible = solved.flatMap((plan, zone) => unplacedReasons(plan, zones[zone]?.groups ?? [], shape));
  if (impossible.length > 0) return { possible: false, impossible: uniqueByOwner(impossible) };

  const single = bestSingleType(zones, bins, task.effort);
  const mixCost = total(solved.map(({ cost }) => cost));
  const chosen = single && single.cost <= mixCost ? single.plans : solved;
  const groups = chosen.flatMap((plan, zone) => groupsOf(plan, zones[zone]?.groups ?? [], kept, task, zone + 1));
  return {
    possible: true,
    groups,
    packing: proofOf(chosen, solved, groups, shape, task),
    ...(single ? { singleType: { instanceType: single.instanceType, count: single.count, ticksPerHour: single.cost } } : {}),
  };
}

interface ZoneProblem {
  readonly groups: readonly TaskGroup[];
  readonly problem: PackingProblem;
  /** The same with a floor under the number of instances: each must hold one stand-in that takes a whole instance slot. */
  readonly atLeast?: PackingProblem;
  readonly minimum: number;
}

function zoneProblems(task: FleetTask, shape: ProblemShape, bins: readonly BinType[]): ZoneProblem[] {
  const minimum = minimumByZone(task.minimumInstances, task.zones);
  const smallest = smallestItem(task.groups.map(shape.item));
  return spreadOverZones(task.groups, task.zones).map((groups, zone) => {
    const items = groups.map(shape.item);
    const floor = minimum[zone] ?? 0;
    // An instance that stands by in a zone without tasks must be able to take over one: the smallest task sizes it.
    const standIn = {
      name: '',
      size: items.length > 0 || !smallest ? shape.columns.map(() => 0) : smallest.size,
      count: floor,
      maxPerBin: 1,
    };
    return {
      groups,
      minimum: floor,
      problem: { bins, items },
      ...(floor > 0 ? { atLeast: withInstanceSlots(bins, [...items, standIn]) } : {}),
    };
  });
}

/** One more dimension that each bin has 1 of and only the last item uses: as many bins as that item has copies. */
function withInstanceSlots(bins: readonly BinType[], items: readonly Item[]): PackingProblem {
  const last = items.length - 1;
  return {
    bins: bins.map((bin) => ({ ...bin, capacity: [...bin.capacity, 1] })),
    items: items.map((item, index) => ({ ...item, size: [...item.size, index === last ? 1 : 0] })),
  };
}

function solveZones(zones: readonly ZoneProblem[], effort: Effort): PackingPlan[] {
  const solved = new Map<string, PackingPlan>();
  return zones.map((zone) => {
    const key = JSON.stringify([zone.minimum, zone.problem.items]);
    const plan = solved.get(key) ?? solveZone(zone, effort);
    solved.set(key, plan);
    return plan;
  });
}

/** Packs without the floor first: a cheapest plan that reaches it anyway is a cheapest plan with it. */
function solveZone({ problem, atLeast, minimum }: ZoneProblem, effort: Effort): PackingPlan {
  const plan = pack(problem, { effort });
  if (!atLeast || instanceCount(plan) >= minimum || plan.unplaced.length > 0) return plan;
  return pack(atLeast, { effort });
}

function instanceCount(plan: PackingPlan): number {
  return total(plan.bins.map(({ count }) => count));
}

interface SingleType {
  readonly instanceType: string;
  readonly count: number;
  readonly cost: number;
  readonly plans: readonly PackingPlan[];
}

/** The cheapest fleet of one instance type. Types whose bare resources already cost more than the best are not packed. */
function bestSingleType(zones: readonly ZoneProblem[], bins: readonly BinType[], effort: Effort): SingleType | undefined {
  const ordered = bins
    .map((bin) => ({ bin, bound: total(zones.map((zone) => singleTypeBound(zone, bin))) }))
    .filter(({ bound }) => bound < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.bound - b.bound || compareText(a.bin.name ?? '', b.bin.name ?? ''));
  let best: SingleType | undefined;
  for (const { bin, bound } of ordered) {
    if (best && bound >= best.cost) break;
    const plans = solveZones(
      zones.map((zone) => onlyWith(zone, bins.indexOf(bin))),
      effort,
    );
    if (plans.some(({ unplaced }) => unplaced.length > 0)) continue;
    const cost = total(plans.map((plan) => plan.cost));
    if (!best || cost < best.cost) {
      const bin_ = bins.indexOf(bin);
      const named = plans.map((plan) => ({ ...plan, bins: plan.bins.map((packed) => ({ ...packed, bin: bin_ })) }));
      best = { instanceType: bin.name ?? '', count: total(plans.map(instanceCount)), cost, plans: named };
    }
  }
  return best;
}

function onlyWith(zone: ZoneProblem, bin: number): ZoneProblem {
  const only = (problem: PackingProblem): PackingProblem => ({ bins: problem.bins.slice(bin, bin + 1), items: problem.items });
  return { ...zone, problem: only(zone.problem), ...(zone.atLeast ? { atLeast: only(zone.atLeast) } : {}) };
}

/** Instances of one type that the zone needs for its scarcest resource, in ticks; infinite where one task does not fit. */
function singleTypeBound({ problem, minimum }: ZoneProblem, bin: BinType): number {
  let instances = minimum;
  for (const [dimension, capacity] of bin.capacity.entries()) {
    let needed = 0;
    for (const { size, count } of problem.items) {
      const each = size[dimension] ?? 0;
      if (each > capacity) return Number.POSITIVE_INFINITY;
      needed += each * count;
    }
    if (needed > 0) instances = Math.max(instances, Math.ceil(needed / capacity));
  }
  for (const { count, maxPerBin } of problem.items) {
    if (maxPerBin !== undefined) instances = Math.max(instances, Math.ceil(count / maxPerBin));
  }
  return instances * bin.cost;
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
        allocatableMemoryMiB: registeredMemoryMiB(type, task.operatingSystem, task.cluster.reservedMemoryMiB),
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
    ticksPerHour: total(chosen.map(({ cost }) => cost)),
    lowerBoundTicksPerHour: total(solved.map(({ lowerBound }) => lowerBound)),
    ...(binds ? { binds } : {}),
  };
}

/** The dimension that is fullest over all instances; capabilities (architecture, ports, storage) never fill up. */
function bindingDimension(groups: readonly InstanceGroup[], shape: ProblemShape, task: FleetTask): PackingProof['binds'] {
  const countable: readonly PackingDimension[] = ['cpu', 'memory', 'sustained-cpu', 'network-interfaces', 'gpus'];
  const typeByName = new Map(task.candidates.map(({ type }) => [type.instanceType, type]));
  const sizeByOwner = new Map(task.groups.map((group) => [group.owner.name, shape.item(group).size]));
  const shares = shape.columns.map((dimension, column) => {
    let used = 0;
    let offered = 0;
    for (const { instanceType, count, tasks } of groups) {
      const type = typeByName.get(instanceType);
      offered += count * ((type && shape.capacityOf(type)?.[column]) ?? 0);
      used += count * total(tasks.map((placed) => placed.count * (sizeByOwner.get(placed.owner)?.[column] ?? 0)));
    }
    return { dimension, approxAllocationShare: offered === 0 ? 0 : used / offered };
  });
  return shares
    .filter(({ dimension }) => countable.includes(dimension))
    .sort((a, b) => b.approxAllocationShare - a.approxAllocationShare || compareText(a.dimension, b.dimension))
    .at(0);
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

function smallestItem(items: readonly Item[]): Item | undefined {
  return items.toSorted((a, b) => (a.size[0] ?? 0) - (b.size[0] ?? 0) || (a.size[1] ?? 0) - (b.size[1] ?? 0)).at(0);
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
