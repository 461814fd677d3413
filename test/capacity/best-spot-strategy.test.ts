import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestSpotStrategy, onDemandTasks, type SpotSplit, strategyOfSplit, tasksToKeep } from '../../src/capacity/best-spot-strategy.ts';
import { splitByCapacityProviders } from '../../src/capacity/split-by-capacity-providers.ts';
import type { ServiceDemand } from '../../src/demand/demand.ts';

/** An hour of each number of tasks. */
function demandOf(counts: readonly number[]): ServiceDemand {
  const segments = counts.map((taskCount, hour) => ({ fromMinute: hour * 60, toMinute: hour * 60 + 60, taskCount }));
  return { service: 'worker', taskCount: Math.max(...counts), segments };
}

describe('the best strategy over Fargate and Fargate Spot', () => {
  test('without a floor is all on Spot', () => {
    expect(strategyOfSplit(bestSpotStrategy(demandOf([4, 12]), undefined))).toEqual([{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]);
  });

  test('for two tasks is a base of two', () => {
    expect(bestSpotStrategy(demandOf([1, 4, 12]), { tasks: 2, share: '0' })).toEqual({ base: 2, onDemandWeight: 0, spotWeight: 1 });
  });

  test('for a quarter of 4, 8 and 12 tasks is one in four', () => {
    const split = bestSpotStrategy(demandOf([4, 8, 12]), { tasks: 0, share: '0.25' });
    expect([4, 8, 12].map((tasks) => onDemandTasks(split, tasks))).toEqual([1, 2, 3]);
  });

  test('for two tasks and a quarter of 4 and 12 keeps exactly 2 and 3', () => {
    // Base 1, then 1 : 4: of 3 tasks 0.6, of 11 tasks 2.2, which largest remainders make 1 and 2.
    const split = bestSpotStrategy(demandOf([4, 12]), { tasks: 2, share: '0.25' });
    expect([4, 12].map((tasks) => onDemandTasks(split, tasks))).toEqual([2, 3]);
  });

  test('for all tasks names Fargate alone', () => {
    expect(strategyOfSplit(bestSpotStrategy(demandOf([3, 5]), { tasks: 0, share: '1' }))).toEqual([
      { capacityProvider: 'FARGATE', weight: 1 },
    ]);
  });
});

test('a floor is the larger of number and share, the share rounded up, and never more than there are', () => {
  expect([0, 1, 4, 9, 40].map((tasks) => tasksToKeep({ tasks: 2, share: '0.25' }, tasks))).toEqual([0, 1, 2, 3, 10]);
});

const splits: fc.Arbitrary<SpotSplit> = fc
  .record({ base: fc.nat(30), onDemandWeight: fc.nat(20), spotWeight: fc.nat(20) })
  .filter(({ onDemandWeight, spotWeight }) => onDemandWeight + spotWeight > 0);

describe('laws', () => {
  test('a split runs as many tasks On-Demand as its strategy does by ECS', () => {
    fc.assert(
      fc.property(splits, fc.nat(200), (split, taskCount) => {
        const strategy = strategyOfSplit(split);
        // ECS wants a weight above 0; a base alone is none.
        fc.pre(strategy.some(({ weight = 0 }) => weight > 0));
        expect(splitByCapacityProviders({ taskCount, strategy })['FARGATE'] ?? 0).toBe(onDemandTasks(split, taskCount));
      }),
      { seed: 61 },
    );
  });

  test('the best split keeps the floor at every task count, is one that ECS takes, and no base and weights up to 20 do it with less', () => {
    const floors = fc.record({ tasks: fc.nat(6), share: fc.integer({ min: 0, max: 20 }).map((twentieths) => String(twentieths / 20)) });
    fc.assert(
      fc.property(fc.array(fc.nat(15), { minLength: 1, maxLength: 5 }), floors, (counts, floor) => {
        const keeps = (split: SpotSplit): boolean => counts.every((tasks) => onDemandTasks(split, tasks) >= tasksToKeep(floor, tasks));
        const tasksOf = (split: SpotSplit): number => counts.reduce((sum, tasks) => sum + onDemandTasks(split, tasks), 0);
        const best = bestSpotStrategy(demandOf(counts), floor);
        expect(keeps(best)).toBe(true);
        expect(() => splitByCapacityProviders({ taskCount: 1, strategy: strategyOfSplit(best) })).not.toThrow();
        for (let base = 0; base <= 15; base += 1) {
          for (let onDemandWeight = 0; onDemandWeight <= 20; onDemandWeight += 1) {
            for (let spotWeight = onDemandWeight === 0 ? 1 : 0; spotWeight <= 20; spotWeight += 1) {
              const split = { base, onDemandWeight, spotWeight };
              if (keeps(split)) expect(tasksOf(split)).toBeGreaterThanOrEqual(tasksOf(best));
            }
          }
        }
      }),
      { seed: 62, numRuns: 40 },
    );
  });
});
