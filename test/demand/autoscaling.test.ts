import { expect, test } from 'vitest';
import { demandOf } from '../../src/demand/demand-of.ts';
import { parseMonth } from '../../src/demand/month.ts';
import type { Autoscaling } from '../../src/workload/course.ts';
import { service, workload } from '../support/workload-builder.ts';

const DAY = 1440;

/** Changes of the count after the first minute, for a load that changes at minutes of Monday and is 120 otherwise. */
function countsFor(changes: readonly (readonly [number, number])[], wanted: Partial<Autoscaling> = {}): number[][] {
  const start = Date.UTC(2026, 0, 5) / 60_000;
  const minutes = [start, ...changes.map(([minute]) => start + minute)];
  const amounts = ['120', ...changes.map(([, load]) => String(load))];
  const autoscaling: Autoscaling = {
    min: 1,
    max: 10,
    metric: 'ECSServiceAverageCPUUtilization',
    target: '60',
    load: { course: { kind: 'trace', file: 'a.csv', minutes, amounts, endMinute: start + DAY } },
    scaleInCooldownSeconds: 300,
    ...wanted,
  };
  const [demand] = demandOf(workload({ services: [service({ autoscaling })] }), parseMonth('730')).services;
  return (demand?.segments ?? []).map(({ fromMinute, taskCount }) => [fromMinute, taskCount]);
}

// Two tasks carry 120 at the target of 60.
test('tasks are added after three minutes above the target, as many as the target asks for', () => {
  // 300 / 60 = 5; minutes 100, 101 and 102 are above, so the fourth one has five tasks.
  expect(countsFor([[100, 300]])).toEqual([
    [0, 2],
    [103, 5],
  ]);
});

test('two minutes above the target add nothing', () => {
  expect(
    countsFor([
      [100, 300],
      [102, 120],
    ]),
  ).toEqual([[0, 2]]);
});

test('tasks are removed after fifteen minutes below 90 % of the target', () => {
  expect(
    countsFor([
      [100, 300],
      [200, 130],
    ]),
  ).toEqual([
    [0, 2],
    [103, 5],
    // 130 / 5 = 26 is below 54 from minute 200 to 214; 130 / 60 asks for three.
    [215, 3],
  ]);
});

test('a metric between 90 % of its target and the target changes nothing', () => {
  // 270 / 5 = 54 is 90 % of 60.
  const at = (load: number): number[][] =>
    countsFor([
      [100, 300],
      [200, load],
    ]);
  expect(at(270)).toHaveLength(2);
  expect(at(269.9)).toEqual([
    [0, 2],
    [103, 5],
  ]);
  // 239 / 60 asks for four.
  expect(at(239).at(-1)).toEqual([215, 4]);
});

test('after a scale-in the next one waits for the cool-down, a scale-out does not', () => {
  const falling = [
    [100, 600],
    [200, 300],
    [216, 130],
  ] as const;
  // From ten to five at 215. Five tasks at 130 are below from minute 216 to 230.
  expect(countsFor(falling).slice(2)).toEqual([
    [215, 5],
    [231, 3],
  ]);
  // An hour after the first scale-in.
  const slow = countsFor(falling, { scaleInCooldownSeconds: 3600 });
  expect(slow.slice(2)).toEqual([
    [215, 5],
    [275, 3],
  ]);
  expect(countsFor([...falling, [240, 600]], { scaleInCooldownSeconds: 3600 }).slice(2)).toEqual([
    [215, 5],
    [243, 10],
  ]);
});

test('the count stays between minimum and maximum', () => {
  expect(countsFor([[100, 6000]], { max: 4 })).toEqual([
    [0, 2],
    [103, 4],
  ]);
  expect(countsFor([[100, 0]], { min: 2 })).toEqual([[0, 2]]);
  expect(countsFor([[100, 0]], { min: 0 })).toEqual([
    [0, 2],
    [115, 0],
  ]);
});

test('a target of a tenth is met exactly', () => {
  // 0.3 / 0.1 is 2.9999999999999996 in floating point, and 1.1 x 3 / 1.1 is 3.0000000000000004.
  const flat = (amount: string, target: string): number[][] => countsFor([], { target, load: { course: { kind: 'constant', amount } } });
  expect(flat('0.3', '0.1')).toEqual([[0, 3]]);
  expect(flat('3.3', '1.1')).toEqual([[0, 3]]);
});

test('a week begins as it ends: what the last minutes of Sunday ask for runs on Monday', () => {
  const amounts = Array.from({ length: 168 }, (_, hour) => (hour === 167 ? '600' : '120'));
  const segments = countsFor([], { load: { course: { kind: 'hourly', amounts, timeZone: 'UTC' } } });
  expect(segments).toEqual([
    [0, 10],
    [15, 2],
    [167 * 60 + 3, 10],
  ]);
});

test('factors are those of the load', () => {
  const load = { course: { kind: 'constant', amount: '120' }, lowFactor: '0.5', highFactor: '2' } as const;
  const autoscaling: Autoscaling = { min: 1, max: 10, metric: 'x', target: '60', load, scaleInCooldownSeconds: 300 };
  const counts = (['low', 'expected', 'high'] as const).map(
    (level) => demandOf(workload({ services: [service({ autoscaling })] }), parseMonth('730'), level).services[0]?.taskCount,
  );
  expect(counts).toEqual([1, 2, 4]);
});
