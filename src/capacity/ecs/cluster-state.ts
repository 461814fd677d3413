import { EcsCostError } from '../../units/errors.ts';
import { type CostLedger, costLedger, type LedgerInput } from './cost-ledger.ts';
import { type CreditLedger, creditLedger } from './credit-ledger.ts';
import { type FitTree, fitTree } from './fit-tree.ts';
import type { GroupInstanceType, SimulatedService } from './simulation.ts';

const FIRST_INSTANCES = 16;

/** What an instance is doing. A draining one keeps its tasks and takes no more. */
export const INSTANCE_STATUS = { free: 0, booting: 1, joined: 2, draining: 3 } as const;

/**
 * The cluster in one minute, as flat arrays, worked on in place. A service has one slot for its tasks, and a second one for
 * those of its next revision where it is deployed. Instance `i` has its room at `i * columnCount` and its task counts at
 * `i * slotCount`; instances of a zone have a place each in the zone's tree.
 */
export interface ClusterState {
  readonly columnCount: number;
  readonly zoneCount: number;
  readonly typeCount: number;
  readonly slotCount: number;
  readonly slots: Slots;
  /** Room of an empty instance by type, daemons taken off. */
  readonly capacities: Float64Array;
  readonly trees: FitTree[];
  /** By zone: the instance at each place, and places that are free again. */
  readonly instanceAt: number[][];
  readonly freePlaces: number[][];
  readonly freeInstances: number[];
  instanceLimit: number;
  instanceEnd: number;
  type: Int32Array;
  zone: Int32Array;
  place: Int32Array;
  status: Uint8Array;
  taskCount: Int32Array;
  launchMinute: Int32Array;
  /** When a task of an instance last started or stopped. */
  changedAt: Int32Array;
  room: Float64Array;
  counts: Uint16Array;
  /** Instances with tasks of a slot, by `slot * zoneCount + zone`. */
  readonly hosts: number[][];
  /** Tasks by `slot * zoneCount + zone`. */
  readonly tasksInZone: Int32Array;
  readonly tasksOfSlot: Int32Array;
  /** Instances by type: all, those that have not joined, those joined without a task. */
  readonly running: Int32Array;
  readonly booting: Int32Array;
  readonly empty: Int32Array;
  readonly instancesInZone: Int32Array;
  readonly joinedInZone: Int32Array;
  /** Joined instances without a task by `zone * typeCount + type`, and where each stands in its list. */
  readonly emptyInstances: number[][];
  emptyIndex: Int32Array;
  /** Sums over joined instances. */
  readonly used: Float64Array;
  readonly offered: Float64Array;
  /** Grows whenever some instance has more room than before: what did not fit may fit now. */
  roomVersion: number;
  /** The minute that is being worked on. */
  minute: number;
  /** Where it is written down whom instances are used by; absent: nowhere. */
  readonly ledger?: CostLedger;
  /** CPU credits, where some type is burstable. */
  readonly credits?: CreditLedger;
}

/** What the scheduler knows of each slot. */
export interface Slots {
  readonly service: Int32Array;
  /** The slot of the service's other revision; -1 where there is none. */
  readonly other: Int32Array;
  /** First slot of each service. */
  readonly ofService: Int32Array;
  readonly sizes: Float64Array;
  readonly maxPerInstance: Float64Array;
  /** The least that any task takes of each column: an instance with less room in one is full. */
  readonly least: Float64Array;
}

