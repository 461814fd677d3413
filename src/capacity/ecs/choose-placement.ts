import { randomStream } from '../../packing/random.ts';
import { EcsCostError } from '../../units/errors.ts';
import { type PlacementKey, type PlacementStrategy, placementKeys, ZONE_ATTRIBUTE } from './placement-strategy.ts';

/** What a task takes. @public */
export interface PlacementTask {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  readonly gpus?: number;
  /** Network interfaces: 1 in `awsvpc` mode. */
  readonly networkInterfaces?: number;
  readonly hostPorts?: readonly number[];
}

/** A container instance that satisfies the placement constraints. @public */
export interface PlacementInstance {
  readonly id: string;
  readonly remainingCpuUnits: number;
  readonly remainingMemoryMiB: number;
  /** Absent: not limited, as the next two. */
  readonly remainingGpus?: number;
  readonly remainingNetworkInterfaces?: number;
  readonly usedHostPorts?: readonly number[];
  /** Tasks of the same service (or task group) that run on it; absent: 0. */
  readonly runningTasksOfService?: number;
  /** Short for the attribute `ecs.availability-zone`. */
  readonly availabilityZone?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** @public */
export interface PlacementQuestion {
  /** In ECS's order; absent or empty: what a service without a strategy gets. */
  readonly strategy?: readonly PlacementStrategy[];
  readonly task: PlacementTask;
  /** All instances that satisfy the constraints, full ones too: their tasks count when spreading. */
  readonly instances: readonly PlacementInstance[];
  /** Drives `random`; absent: 0. */
  readonly seed?: number;
}

/**
 * The id of the instance that ECS places a task on, or `undefined` when none has room: instances with enough of everything,
 * then each strategy in turn keeps the best of them. Where instances still tie, ECS does not say which it takes; here it
 * is the first of the list.
 *
 * @throws EcsCostError `USAGE_INVALID` when a strategy is none of ECS's.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html
 * @public
 */
export function choosePlacement({ strategy = [], task, instances, seed = 0 }: PlacementQuestion): string | undefined {
  const keys = placementKeys(strategy);
  if (!keys) {
    const hint = 'write spread over instanceId or attribute:<name>, binpack on cpu or memory, or random';
    throw new EcsCostError('USAGE_INVALID', [{ path: 'strategy', problem: 'has a strategy or field that ECS does not know', hint }]);
  }
  let candidates = instances.filter((instance) => holds(instance, task));
  const random = randomStream(seed);
  for (const key of keys) {
    if (key.kind === 'random') candidates = candidates.slice(Math.floor(random() * candidates.length)).slice(0, 1);
    else candidates = best(candidates, strategyValue(key, instances));
  }
  return candidates[0]?.id;
}

function holds(instance: PlacementInstance, task: PlacementTask): boolean {
  const { remainingGpus = Infinity, remainingNetworkInterfaces = Infinity, usedHostPorts = [] } = instance;
  return (
    instance.remainingCpuUnits >= task.cpuUnits &&
    instance.remainingMemoryMiB >= task.memoryMiB &&
    remainingGpus >= (task.gpus ?? 0) &&
    remainingNetworkInterfaces >= (task.networkInterfaces ?? 0) &&
    !(task.hostPorts ?? []).some((port) => usedHostPorts.includes(port))
  );
}

function best(candidates: readonly PlacementInstance[], value: (instance: PlacementInstance) => number): PlacementInstance[] {
  const least = Math.min(...candidates.map(value));
  return candidates.filter((candidate) => value(candidate) === least);
}

function strategyValue(
  key: Exclude<PlacementKey, { kind: 'random' }>,
  instances: readonly PlacementInstance[],
): (one: PlacementInstance) => number {
  switch (key.kind) {
    case 'least-cpu':
      return ({ remainingCpuUnits }) => remainingCpuUnits;
    case 'least-memory':
      return ({ remainingMemoryMiB }) => remainingMemoryMiB;
    case 'fewest-on-instance':
      return ({ runningTasksOfService }) => runningTasksOfService ?? 0;
    case 'fewest-by-attribute': {
      const tasks = tasksByAttribute(key.attribute, instances);
      return (one) => tasks.get(attributeOf(one, key.attribute)) ?? 0;
    }
    default:
      return key satisfies never;
  }
}

function tasksByAttribute(attribute: string, instances: readonly PlacementInstance[]): ReadonlyMap<string, number> {
  const tasks = new Map<string, number>();
  for (const instance of instances) {
    const value = attributeOf(instance, attribute);
    tasks.set(value, (tasks.get(value) ?? 0) + (instance.runningTasksOfService ?? 0));
  }
  return tasks;
}

function attributeOf({ attributes, availabilityZone }: PlacementInstance, attribute: string): string {
  return attributes?.[attribute] ?? (attribute === ZONE_ATTRIBUTE ? (availabilityZone ?? '') : '');
}
