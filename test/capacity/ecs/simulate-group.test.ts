import { describe, expect, test } from 'vitest';
import { simulateGroup } from '../../../src/capacity/ecs/simulate-group.ts';
import { MANAGED_SCALING_DEFAULTS } from '../../../src/capacity/ecs/simulation.ts';
import { fixedGroup, group, instancesOverTime, QUAD, running, SINGLE, simulated, steps, tasksOverTime } from './simulation-fixture.ts';

// The times below follow from the published rules: the alarm for too few instances rings after one data point, instances
// join two minutes after they start (our assumption), no further scale-out for 300 seconds, scale-in after 15 data points
// and 15 minutes after a scale-out, then fewer than half of the group a minute.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-scaling-behavior.html

describe('scale-out', () => {
  test('a group without instances starts with two, even for one task, and gives the idle one up 15 data points later', () => {
    const simulation = simulateGroup(group({ services: [simulated({ demand: steps(0, [10, 1]) })] }));
    // 10: the task waits. 11: two instances start. 13: they join. 12 to 26: 15 data points with one too many. 27: it goes.
    expect(instancesOverTime(simulation)).toEqual([
      [0, 0],
      [11, 2],
      [27, 1],
    ]);
    expect(tasksOverTime(simulation)).toEqual([
      [0, 0],
      [13, 1],
    ]);
    expect(simulation.waitingTaskMinutes).toBe(3);
    // 16 minutes of two instances and 33 of one.
    expect(simulation.instanceSeconds).toEqual([(16 * 2 + 33) * 60]);
  });

  test('a group that runs gets all that it lacks in one step', () => {
    const services = [simulated({ demand: steps(4, [5, 12]) })];
    const simulation = simulateGroup(group({ services, start: running(1, 4) }));
    expect(instancesOverTime(simulation)).toEqual([
      [0, 1],
      [6, 3],
    ]);
    // Eight tasks wait in the minutes 5, 6 and 7.
    expect(simulation.waitingTaskMinutes).toBe(24);
    expect(simulation.waitingTasksPeak).toBe(8);
    expect(simulation.launches).toEqual([2]);
  });

  test('from zero the second step has to wait until the first two instances are 300 seconds old', () => {
    const simulation = simulateGroup(group({ services: [simulated({ demand: steps(10) })], types: [SINGLE] }));
    expect(instancesOverTime(simulation)).toEqual([
      [0, 0],
      [1, 2],
      [6, 10],
    ]);
    // Ten tasks wait for three minutes, eight of them for five more.
    expect(simulation.waitingTaskMinutes).toBe(10 * 3 + 8 * 5);
  });

  test('a maximum step size holds a scale-out back', () => {
    const scaling = { ...MANAGED_SCALING_DEFAULTS, maximumScalingStepSize: 3 };
    const services = [simulated({ demand: steps(1, [10, 8]) })];
    expect(instancesOverTime(simulateGroup(group({ services, scaling, types: [SINGLE], start: running(1, 1) })))).toEqual([
      [0, 1],
      [11, 4],
      [16, 7],
      [21, 8],
    ]);
  });

  test('a minimum step size launches more than is needed', () => {
    const scaling = { ...MANAGED_SCALING_DEFAULTS, minimumScalingStepSize: 3 };
    const services = [simulated({ demand: steps(1, [50, 2]) })];
    const simulation = simulateGroup(group({ services, scaling, types: [SINGLE], start: running(1, 1) }));
    expect(instancesOverTime(simulation).at(-1)).toEqual([51, 4]);
  });

  test('a group stops growing at the maximum of its type, and the tasks go on waiting', () => {
    const services = [simulated({ demand: steps(1, [10, 8]) })];
    const simulation = simulateGroup(group({ services, types: [{ ...SINGLE, maximum: 3 }], start: running(1, 1) }));
    expect(instancesOverTime(simulation).at(-1)).toEqual([11, 3]);
    expect(simulation.series.at(-1)?.waitingTasks).toBe(5);
  });

  test('the type in front is launched until its maximum is reached, then the next one', () => {
    const services = [simulated({ demand: steps(1, [10, 13]) })];
    const types = [{ ...QUAD, maximum: 2 }, SINGLE];
    // 12 more tasks are three instances of the largest type: one more of it, two of the other.
    expect(
      simulateGroup(group({ services, types, start: running(1, 1) })).series.find(({ fromMinute }) => fromMinute === 11)?.running,
    ).toEqual([2, 2]);
  });

  test('a task that the smallest type of the group cannot hold never makes it grow', () => {
    const services = [simulated({ size: [2048, 2048] })];
    const simulation = simulateGroup(group({ services, types: [QUAD, SINGLE] }));
    expect(simulation.instanceSeconds).toEqual([0, 0]);
    expect(simulation.waitingTaskMinutes).toBe(60);
  });

  // https://docs.aws.amazon.com/general/latest/gr/ecs-service.html: tasks in the PROVISIONING state per cluster, 500.
  test('no more than 500 waiting tasks are counted', () => {
    const services = [simulated({ demand: steps(1, [10, 701]) })];
    expect(instancesOverTime(simulateGroup(group({ services, types: [SINGLE], start: running(1, 1) })))).toEqual([
      [0, 1],
      [11, 501],
      [16, 701],
    ]);
  });

  test('groups of different tasks are not added up: the one that fills the most instances sets the step', () => {
    const services = [
      simulated({ name: 'a', demand: steps(0, [10, 8]) }),
      simulated({ name: 'b', size: [1024, 2048], demand: steps(0, [10, 2]) }),
    ];
    const simulation = simulateGroup(group({ services, start: running(1, 0), types: [{ ...QUAD, minimum: 1 }] }));
    // Four tasks of a find room, four fill one more instance, and so do the two of b: one instance is started, not two.
    expect(instancesOverTime(simulation)).toEqual([
      [0, 1],
      [11, 2],
      [16, 3],
    ]);
  });
});