/** A cluster without instances. Types that cannot even carry the daemons are refused. */
export function clusterState(input: {
  readonly zones: number;
  readonly services: readonly SimulatedService[];
  readonly daemonSizes: readonly (readonly number[])[];
  readonly types: readonly GroupInstanceType[];
  readonly ledger?: LedgerInput | undefined;
  readonly daemonUsedCpuUnits?: readonly number[] | undefined;
}): ClusterState {
  const { zones, services, types } = input;
  const columnCount = types[0]?.capacity.length ?? 0;
  checkVectors(input, columnCount);
  const slots = slotsOf(services, columnCount);
  const slotCount = slots.service.length;
  const { daemonUsedCpuUnits = [] } = input;
  const credits = creditLedger({ types, services, serviceOfSlot: slots.service, daemonUsedCpuUnits });
  const lists = (count: number): number[][] => Array.from({ length: count }, () => []);
  return {
    columnCount,
    zoneCount: zones,
    typeCount: types.length,
    slotCount,
    slots,
    capacities: capacitiesOf(types, input.daemonSizes, columnCount),
    trees: Array.from({ length: zones }, () => fitTree(columnCount)),
    instanceAt: lists(zones),
    freePlaces: lists(zones),
    freeInstances: [],
    instanceLimit: FIRST_INSTANCES,
    instanceEnd: 0,
    type: new Int32Array(FIRST_INSTANCES),
    zone: new Int32Array(FIRST_INSTANCES),
    place: new Int32Array(FIRST_INSTANCES),
    status: new Uint8Array(FIRST_INSTANCES),
    taskCount: new Int32Array(FIRST_INSTANCES),
    launchMinute: new Int32Array(FIRST_INSTANCES),
    changedAt: new Int32Array(FIRST_INSTANCES),
    room: new Float64Array(FIRST_INSTANCES * columnCount),
    counts: new Uint16Array(FIRST_INSTANCES * slotCount),
    hosts: lists(slotCount * zones),
    tasksInZone: new Int32Array(slotCount * zones),
    tasksOfSlot: new Int32Array(slotCount),
    running: new Int32Array(types.length),
    booting: new Int32Array(types.length),
    empty: new Int32Array(types.length),
    instancesInZone: new Int32Array(zones),
    joinedInZone: new Int32Array(zones),
    emptyInstances: lists(zones * types.length),
    emptyIndex: new Int32Array(FIRST_INSTANCES),
    used: new Float64Array(columnCount),
    offered: new Float64Array(columnCount),
    roomVersion: 1,
    minute: 0,
    ...(input.ledger ? { ledger: costLedger(input.ledger, services.length) } : {}),
    ...(credits ? { credits } : {}),
  };
}

function checkVectors(
  input: { readonly zones: number; readonly services: readonly SimulatedService[]; readonly types: readonly GroupInstanceType[] },
  columnCount: number,
): void {
  const isVector = (vector: readonly number[]): boolean =>
    vector.length === columnCount && vector.every((amount) => Number.isSafeInteger(amount) && amount >= 0);
  const fine =
    columnCount >= 2 &&
    input.zones >= 1 &&
    input.services.every(({ size }) => isVector(size)) &&
    input.types.every(({ capacity }) => isVector(capacity));
  if (fine) return;
  throw new EcsCostError('USAGE_INVALID', [
    { path: 'size', problem: 'sizes and capacities must be vectors of the same length of whole numbers from 0, CPU units and MiB first' },
  ]);
}

function capacitiesOf(types: readonly GroupInstanceType[], daemonSizes: readonly (readonly number[])[], columnCount: number): Float64Array {
  const capacities = new Float64Array(types.length * columnCount);
  for (const [type, { name, capacity }] of types.entries()) {
    for (let column = 0; column < columnCount; column += 1) {
      let left = capacity[column] as number;
      for (const size of daemonSizes) left -= size[column] ?? 0;
      if (left < 0) throw new EcsCostError('USAGE_INVALID', [{ path: name, problem: 'cannot hold the daemon tasks of the cluster' }]);
      capacities[type * columnCount + column] = left;
    }
  }
  return capacities;
}

function slotsOf(services: readonly SimulatedService[], columnCount: number): Slots {
  const service: number[] = [];
  const ofService = new Int32Array(services.length);
  for (const [index, { deployment }] of services.entries()) {
    ofService[index] = service.length;
    service.push(index);
    if (deployment && deployment.startMinutes.length > 0) service.push(index);
  }
  const other = service.map((owner, slot) => (service[slot + 1] === owner ? slot + 1 : service[slot - 1] === owner ? slot - 1 : -1));
  const sizes = new Float64Array(service.length * columnCount);
  for (const [slot, owner] of service.entries()) sizes.set(services[owner]?.size ?? [], slot * columnCount);
  const least = Float64Array.from({ length: columnCount }, (_, column) => Math.min(...services.map(({ size }) => size[column] ?? 0)));
  return {
    service: Int32Array.from(service),
    other: Int32Array.from(other),
    ofService,
    sizes,
    maxPerInstance: Float64Array.from(service, (owner) => services[owner]?.maxPerInstance ?? Number.POSITIVE_INFINITY),
    least,
  };
}
