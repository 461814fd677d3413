import { describe, expect, test } from 'vitest';
import type { Option } from '../../../src/comparison/comparison.ts';
import { estimate } from '../../../src/estimate.ts';
import { exactText } from '../../../src/units/money.ts';
import type { Purchasing, SpotExpectations } from '../../../src/workload/purchasing.ts';
import type { Workload } from '../../../src/workload/workload.ts';
import { catalogWith, tableOf } from '../../support/commitment-tables.ts';
import { job, service, task, workload } from '../../support/workload-builder.ts';

/** $0.0144 an hour for 1 vCPU and 2 GB (On-Demand 0.048), $0.03 for an m5.large (On-Demand 0.10). */
const CATALOG = catalogWith([
  tableOf('spot', { 'Fargate-vCPU-Hours:perCPU': '0.012', 'Fargate-GB-Hours': '0.0012' }),
  tableOf('spot', { 'BoxUsage:m5.large': '0.03' }),
]);
const either = task({ networkModeAssumed: true });
const worker = service({ name: 'worker', task: either, desiredCount: 2, interruptible: true });
const api = service({ name: 'api', task: either, desiredCount: 1 });

function spotOf(file: Workload, launchType: 'fargate' | 'ec2', spot: SpotExpectations = {}, catalog = CATALOG): Option {
  const purchasing: Purchasing = { savingsPlans: [], reservedInstances: [], assumedDiscounts: {}, spot };
  const option = estimate({ ...file, purchasing }, catalog).options.find(({ id }) => id === `${launchType}:spot:X86_64`);
  if (!option) throw new Error('there is no such option');
  return option;
}

const lines = ({ bill }: Option) => bill.lines.map(({ owner, usageType, cost }) => [owner, usageType, exactText(cost)]);
const NEVER: SpotExpectations = { interruptions: { expected: '0' } };

describe('Fargate Spot', () => {
  test('without interruptions is the Spot rate of every hour', () => {
    // 2 x 730 h x 0.012; 4 GB x 730 h x 0.0012.
    expect(lines(spotOf(workload({ services: [worker] }), 'fargate', NEVER))).toEqual([
      ['worker', 'SpotUsage-Fargate-vCPU-Hours:perCPU', '17.52'],
      ['worker', 'SpotUsage-Fargate-GB-Hours', '3.504'],
    ]);
  });

  test('73 interruptions a month that cost an hour each add a ninth, in lines of their own', () => {
    // One in ten hours (73 of 730): 1 / (1 - 0.1) hours run for each useful one. Low 0, high 146: 1 / (1 - 0.2).
    const spot = { interruptions: { low: '0', expected: '73', high: '146' }, restartSeconds: '3600', workLostSeconds: '0' };
    const option = spotOf(workload({ services: [worker] }), 'fargate', spot);
    expect(Number(exactText(option.bill.total))).toBeCloseTo(21.024 / 0.9, 9);
    expect(option.bill.lines.map(({ usageType }) => usageType).slice(2)).toEqual([
      'SpotInterruptions:Fargate-vCPU-Hours:perCPU',
      'SpotInterruptions:Fargate-GB-Hours',
    ]);
    expect(Number(exactText(option.spot?.low ?? option.bill.total))).toBeCloseTo(21.024, 9);
    expect(Number(exactText(option.spot?.high ?? option.bill.total))).toBeCloseTo(21.024 / 0.8, 9);
    expect(option.spot).toMatchObject({ listedDiscount: '0.7', owners: ['worker'] });
    expect(Number(option.spot?.effectiveDiscount)).toBeCloseTo(1 - 0.0144 / 0.9 / 0.048, 9);
    // On-Demand wins once 0.7 of an hour is lost in an hour: 511 a month.
    expect(Number(option.spot?.onDemandWinsFromPerMonth)).toBeCloseTo(511, 9);
  });

  test('runs what may be interrupted, the rest stays On-Demand', () => {
    expect(lines(spotOf(workload({ services: [api, worker] }), 'fargate', NEVER))).toEqual([
      ['api', 'Fargate-vCPU-Hours:perCPU', '29.2'],
      ['api', 'Fargate-GB-Hours', '5.84'],
      ['worker', 'SpotUsage-Fargate-vCPU-Hours:perCPU', '17.52'],
      ['worker', 'SpotUsage-Fargate-GB-Hours', '3.504'],
    ]);
  });

  test('is not possible where nothing may be interrupted, nor for Windows', () => {
    expect(spotOf(workload({ services: [api] }), 'fargate').impossible).toEqual([{ owner: 'api', kind: 'not-interruptible' }]);
    const windows = service({ task: { ...either, operatingSystem: 'WINDOWS' }, interruptible: true });
    expect(spotOf(workload({ services: [windows] }), 'fargate').impossible).toEqual([{ owner: 'api', kind: 'fargate-spot-linux-only' }]);
  });

  test('without a Spot rate is not priced, with what would price it', () => {
    expect(spotOf(workload({ services: [worker] }), 'fargate', {}, catalogWith([])).impossible).toMatchObject([
      { kind: 'no-rate', remedy: expect.stringContaining('assumedDiscounts.spot') },
    ]);
  });

  test('a task that is interrupted faster than it works is never done', () => {
    const long = job({ task: either, interruptible: true, durationSeconds: '360000' });
    const spot = { interruptions: { expected: '100' } };
    expect(spotOf(workload({ jobs: [long] }), 'fargate', spot).impossible).toEqual([{ owner: 'batch', kind: 'spot-never-done' }]);
  });
});

