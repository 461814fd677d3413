import { expect, test } from 'vitest';
import type { Advice } from '../../src/advice/advice.ts';
import { classify } from '../../src/advice/classify/classify.ts';
import type { WorkloadMeasures } from '../../src/advice/classify/workload-class.ts';
import { estimate, parseWorkload } from '../../src/index.ts';
import { smallCatalog } from '../support/small-catalog.ts';

/** The advice for the only service or job of a file, by its keys after the name. */
function adviceOf(kind: 'services' | 'jobs', keys: string): Advice {
  const workload = parseWorkload(`version: 1\nname: shop\nregion: us-east-1\n${kind}:\n  - { name: only, ${keys} }\n`);
  const [advice] = estimate(workload, smallCatalog()).advice;
  if (!advice) throw new Error('the only service has advice');
  return advice;
}

const service = (keys: string): Advice => adviceOf('services', keys);
const job = (keys: string): Advice => adviceOf('jobs', keys);

const hourly = (amounts: readonly number[]): string => `demand: { hourly: [${amounts.join(', ')}] }`;
const hours = (count: number, amount: number): number[] => Array(count).fill(amount);

test.each([
  ['one small task is tiny', 'cpu: 0.25 vCPU, memory: 0.5 GB, desiredCount: 1', 'tiny'],
  ['one vCPU in all is half of a large instance, and no longer tiny', 'cpu: 0.5 vCPU, memory: 0.5 GB, desiredCount: 2', 'steady'],
  ['two GB in all are half of a large instance, and no longer tiny', 'cpu: 0.25 vCPU, memory: 2 GB, desiredCount: 1', 'steady'],
  ['tasks that run day and night are steady', 'cpu: 1 vCPU, memory: 2 GB, desiredCount: 4', 'steady'],
  ['a task with a GPU is accelerated', 'cpu: 2 vCPU, memory: 8 GB, desiredCount: 1, gpus: 1', 'accelerated'],
  [
    'a privileged task is bound to the infrastructure',
    'cpu: 1 vCPU, memory: 2 GB, desiredCount: 2, privileged: true',
    'infrastructure-bound',
  ],
  ['a daemon is bound to the infrastructure', 'cpu: 256, memory: 512, schedulingStrategy: DAEMON', 'infrastructure-bound'],
  ['host networking binds to the infrastructure', 'cpu: 1 vCPU, memory: 2 GB, desiredCount: 2, networkMode: host', 'infrastructure-bound'],
  ['instance storage makes a service stateful', 'cpu: 1 vCPU, memory: 4 GB, desiredCount: 2, requires: [instance-storage]', 'stateful'],
  ['measured CPU of 60 % is high', 'cpu: 1 vCPU, memory: 2 GB, desiredCount: 4, utilization: { cpu: 60% }', 'steady-high-cpu'],
  ['measured CPU of 59 % is not', 'cpu: 1 vCPU, memory: 2 GB, desiredCount: 4, utilization: { cpu: 59% }', 'steady'],
  ['measured memory of 75 % is high', 'cpu: 1 vCPU, memory: 2 GB, desiredCount: 4, utilization: { memory: 75% }', 'steady-high-memory'],
  ['16 vCPU at 2 GB each are a compute-heavy fleet', 'cpu: 2 vCPU, memory: 4 GB, desiredCount: 8', 'steady-high-cpu'],
  ['64 GB at 8 GB a vCPU are a memory-heavy fleet', 'cpu: 1 vCPU, memory: 8 GB, desiredCount: 8', 'steady-high-memory'],
])('%s', (_name, keys, expected) => {
  expect(service(keys).class).toBe(expected);
});

test('two hours of 12 tasks in 24 peak at twelve times the mean, for 8 % of the day: bursty', () => {
  const { class: name, classification } = service(`cpu: 1 vCPU, memory: 2 GB, ${hourly([...hours(2, 12), ...hours(22, 0)])}`);
  expect(name).toBe('bursty');
  // Mean: 24 task-hours in 24 hours.
  expect(classification.measures).toMatchObject({ peakTasks: 12, meanTasks: 1, peakToMean: 12, dutyCycle: 2 / 24, busyShare: 2 / 24 });
});

test('ten office hours a day are periodic, a ripple of a tenth is steady', () => {
  expect(service(`cpu: 1 vCPU, memory: 2 GB, ${hourly([...hours(10, 20), ...hours(14, 2)])}`).class).toBe('periodic');
  expect(service(`cpu: 1 vCPU, memory: 2 GB, ${hourly([...hours(12, 11), ...hours(12, 9)])}`).class).toBe('steady');
});

test('bursts at times that nobody knows are bursty, however long', () => {
  const demand = 'demand: { base: 2, peak: 10, burstMinutes: 120, burstsPerDay: 4 }';
  expect(service(`cpu: 1 vCPU, memory: 2 GB, ${demand}`).class).toBe('bursty');
});

test('a job is batch; with a GPU it is accelerated, and batch besides', () => {
  const run = 'cpu: 2 vCPU, memory: 8 GB, tasks: 4, duration: 30m, runsPerMonth: 30';
  expect(job(run).class).toBe('batch');
  const accelerated = job(`${run}, gpus: 1`);
  expect([accelerated.class, accelerated.classification.traits]).toEqual(['accelerated', ['batch']]);
  // 30 runs of half an hour in 730 hours.
  expect(job(run).classification.measures).toMatchObject({ runMinutes: 30, dutyCycle: 15 / 730 });
});

const STEADY: WorkloadMeasures = {
  peakTasks: 4,
  meanTasks: 4,
  peakToMean: 1,
  variation: 0,
  dutyCycle: 1,
  busyShare: 1,
  peakVcpus: 12,
  peakMemoryGiB: 24,
  memoryGiBPerVcpu: 2,
  gpus: 0,
  storage: [],
  hostNeeds: [],
};

test('the nearest class is the one that the smallest change of one number gives: 12 of 16 vCPU are a quarter away', () => {
  expect(classify(STEADY).nearest).toEqual({ class: 'steady-high-cpu', measure: 'peakVcpus', now: 12, at: 16, distance: 0.25 });
});

test('past the boundary of the nearest class it is that class, before it is not', () => {
  const { nearest } = classify(STEADY);
  if (!nearest) throw new Error('there is a nearest class');
  expect(classify({ ...STEADY, [nearest.measure]: nearest.at }).class).toBe(nearest.class);
  expect(classify({ ...STEADY, [nearest.measure]: nearest.at - 0.01 }).class).toBe('steady');
});
