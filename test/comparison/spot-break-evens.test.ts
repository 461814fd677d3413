import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interruptionsUntil } from '../../src/billing/spot/interruptions-until.ts';
import type { SpotExposure } from '../../src/billing/spot/spot-outlook.ts';
import { estimate } from '../../src/estimate.ts';
import type { Estimate } from '../../src/report/report.ts';
import { exactText, usd } from '../../src/units/money.ts';
import type { Purchasing, SpotExpectations } from '../../src/workload/purchasing.ts';
import type { Workload } from '../../src/workload/workload.ts';
import { catalogWith, tableOf } from '../support/commitment-tables.ts';
import { job, service, task, workload } from '../support/workload-builder.ts';

/** An hour of 1 vCPU and 2 GB: On-Demand $0.048, Spot $0.0144, for one year $0.0384, for three years $0.012. */
const SPOT = tableOf('spot', { 'Fargate-vCPU-Hours:perCPU': '0.012', 'Fargate-GB-Hours': '0.0012' });
const ONE_YEAR = tableOf('compute-savings-plan-1y-no-upfront', { 'Fargate-vCPU-Hours:perCPU': '0.032', 'Fargate-GB-Hours': '0.0032' });
const THREE_YEARS = tableOf('compute-savings-plan-3y-no-upfront', { 'Fargate-vCPU-Hours:perCPU': '0.01', 'Fargate-GB-Hours': '0.001' });
const INSTANCES = tableOf('spot', { 'BoxUsage:m5.large': '0.03' });

const either = task({ networkModeAssumed: true });
const worker = service({ name: 'worker', task: either, desiredCount: 2, interruptible: true });

function estimated(file: Workload, spot: SpotExpectations, tables = [SPOT, ONE_YEAR, INSTANCES]): Estimate {
  const purchasing: Purchasing = { savingsPlans: [], reservedInstances: [], assumedDiscounts: {}, spot };
  return estimate({ ...file, purchasing }, catalogWith(tables));
}

const breakEvenOf = ({ comparison }: Estimate, id = 'fargate:spot:X86_64') =>
  comparison.spotBreakEvens?.find(({ option }) => option === id);

const anHourEach: SpotExpectations = { interruptions: { expected: '1' }, restartSeconds: '3600', workLostSeconds: '0' };

describe('Spot on Fargate', () => {
  test('costs as much as On-Demand when seven of ten hours are lost, and as a plan at 0.0384 when five of eight are', () => {
    // 0.0144 / (1 - 0.7) = 0.048 and 0.0144 / (1 - 0.625) = 0.0384; at an hour each, 0.7 x 730 and 0.625 x 730 interruptions.
    const found = breakEvenOf(estimated(workload({ services: [worker] }), anHourEach));
    expect(found?.onDemand).toMatchObject({ option: 'fargate:on-demand:X86_64', winsFromPerMonth: '511' });
    expect(found?.plan).toMatchObject({ option: 'fargate:compute-savings-plan-1y-no-upfront:X86_64', winsFromPerMonth: '456.25' });
  });

  test('is dearer than a plan at 0.012 without a single interruption', () => {
    const found = breakEvenOf(estimated(workload({ services: [worker] }), anHourEach, [SPOT, ONE_YEAR, THREE_YEARS]));
    expect(found?.plan).toMatchObject({ option: 'fargate:compute-savings-plan-3y-no-upfront:X86_64', winsFromPerMonth: '0' });
  });

  test('stays cheaper at any number when an interruption costs no time', () => {
    const free = { ...anHourEach, restartSeconds: '0' };
    expect(breakEvenOf(estimated(workload({ services: [worker] }), free))?.onDemand).toEqual({ option: 'fargate:on-demand:X86_64' });
  });

  test('with a service On-Demand beside it, compares whole bills: the plan covers that service too', () => {
    // Two tasks on Spot and one On-Demand against three under the plan: 0.0288 / (1 - x) + 0.048 = 0.1152 at x = 1 - 0.0288 / 0.0672.
    const services = [worker, service({ name: 'api', task: either })];
    const found = breakEvenOf(estimated(workload({ services }), anHourEach));
    expect(Number(found?.plan?.winsFromPerMonth)).toBeCloseTo(730 * (1 - 0.0288 / 0.0672), 5);
    expect(found?.onDemand?.winsFromPerMonth).toBe('511');
  });

  test('and a negotiated discount that takes as much off both changes nothing', () => {
    const discounted = workload({ services: [worker], discounts: { all: '0.1' } });
    expect(breakEvenOf(estimated(discounted, anHourEach))?.onDemand?.winsFromPerMonth).toBe('511');
  });

  test('in a calm and a bad month is discounted as in the expected one', () => {
    const spot = { interruptions: { low: '0', expected: '73', high: '146' }, restartSeconds: '3600', workLostSeconds: '0' };
    const plain = estimated(workload({ services: [worker] }), spot).options.find(({ id }) => id === 'fargate:spot:X86_64');
    const discounted = estimated(workload({ services: [worker], discounts: { all: '0.1' } }), spot).options.find(
      ({ id }) => id === 'fargate:spot:X86_64',
    );
    // 21.024, /0.9 and /0.8 less a tenth each.
    expect(Number(exactText(plain?.spot?.high ?? usd('0')))).toBeCloseTo(26.28, 9);
    expect(Number(exactText(discounted?.spot?.low ?? usd('0')))).toBeCloseTo(18.9216, 9);
    expect(Number(exactText(discounted?.spot?.high ?? usd('0')))).toBeCloseTo(23.652, 9);
  });

  test('names each cost of an interruption that is the same pool apart, and the pool once where it may go at once', () => {
    const jobs = [job({ name: 'batch', task: either, interruptible: true, durationSeconds: '7200' })];
    const option = estimated(workload({ services: [worker], jobs }), {}).options.find(({ id }) => id === 'fargate:spot:X86_64');
    expect(option?.spot?.pools).toMatchObject([
      { pool: 'Fargate Spot X86_64', workLostSeconds: '0' },
      { pool: 'Fargate Spot X86_64', workLostSeconds: '3600' },
    ]);
    expect(option?.spot?.largestShareAtOnce).toBe('1');
  });
});

