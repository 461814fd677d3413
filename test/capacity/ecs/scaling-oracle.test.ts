import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulateGroup } from '../../../src/capacity/ecs/simulate-group.ts';
import type { DemandRun } from '../../../src/capacity/ecs/simulation.ts';
import { group, SINGLE, simulated } from './simulation-fixture.ts';

const DURATION = 300;

/**
 * The rules of managed scaling once more, for one task an instance: a list of instances, every minute looked at, nothing
 * clever. Gives the number of instances and of running tasks of each minute.
 */
function minuteByMinute(demand: readonly DemandRun[]): (readonly [instances: number, runningTasks: number])[] {
  let instances: { joins: number; busy: boolean }[] = [];
  let [waiting, lastScaleOut, fewSince, manySince] = [0, -Infinity, Infinity, Infinity];
  const result: (readonly [number, number])[] = [];
  for (let minute = 0; minute < DURATION; minute += 1) {
    const desired = demand.findLast(({ fromMinute }) => fromMinute <= minute)?.taskCount ?? 0;
    const busy = () => instances.filter((one) => one.busy).length;
    waiting = Math.max(0, Math.min(waiting, desired - busy()));
    for (const one of instances) if (busy() > desired) one.busy = false;
    waiting = desired - busy();
    for (const one of instances) {
      if (waiting > 0 && !one.busy && one.joins <= minute) [one.busy, waiting] = [true, waiting - 1];
    }
    const [needed, count] = [busy() + waiting, instances.length];
    fewSince = needed > count ? Math.min(fewSince, minute) : Infinity;
    manySince = needed < count ? Math.min(manySince, minute) : Infinity;
    if (needed > count && minute >= fewSince + 1 && minute >= lastScaleOut + 5) {
      const launched = count === 0 ? 2 : needed - count;
      instances.push(...Array.from({ length: launched }, () => ({ joins: minute + 2, busy: false })));
      lastScaleOut = minute;
    } else if (needed < count && minute >= manySince + 15 && minute >= lastScaleOut + 15) {
      let left = Math.min(count - needed, Math.max(1, Math.ceil(count / 2) - 1));
      instances = instances.filter((one) => one.busy || one.joins > minute || left-- <= 0);
    }
    result.push([instances.length, busy()]);
  }
  return result;
}

test('with one task an instance the simulation is what the rules give when worked minute by minute', () => {
  const demands = fc
    .array(fc.record({ minutes: fc.integer({ min: 1, max: 50 }), taskCount: fc.nat(12) }), { minLength: 1, maxLength: 14 })
    .map((runs) => {
      let fromMinute = 0;
      return runs.map(({ minutes, taskCount }) => {
        const run = { fromMinute, taskCount };
        fromMinute += minutes;
        return run;
      });
    });
  fc.assert(
    fc.property(demands, (demand) => {
      const { series } = simulateGroup(group({ durationMinutes: DURATION, services: [simulated({ demand })], types: [SINGLE] }));
      const simulation = Array.from({ length: DURATION }, (_, minute) => {
        const row = series.findLast(({ fromMinute }) => fromMinute <= minute);
        return [row?.running[0], row?.runningTasks];
      });
      expect(simulation).toEqual(minuteByMinute(demand));
    }),
    { seed: 42, numRuns: 300 },
  );
});
