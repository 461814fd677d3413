import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourlyMeans, hourlySeconds, sumOfProfiles } from '../../src/billing/hourly-profile.ts';
import type { HourlyRun, Usage } from '../../src/billing/usage.ts';
import { usageOfEc2 } from '../../src/billing/usage-of-ec2.ts';
import { usageOfFargate } from '../../src/billing/usage-of-fargate.ts';
import { planEc2 } from '../../src/capacity/plan-ec2.ts';
import { planFargate } from '../../src/capacity/plan-fargate.ts';
import { indexRates } from '../../src/catalog/rate-index.ts';
import type { Demand, Horizon } from '../../src/demand/demand.ts';
import { demandOf } from '../../src/demand/demand-of.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { pricesOf } from '../../src/prices-of.ts';
import { quantityText } from '../../src/units/money.ts';
import { multiplyQuantities, quantityFromText, quantityOf, sumQuantities } from '../../src/units/quantity.ts';
import type { Workload } from '../../src/workload/workload.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import * as builder from '../support/workload-builder.ts';

const average = parseMonth('730');
const { workload } = builder;

/** One vCPU and 2 GB that may run on either launch type. */
const task = builder.task({ networkModeAssumed: true });
const service = (wanted: Parameters<typeof builder.service>[0]) => builder.service({ task, ...wanted });
const job = (wanted: Parameters<typeof builder.job>[0]) => builder.job({ task, ...wanted });

function fargate(file: Workload, month = average): { usage: Usage[]; demand: Demand } {
  const demand = demandOf(file, month);
  const plan = planFargate(file, demand, smallCatalog(), 'X86_64', () => 'X86_64');
  return { usage: usageOfFargate(plan, demand.horizon), demand };
}

function ec2(file: Workload, month = average): { usage: Usage[]; demand: Demand } {
  const demand = demandOf(file, month);
  const catalog = smallCatalog({ types: ['m5.large'] });
  const { rateView } = pricesOf(file, indexRates(catalog), demand);
  const plan = planEc2(file, demand, catalog, rateView, { architecture: 'X86_64', effort: 'instant' });
  return { usage: usageOfEc2(plan, file, demand), demand };
}

const shown = (runs: readonly HourlyRun[] | undefined) => runs?.map(({ minutes, perHour }) => [minutes / 60, quantityText(perHour)]);

/** What the hours add up to in the month. */
const totalOf = (runs: readonly HourlyRun[], { minutes, perMonth }: Pick<Horizon, 'minutes' | 'perMonth'>) => {
  expect(runs.reduce((sum, run) => sum + run.minutes, 0)).toBe(minutes);
  return multiplyQuantities(sumQuantities(runs.map((run) => multiplyQuantities(run.perHour, quantityOf(run.minutes, 60)))), perMonth);
};

const office = service({
  desiredCount: 3,
  demand: {
    course: {
      kind: 'schedule',
      windows: [{ days: [0, 1, 2, 3, 4], fromMinute: 570, toMinute: 1080, timeZone: 'UTC', amount: '3' }],
      otherwise: '1',
    },
  },
});

describe('hour by hour', () => {
  test('tasks that run all month are one run of equal hours', () => {
    const { usage } = fargate(workload({ services: [service({ desiredCount: 4 })] }));
    expect(usage.map(({ usageType, hourly }) => [usageType, shown(hourly)])).toEqual([
      ['Fargate-vCPU-Hours:perCPU', [[168, '4']]],
      ['Fargate-GB-Hours', [[168, '8']]],
    ]);
  });

  test('two further tasks from half past nine to six on weekdays are half an hour of them, then eight full hours', () => {
    const { usage } = fargate(workload({ services: [office] }));
    const day = [
      [9, '1'],
      [1, '2'],
      [8, '3'],
    ];
    const between = [
      [15, '1'],
      [1, '2'],
      [8, '3'],
    ];
    expect(shown(usage[0]?.hourly)).toEqual([...day, ...between, ...between, ...between, ...between, [54, '1']]);
  });

  test('a nightly run of two hours from half past eleven goes on after the end of the week at its beginning', () => {
    const nightly = job({ durationSeconds: '7200', runs: { kind: 'cron', expression: 'cron(30 23 ? * SUN *)' } });
    const { usage } = fargate(workload({ jobs: [nightly] }));
    // One run a week: half an hour on Sunday, one and a half on Monday.
    expect(shown(usage[0]?.hourly)).toEqual([
      [1, '1'],
      [1, '0.5'],
      [165, '0'],
      [1, '0.5'],
    ]);
  });

  test('of a run on the first of each month a week holds 12/365 on each weekday', () => {
    const monthly = job({ runs: { kind: 'cron', expression: 'cron(0 3 1 * ? *)' } });
    const { demand } = fargate(workload({ jobs: [monthly] }));
    expect(demand.jobs[0]?.starts).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((day) => ({ fromMinute: day * 1440 + 180, runs: quantityOf(12, 365) })),
    );
  });

  test('runs of an unknown time start at equal distances; every few minutes, they are spread evenly', () => {
    const daily = job({ durationSeconds: '1800', runs: { kind: 'rate', expression: 'rate(1 day)', everySeconds: 86_400 } });
    expect(shown(fargate(workload({ jobs: [daily] })).usage[0]?.hourly)?.slice(0, 3)).toEqual([
      [1, '0.5'],
      [23, '0'],
      [1, '0.5'],
    ]);
    const often = job({ durationSeconds: '300', runs: { kind: 'rate', expression: 'rate(5 minutes)', everySeconds: 300 } });
    expect(shown(fargate(workload({ jobs: [often] })).usage[0]?.hourly)).toEqual([[168, '1']]);
  });

  test('a calendar month has its own days: a Sunday run of November 2026 is on five of them', () => {
    const weekly = job({ runs: { kind: 'cron', expression: 'cron(0 6 ? * 1 *)' } });
    const { usage, demand } = fargate(workload({ jobs: [weekly] }), parseMonth('2026-11'));
    expect(demand.jobs[0]?.starts?.map(({ fromMinute }) => fromMinute / 1440)).toEqual([0.25, 7.25, 14.25, 21.25, 28.25]);
    expect(shown(usage[0]?.hourly)?.slice(0, 3)).toEqual([
      [6, '0'],
      [1, '1'],
      [167, '0'],
    ]);
  });

  test('instances of services run every hour, those of a job in the hours of its runs', () => {
    // An hour and a half, of which the instance starts in two minutes and is ended in fifteen.
    const nightly = job({ durationSeconds: String(5400 - 17 * 60), runs: { kind: 'cron', expression: 'cron(0 1 * * ? *)' } });
    const { usage } = ec2(workload({ services: [service({ task: { ...task, cpuUnits: 2048 }, desiredCount: 2 })], jobs: [nightly] }));
    const instances = usage.filter(({ usageType }) => usageType === 'BoxUsage:m5.large');
    expect(shown(instances[0]?.hourly)).toEqual([[168, '2']]);
    expect(shown(instances[1]?.hourly)?.slice(0, 5)).toEqual([
      [1, '0'],
      [1, '1'],
      [1, '0.5'],
      [22, '0'],
      [1, '1'],
    ]);
  });
});