describe('EC2 Spot', () => {
  test('gives what may be interrupted instances of its own at Spot rates, the rest instances On-Demand', () => {
    const big = { ...either, cpuUnits: 2048 };
    const services = [service({ name: 'api', task: big }), service({ name: 'worker', task: big, interruptible: true })];
    // 730 h x 0.10 and x 0.03, a volume of 30 GB each.
    const option = spotOf(workload({ services }), 'ec2', NEVER);
    expect(lines(option)).toEqual([
      ['worker', 'SpotUsage:m5.large', '21.9'],
      ['api', 'BoxUsage:m5.large', '73'],
      ['worker', 'EBS:VolumeUsage.gp3', '3'],
      ['api', 'EBS:VolumeUsage.gp3', '3'],
    ]);
    expect(option.plan.launchType === 'EC2' && option.plan.fleets.map(({ purchaseOption }) => purchaseOption)).toEqual(['spot', undefined]);
    expect(option.spot?.pools).toMatchObject([{ pool: 'm5.large', share: '1', from: 'stated' }]);
  });

  test('a rate of the workload file stands before the tables', () => {
    const file = workload({ services: [worker], rates: { 'SpotUsage:m5.large': '0.02' } });
    expect(lines(spotOf(file, 'ec2', NEVER))[0]).toEqual(['worker', 'SpotUsage:m5.large', '14.6']);
  });
});

describe('a capacity provider strategy', () => {
  const split = [
    { capacityProvider: 'FARGATE', base: 1, weight: 1 },
    { capacityProvider: 'FARGATE_SPOT', weight: 4 },
  ];
  const strategyOf = (file: Workload, id = 'fargate:capacity-provider-strategy:X86_64'): Option | undefined => {
    const purchasing: Purchasing = { savingsPlans: [], reservedInstances: [], assumedDiscounts: {}, spot: NEVER };
    return estimate({ ...file, purchasing }, CATALOG).options.find((option) => option.id === id);
  };

  test('of base 1 and weights 1 to 4 runs 9 of 40 tasks On-Demand and 31 on Spot', () => {
    const web = service({ task: either, desiredCount: 40, capacityProviderStrategy: split });
    // 730 h x (9 x 0.048 + 31 x 0.0144); the split is that of ecsworkshop.com/capacity_providers.
    expect(exactText(strategyOf(workload({ services: [web] }))?.bill.total ?? (Number.NaN as never))).toBe('641.232');
  });

  test('is what runs today, and leaves services without one On-Demand', () => {
    const web = service({ name: 'web', task: either, desiredCount: 5, capacityProviderStrategy: split });
    const file = workload({ services: [web, { ...api, launchType: 'FARGATE' }] });
    const { comparison } = estimate(file, CATALOG);
    expect(comparison.today).toBe('fargate:capacity-provider-strategy:X86_64');
    // Base 1, then 4 tasks 1 : 4: 0.8 and 3.2, so 2 On-Demand and 3 on Spot; api On-Demand.
    expect(lines(strategyOf(file) as Option).filter(([, usageType]) => String(usageType).includes('vCPU'))).toEqual([
      ['api', 'Fargate-vCPU-Hours:perCPU', '29.2'],
      ['web', 'Fargate-vCPU-Hours:perCPU', '58.4'],
      ['web', 'SpotUsage-Fargate-vCPU-Hours:perCPU', '26.28'],
    ]);
  });

  test('that ECS refuses is a reason in the words of its API', () => {
    const twoBases = split.map((item) => ({ ...item, base: 1 }));
    const web = service({ task: either, capacityProviderStrategy: twoBases });
    expect(strategyOf(workload({ services: [web] }))?.impossible).toEqual([
      { owner: 'api', kind: 'strategy-refused', problems: ['strategy has a base on more than one capacity provider'] },
    ]);
  });
});

