import { describe, expect, test } from 'vitest';
import type { Option } from '../../../src/comparison/comparison.ts';
import { parseMonth } from '../../../src/demand/month.ts';
import { estimate } from '../../../src/estimate.ts';
import { exactText } from '../../../src/units/money.ts';
import type { OwnedSavingsPlan, Purchasing } from '../../../src/workload/purchasing.ts';
import type { Workload } from '../../../src/workload/workload.ts';
import { catalogWith, tableOf } from '../../support/commitment-tables.ts';
import { job, service, task, workload } from '../../support/workload-builder.ts';

/** On-Demand $0.048 an hour for 1 vCPU and 2 GB; 20 % less for one year, 75 % less for three. */
const FARGATE_PLANS = [
  tableOf('compute-savings-plan-1y-no-upfront', { 'Fargate-vCPU-Hours:perCPU': '0.032', 'Fargate-GB-Hours': '0.0032' }),
  tableOf('compute-savings-plan-3y-all-upfront', { 'Fargate-vCPU-Hours:perCPU': '0.01', 'Fargate-GB-Hours': '0.001' }),
];
const RESERVED = tableOf('reserved-1y-all-upfront', { 'BoxUsage:m5.large': '0.06' });
const CATALOG = catalogWith([...FARGATE_PLANS, RESERVED]);

const either = task({ networkModeAssumed: true });
const NOTHING: Purchasing = { savingsPlans: [], reservedInstances: [], assumedDiscounts: {}, spot: {} };
const PLAN: OwnedSavingsPlan = {
  path: 'purchasing.savingsPlans[0]',
  kind: 'compute-savings-plan',
  usdPerHour: '0.0768',
  termYears: 1,
  payment: 'no-upfront',
  rates: {},
};

function optionsOf(file: Workload, month = '730', catalog = CATALOG): Map<string, Option> {
  return new Map(estimate(file, catalog, { month: parseMonth(month) }).options.map((option) => [option.id, option]));
}

function optionOf(file: Workload, id: string, month = '730', catalog = CATALOG): Option {
  const option = optionsOf(file, month, catalog).get(id);
  if (!option) throw new Error(`there is no option ${id}`);
  return option;
}

const lines = (option: Option) =>
  option.bill.lines.map(({ owner, usageType, cost, coveredBy }) => [owner, usageType, exactText(cost), coveredBy]);

/** One task all week and two more on weekdays from 9 to 19 UTC: 50 of 168 hours. */
const office = service({
  task: either,
  demand: {
    course: {
      kind: 'schedule',
      windows: [{ days: [0, 1, 2, 3, 4], fromMinute: 540, toMinute: 1140, timeZone: 'UTC', amount: '3' }],
      otherwise: '1',
    },
  },
});