const RUNS = fc.oneof(
  fc.constantFrom('cron(0 1 * * ? *)', 'cron(15/20 8-17 ? * MON-FRI *)', 'cron(0 0 L * ? *)', 'cron(0 9 ? * 2#1 *)').map((expression) => ({
    kind: 'cron' as const,
    expression,
  })),
  fc.integer({ min: 60, max: 2_000_000 }).map((everySeconds) => ({ kind: 'rate' as const, expression: 'rate', everySeconds })),
  fc.integer({ min: 0, max: 100_000 }).map((hundredths) => ({ kind: 'per-month' as const, runsPerMonth: (hundredths / 100).toFixed(2) })),
);

const SERVICE = fc.record({
  amounts: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 168, maxLength: 168 }),
  startupSeconds: fc.integer({ min: 0, max: 400 }),
  stopSeconds: fc.constantFrom('0', '30', '12.5'),
  perMonth: fc.integer({ min: 0, max: 20 }),
});

test('the hours of every usage add up to its quantity in the month, to the last digit', () => {
  fc.assert(
    fc.property(
      SERVICE,
      RUNS,
      fc.integer({ min: 1, max: 4_000_000 }),
      fc.constantFrom('730', '720', '2026-02'),
      (of, runs, tenths, month) => {
        const web = service({
          ...of,
          demand: { course: { kind: 'hourly', amounts: of.amounts.map(String), timeZone: 'UTC' } },
          deployment: { minimumHealthyPercent: 100, maximumPercent: 200, perMonth: of.perMonth, minutes: 7 },
        });
        const batch = job({ tasksPerRun: 3, durationSeconds: (tenths / 10).toFixed(1), startupSeconds: of.startupSeconds, runs });
        const file = workload({ services: [web], jobs: [batch] });
        for (const { usage, demand } of [fargate(file, parseMonth(month)), ec2(file, parseMonth(month))]) {
          for (const { hourly, quantity } of usage) if (hourly) expect(totalOf(hourly, demand.horizon)).toEqual(quantity);
        }
      },
    ),
    { seed: 42, numRuns: 60 },
  );
});

test('the last part of an hour of a trace counts as that part', () => {
  const horizon: Horizon = { kind: 'trace', minutes: 90, startMinute: 0, repeats: false, perMonth: quantityOf(1) };
  const runs = hourlySeconds(
    { seconds: quantityOf(1800), tasks: quantityOf(1), placed: [{ fromMinute: 60, tasks: quantityOf(1) }] },
    horizon,
  );
  expect(runs.map(({ minutes, perHour }) => [minutes, quantityText(perHour)])).toEqual([
    [60, '0'],
    [30, '3600'],
  ]);
});

test('the mean of every hour of a number of instances, and the sum of two such profiles', () => {
  const steps = [
    { fromMinute: 0, value: quantityOf(2) },
    { fromMinute: 90, value: quantityOf(4) },
    { fromMinute: 180, value: quantityOf(0) },
  ];
  const means = hourlyMeans(steps, { minutes: 300 });
  expect(shown(means)).toEqual([
    [1, '2'],
    [1, '3'],
    [1, '4'],
    [2, '0'],
  ]);
  expect(shown(sumOfProfiles([means, [{ minutes: 300, perHour: quantityFromText('0.5') }]]))).toEqual([
    [1, '2.5'],
    [1, '3.5'],
    [1, '4.5'],
    [2, '0.5'],
  ]);
});