describe('the best split of a service', () => {
  const course = {
    kind: 'schedule' as const,
    windows: [{ days: [0, 1, 2, 3, 4] as const, fromMinute: 540, toMinute: 1140, timeZone: 'UTC', amount: '12' }],
    otherwise: '4',
  };
  // 4 tasks all week, 8 more in 50 of 168 hours.
  const extra = (730 * 50 * 8) / 168;
  const splitsOf = (wanted: Partial<Workload['services'][number]>, rates: Workload['rates'] = {}) => {
    const file = workload({ services: [service({ task: either, desiredCount: 12, demand: { course }, ...wanted })], rates });
    const purchasing: Purchasing = { savingsPlans: [], reservedInstances: [], assumedDiscounts: {}, spot: NEVER };
    return estimate({ ...file, purchasing }, CATALOG, { splits: true }).splits ?? [];
  };

  test('keeps the four tasks of every hour on EC2, where two instances cost less than they do on Fargate', () => {
    // Two m5.large at 0.08 and their volumes against 4 x 0.048; further instances would idle most of the week.
    const [split] = splitsOf({}, { 'BoxUsage:m5.large': '0.08' });
    expect(split).toMatchObject({ kind: 'ec2-fargate', tasks: 4 });
    expect(Number(exactText(split?.cost ?? (Number.NaN as never)))).toBeCloseTo(730 * 0.16 + 6 + extra * 0.048, 9);
    expect(split?.strategies).toHaveLength(2);
  });

  test('keeps them there, too, where deployments make the instances come and go', () => {
    const deployment = { minimumHealthyPercent: 100, maximumPercent: 200, perMonth: 4, minutes: 10 };
    const split = splitsOf({ deployment }, { 'BoxUsage:m5.large': '0.04' }).find(({ kind }) => kind === 'ec2-fargate');
    // Every number of tasks has a cost: what is on Fargate does not wait for instances.
    expect(split?.curve).toHaveLength(13);
  });

  test('of what may be interrupted leaves nothing On-Demand while Spot is cheaper', () => {
    const split = splitsOf({ interruptible: true }).find(({ kind }) => kind === 'fargate-spot');
    expect(split).toMatchObject({ tasks: 0 });
    expect(Number(exactText(split?.cost ?? (Number.NaN as never)))).toBeCloseTo((730 * 4 + extra) * 0.0144, 9);
    const last = split?.curve.at(-1);
    expect(last?.tasks).toBe(12);
    expect(Number(exactText(last?.cost ?? (Number.NaN as never)))).toBeCloseTo((730 * 4 + extra) * 0.048, 9);
  });
});