describe('a Compute Savings Plan on Fargate', () => {
  test('covers four steady tasks with four times their plan rate, and nothing of it is unused', () => {
    // 4 x (0.032 + 2 x 0.0032) = $0.1536 an hour; x 730 = $112.128 instead of $140.16.
    const option = optionOf(
      workload({ services: [service({ task: either, desiredCount: 4 })] }),
      'fargate:compute-savings-plan-1y-no-upfront:X86_64',
    );
    expect(lines(option)).toEqual([
      ['api', 'Fargate-vCPU-Hours:perCPU', '93.44', 'compute-savings-plan-1y-no-upfront'],
      ['api', 'Fargate-GB-Hours', '18.688', 'compute-savings-plan-1y-no-upfront'],
    ]);
    expect(option.commitment).toMatchObject({
      usdPerHour: '0.1536',
      coverage: '1',
      utilization: '1',
      upfrontUsd: '0',
      monthlyCashUsd: '112.128',
      withoutUsd: '140.16',
      savedUsd: '28.032',
      // 12 months x 112.128 / 140.16.
      payBack: { mustLastMonths: '9.6', upfrontReturnedMonths: '0' },
    });
  });

  test('that saves 20 % is bought for the one task of every hour, not for two that run 30 % of the week', () => {
    const option = optionOf(workload({ services: [office] }), 'fargate:compute-savings-plan-1y-no-upfront:X86_64');
    expect(option.commitment?.usdPerHour).toBe('0.0384');
    // One task at 0.0384 for 730 h and two at 0.048 for 730 x 50/168 h: 28.032 + 20.857142...
    expect(Number(exactText(option.bill.total))).toBeCloseTo(28.032 + (730 * 50 * 2 * 0.048) / 168, 9);
    expect(option.commitment).toMatchObject({ utilization: '1' });
  });

  test('that saves 75 % is bought for the busiest hour, and what other hours leave of it is a line of its own', () => {
    const option = optionOf(workload({ services: [office] }), 'fargate:compute-savings-plan-3y-all-upfront:X86_64');
    // Three tasks at 0.012 an hour, paid in all 730 hours: $26.28; 0.024 of it is unused in 118 of 168 hours.
    expect(option.commitment).toMatchObject({ usdPerHour: '0.036', upfrontUsd: '946.08', monthlyCashUsd: '0' });
    expect(Number(exactText(option.bill.total))).toBeCloseTo(26.28, 9);
    const unused = option.bill.lines.at(-1);
    expect(unused?.usageType).toBe('UnusedCommitment:compute-savings-plan-3y-all-upfront');
    expect(Number(exactText(unused?.cost ?? option.bill.total))).toBeCloseTo((0.024 * 730 * 118) / 168, 9);
  });

  test('leaves storage and Windows licences at On-Demand, since no list has a plan rate for them', () => {
    const large = service({ task: { ...either, ephemeralStorageGiB: 120 } });
    const option = optionOf(workload({ services: [large] }), 'fargate:compute-savings-plan-1y-no-upfront:X86_64');
    // 100 GB x 730 h x $0.0001.
    expect(lines(option)).toContainEqual(['api', 'Fargate-EphemeralStorage-GB-Hours', '7.3', undefined]);
  });

  test('covers what two services share, each in proportion to its usage', () => {
    const services = [service({ name: 'a', task: either, desiredCount: 3 }), service({ name: 'b', task: either, desiredCount: 1 })];
    const option = optionOf(workload({ services }), 'fargate:compute-savings-plan-1y-no-upfront:X86_64');
    expect(lines(option).slice(0, 2)).toEqual([
      ['a', 'Fargate-vCPU-Hours:perCPU', '70.08', 'compute-savings-plan-1y-no-upfront'],
      ['b', 'Fargate-vCPU-Hours:perCPU', '23.36', 'compute-savings-plan-1y-no-upfront'],
    ]);
  });
});

describe('EC2', () => {
  const file = workload({ services: [service({ task: { ...either, cpuUnits: 2048 }, desiredCount: 2 })] });

  test('two m5.large that run all month are two Reserved Instances', () => {
    const option = optionOf(file, 'ec2:reserved-1y-all-upfront:X86_64');
    // 2 x 730 x 0.06 = $87.60, and 2 x 30 GB at $0.10.
    expect(lines(option)).toEqual([
      ['api', 'BoxUsage:m5.large', '87.6', 'reserved-1y-all-upfront'],
      ['api', 'EBS:VolumeUsage.gp3', '6', undefined],
    ]);
    // All upfront: 2 x 0.06 x 8,760 hours.
    expect(option.commitment).toMatchObject({ commitments: [{ instanceType: 'm5.large', count: 2 }], upfrontUsd: '1051.2' });
  });

  test('an instance that runs for a job two hours a night is not reserved', () => {
    const nightly = job({
      name: 'nightly',
      task: { ...either, cpuUnits: 2048 },
      durationSeconds: '7200',
      runs: { kind: 'cron', expression: 'cron(0 1 * * ? *)' },
    });
    const option = optionOf({ ...file, jobs: [nightly] }, 'ec2:reserved-1y-all-upfront:X86_64');
    expect(option.commitment?.commitments).toMatchObject([{ count: 2 }]);
  });

  test('a plan whose rates no table holds is not priced, and the reason says what would price it', () => {
    const option = optionOf(file, 'ec2:ec2-instance-savings-plan-3y-no-upfront:X86_64');
    expect(option.bill.lines).toEqual([]);
    expect(option.impossible).toMatchObject([
      {
        kind: 'no-rate',
        usageTypes: ['BoxUsage:m5.large'],
        remedy: expect.stringContaining('assumedDiscounts.ec2-instance-savings-plan-3y-no-upfront'),
      },
    ]);
  });

  test('a percentage of the workload file prices it, and its lines say where it is from', () => {
    const assumedDiscounts = { 'ec2-instance-savings-plan-3y-no-upfront': { ec2: '0.4' } };
    const option = optionOf(
      { ...file, purchasing: { ...NOTHING, assumedDiscounts } },
      'ec2:ec2-instance-savings-plan-3y-no-upfront:X86_64',
    );
    // 40 % off $0.10 is $0.06.
    expect(lines(option)[0]).toEqual(['api', 'BoxUsage:m5.large', '87.6', 'ec2-instance-savings-plan-3y-no-upfront']);
    expect(option.bill.lines[0]?.origin).toMatchObject({ source: 'assumed in the workload file', obtained: 'stated' });
    expect(option.commitment?.commitments).toMatchObject([{ family: 'm5', usdPerHour: '0.12' }]);
  });
});