describe('scale-in', () => {
  test('fewer than half of the instances go in a minute', () => {
    const services = [simulated({ demand: steps(8, [10, 0]) })];
    expect(instancesOverTime(simulateGroup(group({ services, types: [SINGLE], start: running(8, 1) })))).toEqual([
      [0, 8],
      [25, 5],
      [26, 3],
      [27, 2],
      [28, 1],
      [29, 0],
    ]);
  });

  test('an instance with one task stays, however empty it is: nothing is moved', () => {
    const services = [simulated({ demand: steps(16, [10, 4]) })];
    const simulation = simulateGroup(group({ services, durationMinutes: 600, start: running(4, 4) }));
    // Without a strategy ECS stops the tasks of the instance with the most of them: one task stays on each of the four.
    expect(instancesOverTime(simulation)).toEqual([[0, 4]]);
  });

  test('with binpack the tasks of the emptiest instance stop first, so that instances become free', () => {
    const placement = [{ type: 'binpack', field: 'memory' }] as const;
    const services = [simulated({ demand: steps(16, [10, 4]), placement })];
    const simulation = simulateGroup(group({ services, durationMinutes: 600, start: running(4, 4) }));
    expect(instancesOverTime(simulation).at(-1)?.[1]).toBe(1);
  });

  test('there is none within 15 minutes of a scale-out', () => {
    // 11: two more start. 12: one task is left, two instances are too many. 12 to 26 are 15 data points, and 11 + 15 = 26.
    const services = [simulated({ demand: steps(1, [10, 3], [12, 1]) })];
    expect(instancesOverTime(simulateGroup(group({ services, types: [SINGLE], start: running(1, 1) })))).toEqual([
      [0, 1],
      [11, 3],
      [27, 2],
      [28, 1],
    ]);
  });

  test('a new need starts the data points over', () => {
    const services = [simulated({ demand: steps(2, [10, 1], [20, 2], [30, 1]) })];
    expect(instancesOverTime(simulateGroup(group({ services, types: [SINGLE], start: running(2, 1) })))).toEqual([
      [0, 2],
      [45, 1],
    ]);
  });

  test('the minimum of a type stays', () => {
    const services = [simulated({ demand: steps(0) })];
    expect(instancesOverTime(simulateGroup(group({ services, types: [{ ...SINGLE, minimum: 2 }] })))).toEqual([[0, 2]]);
  });
});

describe('target capacity', () => {
  const scaling = { ...MANAGED_SCALING_DEFAULTS, targetCapacity: 50 };

  test('at 50 % a group at rest has as many empty instances as full ones', () => {
    const services = [simulated({ demand: steps(8) })];
    const simulation = simulateGroup(group({ services, scaling, start: running(2, 4) }));
    expect(instancesOverTime(simulation)).toEqual([[0, 4]]);
    expect(simulation.series[0]?.spare).toBe(2);
  });

  test('a new task does not wait, because the reserve takes it', () => {
    const services = [simulated({ demand: steps(4, [10, 8]) })];
    const simulation = simulateGroup(group({ services, scaling, start: running(1, 4) }));
    expect(simulation.waitingTaskMinutes).toBe(0);
    expect(instancesOverTime(simulation)).toEqual([
      [0, 2],
      [11, 4],
    ]);
  });

  test('a spread puts tasks on the reserve until the group has one instance a task; binpack does not', () => {
    const demand = steps(1, [10, 2], [20, 3], [30, 4]);
    const placement = [{ type: 'binpack', field: 'memory' }] as const;
    const instances = (services: Parameters<typeof simulateGroup>[0]['services']) =>
      instancesOverTime(simulateGroup(group({ services, scaling, start: running(1, 1) }))).at(-1)?.[1];
    expect(instances([simulated({ demand })])).toBe(8);
    expect(instances([simulated({ demand, placement })])).toBe(2);
  });
});