describe('what is assumed of Spot', () => {
  const assumed = (spot: SpotExpectations) =>
    estimated(workload({ services: [worker] }), spot).assumptions.filter(({ path }) => path.startsWith('purchasing.spot'));

  test('is printed while the file is silent: how often, how long a restart takes, and what is lost', () => {
    expect(assumed({}).map(({ path, value }) => [path, value])).toEqual([
      ['purchasing.spot.interruptions', '0 to 20 % a month, 10 % expected, of Fargate Spot, m5.large'],
      ['purchasing.spot.restart', '60s to 240s'],
      ['purchasing.spot.workLost', '0s'],
    ]);
  });

  test('is nothing where the file says it', () => {
    expect(assumed(anHourEach)).toEqual([]);
  });
});

describe('law: a bill on Spot priced again at its break-even costs what the other option costs', () => {
  test('for any restart, rate and number of tasks, on Fargate and on EC2', () => {
    const spots = fc.record({
      restart: fc.integer({ min: 30_000, max: 200_000 }),
      vcpu: fc.integer({ min: 100, max: 390 }),
      instance: fc.integer({ min: 200, max: 950 }),
      tasks: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(spots, ({ restart, vcpu, instance, tasks }) => {
        const tables = [
          tableOf('spot', { 'Fargate-vCPU-Hours:perCPU': `0.0${vcpu}`, 'Fargate-GB-Hours': '0.0012' }),
          tableOf('spot', { 'BoxUsage:m5.large': `0.0${instance}` }),
        ];
        const file = workload({ services: [{ ...worker, desiredCount: tasks }] });
        const at = (times: string) => estimated(file, { interruptions: { expected: times }, restartSeconds: `${restart}` }, tables);
        const first = at('0');
        for (const { option: id, onDemand } of first.comparison.spotBreakEvens ?? []) {
          const times = onDemand?.winsFromPerMonth;
          if (times === undefined || Number(times) === 0 || Number(times) > 100) continue;
          const again = at(times);
          const total = (wanted: string) => Number(exactText(again.options.find((each) => each.id === wanted)?.bill.total ?? usd('0')));
          expect(total(id)).toBeCloseTo(total(onDemand?.option ?? ''), 3);
        }
      }),
      { seed: 20_261_128, numRuns: 40 },
    );
  });

  test('EC2 gives the first hour free: of two crossings the first is found', () => {
    // At $1 useful and no time lost the bill falls as interruptions rise: it never crosses anything above it.
    const exposure = (lostHours: number): SpotExposure => ({
      monthHours: 730,
      lines: [{ usefulUsd: usd('1'), expectedUsd: usd('1'), lostHours, firstHourIsFree: true }],
    });
    expect(interruptionsUntil(exposure(0), usd('1'), usd('1.001'))).toBeUndefined();
    // At 0.1 h lost: (1 + r) e^-r / (1 - 0.1 r) = 1.004 first at r = 0.0665 (rises to 1.0055 at r = 0.11, falls after it).
    const found = Number(interruptionsUntil(exposure(0.1), usd('1'), usd('1.004'))) / 730;
    const cost = ((1 + found) * Math.exp(-found)) / (1 - 0.1 * found);
    expect(cost).toBeCloseTo(1.004, 9);
    expect(found).toBeLessThan(0.11);
  });
});