describe('what is owned', () => {
  const steady = workload({ services: [service({ task: either, desiredCount: 4 })] });
  const withPlan = (plan: OwnedSavingsPlan): Workload => ({ ...steady, purchasing: { ...NOTHING, savingsPlans: [plan] } });

  test('covers two of four tasks of the On-Demand option, at the rates of its term and payment', () => {
    // $0.0768 an hour is two tasks at 0.0384: GB first is the same saving, ties go to the lower rate.
    const option = optionOf(withPlan(PLAN), 'fargate:on-demand:X86_64');
    // 0.0768 x 730 and two tasks at 0.048.
    expect(exactText(option.bill.total)).toBe('126.144');
    expect(option.owned).toMatchObject([
      { commitment: 'purchasing.savingsPlans[0]', committedUsd: '56.064', unusedUsd: '0', utilization: '1' },
    ]);
  });

  test('is netted before a further plan, which is bought for the rest only', () => {
    const option = optionOf(withPlan(PLAN), 'fargate:compute-savings-plan-3y-all-upfront:X86_64');
    // Two tasks at 0.012.
    expect(option.commitment).toMatchObject({ usdPerHour: '0.024' });
    expect(exactText(option.bill.total)).toBe('73.584');
  });

  test('is paid in every option: an EC2 Instance plan covers nothing on Fargate', () => {
    const file = withPlan({ ...PLAN, kind: 'ec2-instance-savings-plan', family: 'm5', region: 'us-east-1', usdPerHour: '0.1' });
    const option = optionOf(file, 'fargate:on-demand:X86_64');
    expect(lines(option).at(-1)).toEqual([null, 'UnusedCommitment:purchasing.savingsPlans[0]', '73', 'purchasing.savingsPlans[0]']);
    expect(exactText(option.bill.total)).toBe('213.16');
  });

  test('counts in the hours of a calendar month in which it runs', () => {
    // November has 720 hours; the plan ends after 240 of them.
    const ends = { ...PLAN, startMinute: Date.UTC(2025, 10, 11) / 60_000, endMinute: Date.UTC(2026, 10, 11) / 60_000 };
    const option = optionOf(withPlan(ends), 'fargate:on-demand:X86_64', '2026-11');
    // 240 h x (0.0768 + 2 x 0.048) + 480 h x 4 x 0.048.
    expect(exactText(option.bill.total)).toBe('133.632');
    // Paid in the 240 hours alone.
    expect(option.owned).toMatchObject([{ committedUsd: '18.432', recurringUsd: '18.432', upfrontUsd: '0' }]);
  });

  test('of a plan whose rate is not known for what it would cover, no amount can be given', () => {
    const option = optionOf(withPlan({ ...PLAN, termYears: 3 }), 'fargate:on-demand:X86_64');
    expect(option.impossible).toMatchObject([{ kind: 'no-rate', why: expect.stringContaining('compute-savings-plan-3y-no-upfront') }]);
  });

  test('a plan of another Region is none of this workload', () => {
    const file = withPlan({ ...PLAN, kind: 'ec2-instance-savings-plan', family: 'm5', region: 'eu-west-1' });
    expect(exactText(optionOf(file, 'fargate:on-demand:X86_64').bill.total)).toBe('140.16');
  });

  test('Reserved Instances cover the size of another of their family: one m5.xlarge is two m5.large', () => {
    const reservedInstances = [
      {
        path: 'purchasing.reservedInstances[0]',
        scope: 'regional' as const,
        instanceType: 'm5.xlarge',
        count: 1,
        usdPerHour: '0.11',
        operatingSystem: 'LINUX' as const,
        termYears: 1 as const,
        payment: 'all-upfront' as const,
      },
    ];
    const file = workload({
      services: [service({ task: { ...either, cpuUnits: 2048 }, desiredCount: 2 })],
      purchasing: { ...NOTHING, reservedInstances },
    });
    expect(lines(optionOf(file, 'ec2:on-demand:X86_64'))[0]).toEqual([
      'api',
      'BoxUsage:m5.large',
      '80.3',
      'purchasing.reservedInstances[0]',
    ]);
  });
});

test('at low and high demand an option pays for the commitment that was bought for the expected one', () => {
  const varying = service({
    task: either,
    desiredCount: 4,
    demand: { course: { kind: 'constant', amount: '4' }, lowFactor: '0.5', highFactor: '1.5' },
  });
  const option = optionOf(workload({ services: [varying] }), 'fargate:compute-savings-plan-1y-no-upfront:X86_64');
  // Low: the commitment alone. High: two further tasks at 0.048.
  expect(option.range && [exactText(option.range.low), exactText(option.range.high)]).toEqual(['112.128', '182.208']);
});