describe('a service that keeps tasks On-Demand', () => {
  const course = {
    kind: 'schedule' as const,
    windows: [{ days: [0, 1, 2, 3, 4] as const, fromMinute: 540, toMinute: 1140, timeZone: 'UTC', amount: '12' }],
    otherwise: '4',
  };
  const busy = (730 * 50) / 168;
  const quiet = (730 * 118) / 168;
  const kept = service({
    task: either,
    interruptible: true,
    demand: { course },
    desiredCount: 12,
    keepOnDemand: { tasks: 2, share: '0.25' },
  });

  test('runs two of four and three of twelve On-Demand on Fargate, the others on Spot', () => {
    const option = spotOf(workload({ services: [kept] }), 'fargate', NEVER);
    const [onDemandHours, spotHours] = [2 * quiet + 3 * busy, 2 * quiet + 9 * busy];
    expect(Number(exactText(option.bill.total))).toBeCloseTo(onDemandHours * 0.048 + spotHours * 0.0144, 9);
    expect(option.spot?.owners).toEqual(['api']);
  });

  test('has On-Demand instances beside those on Spot', () => {
    const three = service({
      task: { ...either, cpuUnits: 2048 },
      interruptible: true,
      desiredCount: 3,
      keepOnDemand: { tasks: 1, share: '0' },
    });
    // One m5.large holds one task: 730 h x (2 x 0.03 + 0.10), and 30 GB each.
    const option = spotOf(workload({ services: [three] }), 'ec2', NEVER);
    expect(lines(option)).toEqual([
      ['api', 'SpotUsage:m5.large', '43.8'],
      ['api', 'BoxUsage:m5.large', '73'],
      ['api', 'EBS:VolumeUsage.gp3', '6'],
      ['api', 'EBS:VolumeUsage.gp3', '3'],
    ]);
  });

  test('that changes over the week is served by both fleets together: nothing of it waits', () => {
    const big = service({ ...kept, task: { ...either, cpuUnits: 2048 } });
    for (const floor of [
      { tasks: 2, share: '0.25' },
      { tasks: 2, share: '0' },
    ]) {
      const option = spotOf(workload({ services: [{ ...big, keepOnDemand: floor }] }), 'ec2', NEVER);
      expect(option.plan.launchType === 'EC2' && option.plan.fleets.length).toBe(2);
      expect(option.bill.missing).toEqual([]);
    }
  });

  test('that keeps all of them is On-Demand at the price of On-Demand', () => {
    const all = service({ task: either, interruptible: true, desiredCount: 3, keepOnDemand: { tasks: 0, share: '1' } });
    for (const launchType of ['fargate', 'ec2'] as const) {
      const { bill } = spotOf(workload({ services: [all] }), launchType, NEVER);
      expect(bill.lines.some(({ usageType }) => usageType.startsWith('SpotUsage'))).toBe(false);
    }
  });

  const splitOf = (file: Workload, savingsPlans: Purchasing['savingsPlans'] = [], tables: Parameters<typeof catalogWith>[0] = []) => {
    const purchasing: Purchasing = { savingsPlans, reservedInstances: [], assumedDiscounts: {}, spot: NEVER };
    const catalog = { ...CATALOG, tables: [...CATALOG.tables, ...tables] };
    return estimate({ ...file, purchasing }, catalog, { splits: true }).splits?.find(({ kind }) => kind === 'fargate-spot');
  };

  test('is split by base 1 and weights 1 to 4, at the cost of the option on Spot, and every other ratio that keeps as many costs more', () => {
    const split = splitOf(workload({ services: [kept] }));
    expect(split?.strategies).toEqual([
      [
        { capacityProvider: 'FARGATE', base: 1, weight: 1 },
        { capacityProvider: 'FARGATE_SPOT', weight: 4 },
      ],
    ]);
    expect(exactText(split?.cost ?? (Number.NaN as never))).toBe(
      exactText(spotOf(workload({ services: [kept] }), 'fargate', NEVER).bill.total),
    );
    // Base 1, then all on Spot: one task On-Demand all the time. Base 1, then none: all of them.
    const [spot, onDemand] = [split?.weights?.at(0), split?.weights?.at(-1)];
    expect(Number(exactText(spot?.cost ?? (Number.NaN as never)))).toBeCloseTo(730 * 0.048 + (3 * quiet + 11 * busy) * 0.0144, 9);
    expect(Number(exactText(onDemand?.cost ?? (Number.NaN as never)))).toBeCloseTo((4 * quiet + 12 * busy) * 0.048, 9);
  });

  test('where a plan is owned, what it pays for all the time stays On-Demand: there is a best base in between', () => {
    // The plan pays $0.1152 an hour, which is three tasks at 0.0384; a fourth costs 0.048 On-Demand and 0.0144 on Spot.
    const plan = {
      path: 'purchasing.savingsPlans[0]',
      kind: 'compute-savings-plan' as const,
      usdPerHour: '0.1152',
      termYears: 1 as const,
      payment: 'no-upfront' as const,
      rates: {},
    };
    const table = tableOf('compute-savings-plan-1y-no-upfront', { 'Fargate-vCPU-Hours:perCPU': '0.032', 'Fargate-GB-Hours': '0.0032' });
    const { keepOnDemand: _, ...free } = kept;
    const split = splitOf(workload({ services: [free] }), [plan], [table]);
    expect(split).toMatchObject({ scope: 'workload', tasks: 3 });
    expect(split?.strategies).toEqual([
      [
        { capacityProvider: 'FARGATE', base: 3, weight: 0 },
        { capacityProvider: 'FARGATE_SPOT', weight: 1 },
      ],
    ]);
    expect(Number(exactText(split?.cost ?? (Number.NaN as never)))).toBeCloseTo(730 * 0.1152 + (1 * quiet + 9 * busy) * 0.0144, 9);
  });
});
