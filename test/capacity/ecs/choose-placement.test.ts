import { expect, test } from 'vitest';
import { choosePlacement, type PlacementInstance } from '../../../src/capacity/ecs/choose-placement.ts';

const TASK = { cpuUnits: 512, memoryMiB: 1024 };
const ZONES = { type: 'spread', field: 'attribute:ecs.availability-zone' } as const;
const MEMORY = { type: 'binpack', field: 'memory' } as const;
const CPU = { type: 'binpack', field: 'cpu' } as const;

function instance(id: string, wanted: Partial<PlacementInstance> = {}): PlacementInstance {
  return { id, remainingCpuUnits: 2048, remainingMemoryMiB: 4096, ...wanted };
}

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementStrategy.html: binpack on memory takes the instance
// with the least remaining memory that is still enough.
test('binpack on memory takes the least remaining memory that is still enough', () => {
  const instances = [
    instance('roomy'),
    instance('tight', { remainingMemoryMiB: 1024 }),
    instance('full', { remainingMemoryMiB: 1023 }),
    instance('no-cpu', { remainingMemoryMiB: 1500, remainingCpuUnits: 511 }),
  ];
  expect(choosePlacement({ strategy: [MEMORY], task: TASK, instances })).toBe('tight');
});

test('binpack on CPU looks at CPU alone', () => {
  const instances = [instance('more-cpu', { remainingMemoryMiB: 1024 }), instance('less-cpu', { remainingCpuUnits: 512 })];
  expect(choosePlacement({ strategy: [CPU], task: TASK, instances })).toBe('less-cpu');
});

test('nothing with room is no instance', () => {
  expect(choosePlacement({ strategy: [MEMORY], task: TASK, instances: [instance('full', { remainingCpuUnits: 0 })] })).toBeUndefined();
  expect(choosePlacement({ strategy: [], task: TASK, instances: [] })).toBeUndefined();
});

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html: zone A has one task, B and C none; B and C are
// best, and of their instances the one with the fewest tasks of the service.
test('without a strategy the zone with the fewest tasks of the service wins, then the instance with the fewest', () => {
  const instances = [
    instance('a1', { availabilityZone: 'a', runningTasksOfService: 2 }),
    instance('a2', { availabilityZone: 'a' }),
    instance('b1', { availabilityZone: 'b', runningTasksOfService: 1 }),
    instance('b2', { availabilityZone: 'b' }),
  ];
  expect(choosePlacement({ task: TASK, instances })).toBe('b2');
  expect(choosePlacement({ strategy: [ZONES], task: TASK, instances })).toBe('b2');
});

test('a full instance counts for the spread although nothing fits on it', () => {
  const instances = [
    instance('b1', { availabilityZone: 'b' }),
    instance('a1', { availabilityZone: 'a' }),
    instance('b2', { availabilityZone: 'b', remainingCpuUnits: 0, runningTasksOfService: 3 }),
  ];
  expect(choosePlacement({ strategy: [ZONES], task: TASK, instances })).toBe('a1');
});

test('spread over zones and binpack are followed in their order', () => {
  const instances = [
    instance('a-tight', { attributes: { 'ecs.availability-zone': 'a' }, remainingMemoryMiB: 1024, runningTasksOfService: 1 }),
    instance('b-roomy', { attributes: { 'ecs.availability-zone': 'b' } }),
    instance('b-tight', { attributes: { 'ecs.availability-zone': 'b' }, remainingMemoryMiB: 2048 }),
  ];
  expect(choosePlacement({ strategy: [ZONES, MEMORY], task: TASK, instances })).toBe('b-tight');
  expect(choosePlacement({ strategy: [MEMORY, ZONES], task: TASK, instances })).toBe('a-tight');
});

test.each(['instanceId', 'host'])('spread over %s takes the instance with the fewest tasks of the service', (field) => {
  const instances = [instance('busy', { runningTasksOfService: 2 }), instance('idle', { runningTasksOfService: 1 })];
  expect(choosePlacement({ strategy: [{ type: 'spread', field }], task: TASK, instances })).toBe('idle');
});

test('spread works over any attribute', () => {
  const instances = [
    instance('old', { attributes: { stack: 'blue' }, runningTasksOfService: 1 }),
    instance('new', { attributes: { stack: 'green' } }),
    instance('old-too', { attributes: { stack: 'blue' } }),
  ];
  expect(choosePlacement({ strategy: [{ type: 'spread', field: 'attribute:stack' }], task: TASK, instances })).toBe('new');
});

test('random takes the same instance for the same seed, and every instance for some seed', () => {
  const instances = ['a', 'b', 'c'].map((id) => instance(id));
  const chosen = (seed: number) => choosePlacement({ strategy: [{ type: 'random' }], task: TASK, instances, seed });
  expect(chosen(7)).toBe(chosen(7));
  expect(new Set(Array.from({ length: 50 }, (_, seed) => chosen(seed)))).toEqual(new Set(['a', 'b', 'c']));
});

test('GPUs, network interfaces and host ports have to be free as well', () => {
  const task = { ...TASK, gpus: 1, networkInterfaces: 1, hostPorts: [8080] };
  const instances = [
    instance('no-gpu', { remainingGpus: 0 }),
    instance('no-interface', { remainingNetworkInterfaces: 0 }),
    instance('port-taken', { usedHostPorts: [80, 8080] }),
    instance('free', { remainingGpus: 1, remainingNetworkInterfaces: 1, usedHostPorts: [80] }),
  ];
  expect(choosePlacement({ task, instances })).toBe('free');
});

test('a strategy that ECS does not know is refused', () => {
  const strategy = [{ type: 'binpack', field: 'disk' }] as const;
  expect(() => choosePlacement({ strategy, task: TASK, instances: [instance('a')] })).toThrow(/USAGE_INVALID: strategy/);
});
