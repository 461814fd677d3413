import { expect, test } from 'vitest';
import type { Option } from '../../src/comparison/comparison.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { estimate } from '../../src/estimate.ts';
import { exactText, quantityText } from '../../src/units/money.ts';
import type { Load } from '../../src/workload/course.ts';
import type { Workload } from '../../src/workload/workload.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { job, service, task, workload } from '../support/workload-builder.ts';

// One vCPU and 2 GB on Fargate: 0.04 + 2 x 0.004 = $0.048 an hour.
const SIZED = task({ networkMode: 'awsvpc' });
const FARGATE = 'fargate:on-demand:X86_64';
const EC2 = 'ec2:on-demand:X86_64';

function optionOf(file: Workload, id: string, month = '672'): Option {
  const option = estimate(file, smallCatalog(), { month: parseMonth(month) }).options.find((each) => each.id === id);
  if (!option) throw new Error(`there is no ${id}`);
  return option;
}

const OFFICE: Load = {
  course: {
    kind: 'schedule',
    windows: [{ days: [0, 1, 2, 3, 4], fromMinute: 540, toMinute: 1140, timeZone: 'UTC', amount: '8' }],
    otherwise: '2',
  },
};

test('office hours cost the base all month and the rest by the hour, pull and stop included', () => {
  const api = service({ task: SIZED, demand: OFFICE, startupSeconds: 60, stopSeconds: '30' });
  const option = optionOf(workload({ services: [api] }), FARGATE);
  // 4 weeks: 2 x 672 h, and 6 x 5 x 4 runs of 10 h + 90 s: 1,344 + 1,203 = 2,547 h x 0.048.
  expect(exactText(option.bill.total)).toBe('122.256');
  const [overhead, ...others] = option.overhead ?? [];
  expect(others).toEqual([]);
  // 120 starts x 60 s = 2 h, 120 x 30 s = 1 h.
  expect(overhead && quantityText(overhead.startedTasks)).toBe('120');
  expect([overhead?.startup, overhead?.stop, overhead?.minimumSurcharge].map((cost) => cost && exactText(cost))).toEqual([
    '0.096',
    '0.048',
    '0',
  ]);
  expect(option.plan.launchType === 'FARGATE' && option.plan.tasks[0]?.taskCount).toBe(8);
});

test('a million jobs of twenty seconds pay for thirty seconds of nothing each: the minimum is a minute', () => {
  const tiny = job({ task: SIZED, durationSeconds: '20', startupSeconds: 10, runs: { kind: 'per-month', runsPerMonth: '1000000' } });
  const [overhead] = optionOf(workload({ jobs: [tiny] }), FARGATE).overhead ?? [];
  // 10^6 x 30 s / 3,600 x 0.048 and 10^6 x 10 s / 3,600 x 0.048, to thirty decimals a line.
  expect(overhead?.minimumSurcharge && exactText(overhead.minimumSurcharge)).toMatch(/^400(\.0+[0-9]{0,2})?$|^399\.9{25,}/);
  expect(overhead?.startup && exactText(overhead.startup).slice(0, 10)).toBe('133.333333');
});

test('deployments are a part of their own: extra tasks times overlap', () => {
  const deployment = { perMonth: 20, minutes: 30, minimumHealthyPercent: 100, maximumPercent: 150 };
  const file = workload({ services: [service({ task: SIZED, desiredCount: 4, deployment })] });
  // 4 x 672 h and 2 x 20 x 0.5 h.
  expect(exactText(optionOf(file, FARGATE).bill.total)).toBe('129.984');
  const [overhead] = optionOf(file, FARGATE).overhead ?? [];
  expect(overhead?.deployments && exactText(overhead.deployments)).toBe('0.96');
  const { assumptions } = estimate(file, smallCatalog());
  expect(assumptions.find(({ path }) => path === 'deployment')?.value).toBe(
    'api: the fixed fleet has no instances for tasks that run twice',
  );
});

test('a service that never changes has nothing to explain', () => {
  expect(optionOf(workload({ services: [service({ task: SIZED, startupSeconds: 60 })] }), FARGATE).overhead).toEqual([]);
});

test('the fixed fleet holds the peak of every service, and the report says so', () => {
  const file = workload({ services: [service({ demand: OFFICE }), service({ name: 'web', desiredCount: 1 })] });
  const flat = workload({ services: [service({ desiredCount: 8 }), service({ name: 'web', desiredCount: 1 })] });
  expect(exactText(optionOf(file, `${EC2}:fixed-fleet`).bill.total)).toBe(exactText(optionOf(flat, EC2).bill.total));
  const said = (each: Workload): string[] =>
    estimate(each, smallCatalog()).assumptions.flatMap(({ path, value }) => (path === 'services' ? [value] : []));
  expect(said(file)).toEqual(['api: the fixed fleet is sized for the peak of each']);
  expect(said(flat)).toEqual([]);
});

test('factors give every option a low and a high total, by the same stages', () => {
  const ranged = service({ task: SIZED, demand: { course: { kind: 'constant', amount: '4' }, lowFactor: '0.5', highFactor: '1.5' } });
  const still = service({ name: 'web', task: SIZED, desiredCount: 1 });
  const { bill: expected, range } = optionOf(workload({ services: [ranged, still] }), FARGATE);
  // 672 h x 0.048 = $32.256 a task: three tasks, five, seven.
  expect(range && [range.low, range.high].map(exactText)).toEqual(['96.768', '225.792']);
  expect(exactText(expected.total)).toBe('161.28');
  for (const { range: each, impossible, bill } of estimate(workload({ services: [ranged, still] }), smallCatalog()).options) {
    if (impossible.length > 0) expect(each).toBeUndefined();
    else expect([each?.low.lte(bill.total), each?.high.gte(bill.total)]).toEqual([true, true]);
  }
});

test('without factors there is no range', () => {
  expect(optionOf(workload({ services: [service({ task: SIZED, demand: OFFICE })] }), FARGATE).range).toBeUndefined();
});

test('a job whose tasks take differently long pays for each on Fargate, and on EC2 for the mean of single tasks', () => {
  const durations = [
    { seconds: '30', weight: '3' },
    { seconds: '3600', weight: '1' },
  ];
  const varying = job({ task: SIZED, durationSeconds: '3600', durations, runs: { kind: 'per-month', runsPerMonth: '100' } });
  // 75 x 60 s (the minimum) + 25 x 3,600 s = 26.25 h x 0.048.
  expect(exactText(optionOf(workload({ jobs: [varying] }), FARGATE).bill.total)).toBe('1.26');
  const seconds = (tasksPerRun: number): string => {
    const { plan } = optionOf(workload({ jobs: [{ ...varying, tasksPerRun }] }), EC2);
    return plan.launchType === 'EC2' && plan.fleets[0] ? quantityText(plan.fleets[0].seconds) : '';
  };
  // 100 x (0.75 x 30 s + 0.25 x 3,600 s + 17 minutes of start and scale-in).
  expect(seconds(1)).toBe('194250');
  // Several tasks at once: the instances stay for the longest.
  expect(seconds(2)).toBe('462000');
});