describe('placement', () => {
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html
  test.each([
    [2, [1, 1]],
    [3, [1, 2]],
  ])('%i tasks over two zones are %j', (taskCount, perZone) => {
    const services = [simulated({ demand: steps(taskCount) })];
    const input = fixedGroup({ services, zones: 2, types: [{ ...QUAD, minimum: 2 }], snapshotMinutes: [59] });
    const zones = [0, 0];
    for (const { zone, count, tasks } of simulateGroup(input).snapshots[0]?.instances ?? []) {
      for (const [, each] of tasks) zones[zone] = (zones[zone] ?? 0) + count * each;
    }
    expect(zones.toSorted()).toEqual(perZone);
  });

  test('the spread is best effort: with room in one zone only, all tasks run there', () => {
    const services = [simulated({ demand: steps(4) })];
    const input = fixedGroup({ services, zones: 2, types: [{ ...QUAD, minimum: 1 }] });
    expect(simulateGroup(input).series.at(-1)).toMatchObject({ runningTasks: 4, waitingTasks: 0 });
  });

  test('rebalancing moves a task a minute to a zone that has room, until no zone has two more than another', () => {
    const services = [simulated({ demand: steps(4) })];
    const input = fixedGroup({ services, zones: 2, types: [{ ...QUAD, minimum: 2 }], start: running(1, 4), snapshotMinutes: [0, 1, 59] });
    const tasksByZone = (minute: number, on?: boolean) =>
      simulateGroup({ ...input, services: services.map((one) => (on === false ? { ...one, zoneRebalancing: false } : one)) })
        .snapshots.find((snapshot) => snapshot.minute === minute)
        ?.instances.map(({ tasks }) => tasks.reduce((sum, [, each]) => sum + each, 0));
    expect(tasksByZone(0)).toEqual([3, 1]);
    expect(tasksByZone(1)).toEqual([2, 2]);
    expect(tasksByZone(59)).toEqual([2, 2]);
    expect(tasksByZone(59, false)).toEqual([4, 0]);
  });

  test('rebalancing launches no instance', () => {
    const services = [simulated({ demand: steps(4) })];
    expect(instancesOverTime(simulateGroup(group({ services, zones: 2, start: running(1, 4) })))).toEqual([[0, 1]]);
  });

  test('a distinctInstance constraint needs an instance for each task', () => {
    const services = [simulated({ demand: steps(1, [10, 3]), maxPerInstance: 1 })];
    expect(instancesOverTime(simulateGroup(group({ services, start: running(1, 1) })))).toEqual([
      [0, 1],
      [11, 3],
    ]);
  });

  test('a daemon takes its share of every instance: three tasks fit beside it, not four', () => {
    const services = [simulated({ demand: steps(1, [10, 4]) })];
    const simulation = simulateGroup(group({ services, daemonSizes: [[512, 1024]], start: running(1, 1) }));
    expect(instancesOverTime(simulation).at(-1)).toEqual([11, 2]);
  });

  test('a type that cannot hold the daemon is refused', () => {
    expect(() => simulateGroup(group({ daemonSizes: [[8192, 0]] }))).toThrow(/quad {2}cannot hold the daemon/);
  });
});

describe('a fixed fleet', () => {
  test('is billed for the whole time, whatever runs', () => {
    const input = fixedGroup({ services: [simulated({ demand: steps(0, [10, 40]) })], types: [{ ...QUAD, minimum: 5 }] });
    const simulation = simulateGroup(input);
    expect(simulation.instanceSeconds).toEqual([5 * 3600]);
    expect(simulation.series.at(-1)).toMatchObject({ runningTasks: 20, waitingTasks: 20 });
  });
});

describe('time', () => {
  test('a pre-roll lets the week start as it ends: with the instances of its last minutes', () => {
    const services = [simulated({ demand: steps(1, [30, 4]) })];
    const cold = simulateGroup(group({ services, types: [SINGLE], start: running(1, 1) }));
    const warm = simulateGroup(group({ services, types: [SINGLE], start: running(1, 1), preRollMinutes: 60 }));
    expect(instancesOverTime(cold)).toEqual([
      [0, 1],
      [31, 4],
    ]);
    // Three are too many from minute 0 on; minute 15 takes one of four, then one of three, then one of two.
    expect(instancesOverTime(warm)).toEqual([
      [0, 4],
      [15, 3],
      [16, 2],
      [17, 1],
      [31, 4],
    ]);
    expect(warm.launches).toEqual([3]);
  });

  test('a demand that does not start at minute 0 is refused', () => {
    expect(() => simulateGroup(group({ services: [simulated({ demand: [{ fromMinute: 5, taskCount: 1 }] })] }))).toThrow(
      /USAGE_INVALID: api/,
    );
  });
});