test('the verdict stays with what needs no commitment', () => {
  const { comparison } = estimate(workload({ services: [service({ task: either, desiredCount: 4 })] }), CATALOG);
  expect(comparison).toMatchObject({
    cheapest: 'fargate:on-demand:X86_64',
    cheapestWithCommitment: 'fargate:compute-savings-plan-3y-all-upfront:X86_64',
  });
});

describe('when Reserved Instances are paid', () => {
  const file = workload({ services: [service({ task: { ...either, cpuUnits: 2048 } })] });
  const owned = (more: Partial<Purchasing['reservedInstances'][number]>): Workload => ({
    ...file,
    purchasing: {
      ...NOTHING,
      reservedInstances: [
        {
          path: 'purchasing.reservedInstances[0]',
          scope: 'regional',
          instanceType: 'm5.large',
          count: 2,
          // The AWS Pricing Calculator's c5.xlarge with Windows in Tokyo: $1,368 upfront and $0.156 an hour for a year.
          usdPerHour: '0.3121643836',
          operatingSystem: 'LINUX',
          termYears: 1,
          payment: 'partial-upfront',
          ...more,
        },
      ],
    },
  });

  test('a partial payment as the file states it: the rest is the hourly rate, $113.88 a month each', () => {
    const [outcome] = optionOf(owned({ upfrontUsd: '1368' }), 'fargate:on-demand:X86_64').owned ?? [];
    expect(outcome).toMatchObject({ upfrontUsd: '2736' });
    expect(outcome).not.toHaveProperty('cashIsEstimated');
    expect(Number(outcome?.recurringUsd)).toBeCloseTo(2 * 113.88, 5);
  });

  test('else half of the term in whole dollars, and said to be estimated', () => {
    // 0.3121643836 x 8,760 / 2 = 1,367.28; AWS asks a dollar more.
    const [outcome] = optionOf(owned({}), 'fargate:on-demand:X86_64').owned ?? [];
    expect(outcome).toMatchObject({ upfrontUsd: '2734', cashIsEstimated: true });
  });

  test('a partial payment of those to buy is estimated, too: half of 0.06 x 8,760', () => {
    const catalog = catalogWith([tableOf('reserved-1y-partial-upfront', { 'BoxUsage:m5.large': '0.06' })]);
    const option = optionOf(file, 'ec2:reserved-1y-partial-upfront:X86_64', '730', catalog);
    // 525.60 / 2 = 262.80, in whole dollars 263; the other 262.60 in twelve months. A volume of 30 GB beside it: $3.
    expect(option.commitment).toMatchObject({ upfrontUsd: '263', cashIsEstimated: true });
    expect(Number(option.commitment?.monthlyCashUsd)).toBeCloseTo(262.6 / 12 + 3, 9);
  });
});

describe('what is owned and counts otherwise than it says', () => {
  const steady = workload({ services: [service({ task: either, desiredCount: 4 })] });
  const said = (plan: OwnedSavingsPlan, month: string): string[] =>
    estimate({ ...steady, purchasing: { ...NOTHING, savingsPlans: [plan] } }, CATALOG, { month: parseMonth(month) })
      .assumptions.filter(({ path }) => path === plan.path)
      .map(({ value, why }) => `${value}: ${why}`);
  const ends = { ...PLAN, endMinute: Date.UTC(2026, 10, 11) / 60_000 };

  test('is said: dates in a month that has none, and terms outside of one that has', () => {
    expect(said(ends, '730')).toEqual([
      'counted all month: 730 h have no dates; a calendar month, as --month 2026-11, counts its start and end',
    ]);
    expect(said(ends, '2026-11')).toEqual([]);
    expect(said(ends, '2026-12')).toEqual(['not counted: it ends before 2026-12']);
    expect(said({ ...PLAN, startMinute: Date.UTC(2027, 0, 1) / 60_000 }, '2026-12')).toEqual(['not counted: it begins after 2026-12']);
  });

  test('is said of another Region, which a Compute plan never is', () => {
    const elsewhere = { ...PLAN, region: 'eu-west-1' };
    expect(said({ ...elsewhere, kind: 'ec2-instance-savings-plan', family: 'm5' }, '730')).toEqual([
      'not counted: it is for eu-west-1, and the workload is in us-east-1',
    ]);
    expect(said(elsewhere, '730')).toEqual([]);
  });
});
