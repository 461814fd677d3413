import { expect, test } from 'vitest';
import type { Option } from '../../src/comparison/comparison.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { estimate } from '../../src/estimate.ts';
import { approxQuantity } from '../../src/units/quantity.ts';
import type { Load } from '../../src/workload/course.ts';
import type { Job, JobRuns, Service, Workload } from '../../src/workload/workload.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { cluster, job, service, workload } from '../support/workload-builder.ts';

// Four weeks. An m5.large at $0.10 holds two tasks of one vCPU.
const MONTH = parseMonth('672');
const SCALED = 'ec2:on-demand:X86_64';

/** Four tasks from 9 to 19 o'clock every day, one at all other times, packed: two instances by day and one by night. */
const DAY: Load = {
  course: {
    kind: 'schedule',
    windows: [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 540, toMinute: 1140, timeZone: 'UTC', amount: '4' }],
    otherwise: '1',
  },
};
const api = (wanted: Partial<Service> = {}): Service =>
  service({ demand: DAY, placementStrategy: [{ type: 'binpack', field: 'memory' }], ...wanted });

function optionOf(file: Workload, id = SCALED, month = MONTH): Option {
  const { options } = estimate(file, smallCatalog({ types: ['m5.large'] }), { month, mixes: false, purchases: false });
  const option = options.find((each) => each.id === id);
  if (!option) throw new Error(`there is no ${id}`);
  return option;
}

function nightly(expression: string, wanted: Partial<Job> = {}): Job {
  return job({ durationSeconds: '1800', runs: { kind: 'cron', expression } as JobRuns, ...wanted });
}

const hoursOf = ({ bill }: Option): number =>
  bill.lines.filter(({ usageType }) => usageType === 'BoxUsage:m5.large').reduce((sum, { quantity }) => sum + approxQuantity(quantity), 0);

const fleetsOf = ({ plan }: Option) => (plan.launchType === 'EC2' ? plan.fleets : []);

test('a job at night runs in the room that the services leave, and costs no instance more', () => {
  const alone = optionOf(workload({ services: [api()] }));
  const both = optionOf(workload({ services: [api()], jobs: [nightly('0 1 * * ? *')] }));
  expect(hoursOf(both)).toBe(hoursOf(alone));
  expect(both.bill.total.toFixed()).toBe(alone.bill.total.toFixed());
  expect(fleetsOf(both).map(({ purpose }) => purpose.kind)).toEqual(['services']);
  // Half an hour on each of 28 days.
  const seconds = fleetsOf(both)[0]?.course?.taskSeconds.find(({ owner }) => owner === 'batch')?.seconds;
  expect(seconds && approxQuantity(seconds)).toBe(28 * 1800);
});

test('the job pays its share of the instance while it runs', () => {
  const { bill } = optionOf(workload({ services: [api()], jobs: [nightly('0 1 * * ? *')] }));
  const line = bill.lines.find(({ usageType }) => usageType === 'BoxUsage:m5.large');
  // Half of an instance for half an hour a day: the job reserves as much as the service's one task. Of the 2,054 minutes a day 17 are
  // without a task (9:01 to 9:03 and 19:00 to 19:15), and fall to all in proportion.
  const share = line?.allocation?.find(({ owner }) => owner === 'batch')?.cost;
  expect(Number(share?.toFixed())).toBeCloseTo(28 * 0.5 * 0.5 * 0.1 * (1 + 17 / 2037), 6);
});

test('a job that needs more room waits for an instance that managed scaling starts, and leaves it to scale-in', () => {
  const two = nightly('0 1 * * ? *', { tasksPerRun: 2 });
  const alone = optionOf(workload({ services: [api()] }));
  const both = optionOf(workload({ services: [api()], jobs: [two] }));
  // One task fits. The other waits for an instance from 1:01 on, runs from 1:03 to 1:33, and the instance ends at 1:48.
  expect((hoursOf(both) - hoursOf(alone)) * 60).toBeCloseTo(28 * 47, 6);
});

test('a job every five minutes runs beside the services; instances of its own would never end', () => {
  const every = job({ durationSeconds: '90', runs: { kind: 'rate', expression: '5 minutes', everySeconds: 300 } });
  const alone = optionOf(workload({ services: [api({ demand: { ...DAY, highFactor: '1' } as Load })] }));
  const both = optionOf(workload({ services: [api()], jobs: [every] }));
  const seconds = fleetsOf(both)[0]?.course?.taskSeconds.find(({ owner }) => owner === 'batch')?.seconds;
  // Two whole minutes, 288 times a day.
  expect(seconds && approxQuantity(seconds)).toBeCloseTo(28 * 288 * 120, 3);
  expect(hoursOf(both)).toBeLessThan(hoursOf(alone) + 672);
});

test('a job of which a week holds a part of a run, and one of steady services, has instances of its own', () => {
  const kinds = (file: Workload) => fleetsOf(optionOf(file)).map(({ purpose }) => purpose.kind);
  expect(kinds(workload({ services: [api()], jobs: [nightly('0 1 1 * ? *')] }))).toEqual(['services', 'job']);
  expect(kinds(workload({ services: [service({ desiredCount: 3 })], jobs: [nightly('0 1 * * ? *')] }))).toEqual(['services', 'job']);
  // In a calendar month the same job runs once, and finds its room.
  const monthly = workload({ services: [api()], jobs: [nightly('0 1 1 * ? *')] });
  expect(fleetsOf(optionOf(monthly, SCALED, parseMonth('2026-11'))).map(({ purpose }) => purpose.kind)).toEqual(['services']);
});

test('on instances that the file names jobs run beside the services, as far as there is room', () => {
  const given = (maximum: number) => cluster({ instances: [{ instanceType: 'm5.large', minimum: 2, maximum }] });
  const kinds = (maximum: number, tasksPerRun: number) =>
    fleetsOf(
      optionOf(
        workload({ services: [api()], jobs: [nightly('0 1 * * ? *', { tasksPerRun })], cluster: given(maximum) }),
        `${SCALED}:given-fleet`,
      ),
    ).map(({ purpose }) => purpose.kind);
  expect(kinds(2, 2)).toEqual(['services']);
  // Ten tasks never fit at once on two instances.
  expect(kinds(2, 10)).toEqual(['services', 'job']);
});

test('the report says where jobs run', () => {
  const file = workload({ services: [api()], jobs: [nightly('0 1 * * ? *')] });
  const { assumptions } = estimate(file, smallCatalog({ types: ['m5.large'] }), { month: MONTH, mixes: false, purchases: false });
  expect(assumptions.map(({ path, value }) => `${path} ${value}`)).toContain(
    'jobs batch: on the instances of the services, in whole minutes',
  );
});
