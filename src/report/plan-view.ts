import type { Bill } from '../billing/bill.ts';
import type { Fleet, InstanceGroup } from '../capacity/capacity.ts';
import { type EcsOwnPlacement, ecsOwnPlacement } from '../capacity/ecs-own-placement.ts';
import { fleetsIn } from '../capacity/plans-in.ts';
import type { InstanceType } from '../catalog/catalog.ts';
import { type Stranded, strandedOf } from '../comparison/stranded.ts';
import type { Effort } from '../packing/problem.ts';
import type { Workload } from '../workload/workload.ts';
import { type RankedView, rankedViews } from './facts.ts';
import { type Allocation, allocationsIn, type InterfaceLimit, interfaceLimitOf } from './plan-allocation.ts';
import type { Estimate } from './report.ts';

/** The EC2 plan of one option of an estimate, with everything that the reports of `ecs-cost plan` tell about it. */
export interface PlanView {
  readonly estimate: Estimate;
  readonly effort: Effort;
  /** The EC2 options that were asked for, in the order of the ranking. */
  readonly considered: readonly RankedView[];
  /** The first of them that is possible; absent when none is. */
  readonly chosen?: RankedView;
  /** Of the chosen option: services first, then jobs. */
  readonly fleets: readonly FleetView[];
}

/** A fleet, with what tells how good it is and what could be changed. */
export interface FleetView {
  readonly fleet: Fleet;
  /** Of the whole option. */
  readonly bill: Bill;
  /** Identical instances with identical content, each kind once a zone. */
  readonly groups: readonly GroupView[];
  /** Of a fleet that scales: the same when demand is lowest; `groups` are those when it is highest. */
  readonly atTrough?: readonly GroupView[];
  readonly stranded: Stranded;
  /** Of the fleet's best single type; absent for jobs and where it cannot be told. */
  readonly ecsOwnPlacement?: EcsOwnPlacement;
  /** Limits of network interfaces by instance type, where they are known. */
  readonly interfaceLimits: readonly InterfaceLimit[];
}

/** Identical instances, with the allocation of one of them. */
export interface GroupView {
  readonly group: InstanceGroup;
  readonly allocations: readonly Allocation[];
}

/** What a plan is shown of. */
export interface PlanQuestion {
  /** Ids of the EC2 options that are asked for. */
  readonly optionIds: ReadonlySet<string>;
  /** Of the catalog that the estimate was made with. */
  readonly instanceTypes: readonly InstanceType[];
  /** That the estimate was made with. */
  readonly effort: Effort;
}

/** The plan of the cheapest possible option among those asked for. */
export function planViewOf(estimate: Estimate, { optionIds, instanceTypes, effort }: PlanQuestion): PlanView {
  const considered = rankedViews(estimate).filter(({ option }) => optionIds.has(option.id));
  const chosen = considered.find(({ ranked }) => ranked.status !== 'impossible');
  const plan = chosen?.option.plan;
  const typeByName = new Map(instanceTypes.map((type) => [type.instanceType, type]));
  const fleets = chosen && plan ? fleetsIn(plan).map((fleet) => fleetView(fleet, chosen, estimate.workload, typeByName)) : [];
  return { estimate, effort, considered, ...(chosen ? { chosen } : {}), fleets };
}

function fleetView(fleet: Fleet, { option }: RankedView, workload: Workload, typeByName: ReadonlyMap<string, InstanceType>): FleetView {
  const groups = mergedGroups(fleet.groups);
  const allocationsOf = allocationsIn(fleet, workload, typeByName);
  const placement = placementOf(fleet, workload, typeByName);
  const names = [...new Set(groups.map(({ instanceType }) => instanceType))];
  return {
    fleet,
    bill: option.bill,
    groups: groups.map((group) => ({ group, allocations: allocationsOf(group) })),
    ...(fleet.course
      ? { atTrough: mergedGroups(fleet.course.atTrough).map((group) => ({ group, allocations: allocationsOf(group) })) }
      : {}),
    stranded: strandedOf(fleet, option),
    ...(placement ? { ecsOwnPlacement: placement } : {}),
    interfaceLimits: names.flatMap((name) => interfaceLimitOf(typeByName.get(name)) ?? []),
  };
}

/** A job's tasks start on empty instances of their own; only tasks that stay are worth steering. */
function placementOf(fleet: Fleet, workload: Workload, typeByName: ReadonlyMap<string, InstanceType>): EcsOwnPlacement | undefined {
  if (fleet.purpose.kind !== 'services' || !fleet.singleType) return undefined;
  return ecsOwnPlacement(fleet, workload, typeByName.get(fleet.singleType.instanceType));
}

/** Groups of one zone, type and content put together, in order of appearance. */
function mergedGroups(groups: readonly InstanceGroup[]): InstanceGroup[] {
  const byContent = new Map<string, InstanceGroup>();
  for (const group of groups) {
    const key = JSON.stringify([group.zone, contentKey(group)]);
    const same = byContent.get(key);
    byContent.set(key, same ? { ...same, count: same.count + group.count } : group);
  }
  return [...byContent.values()];
}

/** Tells instances of one type and content from all others, wherever they are. */
export function contentKey({ instanceType, tasks }: InstanceGroup): string {
  return JSON.stringify([instanceType, tasks.map(({ owner, count }) => [owner, count])]);
}
