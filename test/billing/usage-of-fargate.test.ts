import { expect, test } from 'vitest';
import { fargateSeconds, usageOfFargate } from '../../src/billing/usage-of-fargate.ts';
import type { FargateBatch, FargateTasks } from '../../src/capacity/capacity.ts';
import type { Horizon } from '../../src/demand/demand.ts';
import { quantityText } from '../../src/units/money.ts';
import { quantityFromText, quantityOf } from '../../src/units/quantity.ts';

function batch(tasks: string, useful: string, startup = '0', stop = '0'): FargateBatch {
  const [tasksOf, usefulOf, startupOf, stopOf] = [tasks, useful, startup, stop].map(quantityFromText) as [never, never, never, never];
  return { tasks: tasksOf, useful: usefulOf, startup: startupOf, stop: stopOf, starts: true };
}

function tasksOf(wanted: Partial<FargateTasks>): FargateTasks {
  return {
    owner: 'worker',
    kind: 'service',
    architecture: 'X86_64',
    operatingSystem: 'LINUX',
    neededCpuUnits: 1024,
    neededMemoryMiB: 2048,
    cpuUnits: 1024,
    memoryMiB: 2048,
    ephemeralGiB: 0,
    taskCount: 1,
    runs: quantityFromText('1'),
    duration: quantityFromText('1'),
    batches: [],
    ...wanted,
  };
}

const secondsOf = (wanted: Partial<FargateTasks>): Record<string, string> =>
  Object.fromEntries(Object.entries(fargateSeconds(tasksOf(wanted))).map(([part, seconds]) => [part, quantityText(seconds)]));

test('each run is rounded up on its own, to whole seconds and to a minute', () => {
  // 20 + 10 s are billed as 60; 90.2 + 10 s as 101.
  expect(secondsOf({ batches: [batch('1000', '20', '10'), batch('10', '90.2', '10')] })).toEqual({
    billed: '61010',
    useful: '20902',
    startup: '10100',
    stop: '0',
    minimum: '30008',
    deployments: '0',
  });
});

test('a run of two minutes is billed as five on Windows', () => {
  expect(secondsOf({ operatingSystem: 'WINDOWS', batches: [batch('3', '120', '20', '30')] })).toMatchObject({
    billed: '900',
    useful: '360',
    startup: '60',
    stop: '90',
    minimum: '390',
  });
});

test('all runs of a service are one line a usage type, deployments included', () => {
  const deploymentSeconds = quantityFromText('3600');
  const tasks = [tasksOf({ batches: [batch('2', '3600'), batch('1', '1800')], deploymentSeconds })];
  // 2 + 0.5 + 1 hours of one vCPU and 2 GB.
  const week: Horizon = { kind: 'week', minutes: 10_080, startMinute: 0, repeats: true, perMonth: quantityOf(365, 84) };
  const usage = usageOfFargate({ launchType: 'FARGATE', architecture: 'X86_64', tasks, impossible: [] }, week);
  expect(usage.map(({ quantity }) => quantityText(quantity))).toEqual(['3.5', '7']);
});
