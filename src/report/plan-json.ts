import type { InstanceGroup, PlacedTasks } from '../capacity/capacity.ts';
import { exactText } from '../units/money.ts';
import { courseOf, courseSeriesOf } from './course-json.ts';
import type { RankedView } from './facts.ts';
import {
  bindsOf,
  fleetHeadOf,
  headOf,
  jsonText,
  missingOf,
  packingOf,
  reasonOf,
  singleTypeOf,
  strandedJson,
  tablesOf,
  ticksOf,
} from './json-parts.ts';
import { type Allocation, approxShareOf, type InterfaceLimit } from './plan-allocation.ts';
import type { FleetView, GroupView, PlanView } from './plan-view.ts';

/** The plan for programs; several (Regions) stand in `reports`. The shape is described by `schema/report.schema.json`. */
export function renderPlanJson(views: readonly PlanView[]): string {
  const [only, ...others] = views;
  return jsonText(only && others.length === 0 ? planOf(only) : { reports: views.map(planOf) });
}

function planOf({ estimate, effort, considered, chosen, fleets }: PlanView): object {
  const plan = chosen?.option.plan;
  return {
    ...headOf(estimate),
    effort,
    option: chosen?.ranked.id ?? null,
    monthlyUsd: chosen ? exactText(chosen.ranked.total) : null,
    fleets: fleets.map(fleetOf),
    notPriced: chosen?.option.bill.missing.map(missingOf) ?? [],
    considered: considered.map(optionOf),
    notes: plan && 'notes' in plan ? plan.notes.map(({ kind, ...rest }) => ({ code: kind, ...rest })) : [],
    assumptions: estimate.assumptions.map(({ path, value, why }) => ({ path, value, why })),
    prices: { tables: tablesOf(chosen?.option.bill.lines ?? []) },
  };
}

function optionOf({ option, ranked }: RankedView): object {
  const possible = ranked.status !== 'impossible';
  return {
    id: ranked.id,
    status: ranked.status,
    monthlyUsd: possible ? exactText(ranked.total) : null,
    reasons: option.impossible.map(reasonOf),
  };
}

function fleetOf({ fleet, groups, atTrough, stranded, ecsOwnPlacement, interfaceLimits }: FleetView): object {
  const { course } = fleet;
  return {
    ...fleetHeadOf(fleet),
    packing: packingOf(ticksOf(fleet.packing)),
    binds: bindsOf(fleet.packing),
    singleType: singleTypeOf(fleet),
    stranded: strandedJson(stranded),
    ecsOwnPlacement: ecsOwnPlacement ? { instanceType: ecsOwnPlacement.instanceType, count: ecsOwnPlacement.count } : null,
    zones: zonesOf(groups, interfaceLimits),
    ...(course
      ? { course: { ...courseOf(course), series: courseSeriesOf(course), zonesAtTrough: zonesOf(atTrough ?? [], interfaceLimits) } }
      : {}),
  };
}

function zonesOf(groups: readonly GroupView[], limits: readonly InterfaceLimit[]): object[] {
  const zones = [...new Set(groups.map(({ group }) => group.zone))];
  return zones.map((zone) => ({
    zone: zone === 0 ? null : zone,
    instances: groups.filter(({ group }) => group.zone === zone).map((view) => groupOf(view, limits)),
  }));
}

function groupOf({ group, allocations }: GroupView, limits: readonly InterfaceLimit[]): object {
  const { instanceType, architecture, vcpus, memoryMiB, count, tasks }: InstanceGroup = group;
  const limit = limits.find((each) => each.instanceType === instanceType);
  return {
    instanceType,
    architecture,
    vcpus,
    memoryMiB,
    count,
    tasks: tasks.map((placed: PlacedTasks) => ({
      service: placed.owner,
      count: placed.count,
      cpuUnits: placed.cpuUnits,
      memoryMiB: placed.memoryMiB,
    })),
    allocation: allocations.map((allocation) => allocationOf(allocation, limit)),
  };
}

function allocationOf(allocation: Allocation, limit: InterfaceLimit | undefined): object {
  const { dimension, reserved, allocatable } = allocation;
  return {
    dimension,
    reserved,
    allocatable,
    share: approxShareOf(allocation) ?? null,
    ...(dimension === 'network-interfaces' && limit ? { allocatableWithTrunking: limit.withTrunking } : {}),
  };
}
