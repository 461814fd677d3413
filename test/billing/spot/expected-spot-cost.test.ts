import { describe, expect, test } from 'vitest';
import { expectedSpotCost, type SpotWork } from '../../../src/billing/spot/expected-spot-cost.ts';
import { freeHourShare } from '../../../src/billing/spot/free-hour-share.ts';
import { spreadSpotWork } from '../../../src/billing/spot/spread-spot-work.ts';
import { EcsCostError } from '../../../src/units/errors.ts';
import { quantityText } from '../../../src/units/money.ts';
import { quantityOf } from '../../../src/units/quantity.ts';
import { decimalText, fraction } from '../../support/fraction.ts';

/** One Fargate task, interrupted once a month; each time ten minutes of restart and fifty of work are lost: one hour. */
const TASK: SpotWork = {
  service: 'FARGATE',
  usefulHours: '730',
  spotRate: '0.3',
  onDemandRate: '1',
  interruptions: { expectedPerMonth: '1' },
  restartSeconds: '600',
  workLostSeconds: '3000',
};

describe('a task that loses one hour a month', () => {
  // Interrupted every 730 running hours: 730 / (1 - 1/730) = 532,900 / 729 hours run, of which 730/729 do work again.
  const { expected, low, high, ...rest } = expectedSpotCost(TASK);

  test('runs, and pays for, the hours that are done again', () => {
    expect(expected).toEqual({
      interruptionsPerMonth: '1',
      runHours: decimalText(fraction('532900/729'), 30),
      usefulUsd: '219',
      reworkUsd: decimalText(fraction('219/729'), 30),
      freeHourUsd: '0',
      totalUsd: decimalText(fraction('159870/729'), 30),
    });
    expect([low, high]).toEqual([expected, expected]);
  });

  test('saves 70 % as listed and a little less after rework', () => {
    // 0.3 x 730 / 729
    expect(rest.effectiveRate).toBe(decimalText(fraction('219/729'), 30));
    expect(rest.listedDiscount).toBe('0.7');
    expect(rest.effectiveDiscount).toBe(decimalText(fraction('510/729'), 30));
  });

  test('is better On-Demand from 511 interruptions a month on: 0.7 of all hours lost', () => {
    expect(rest.onDemandWinsFromPerMonth).toBe('511');
    expect(rest).not.toHaveProperty('planWinsFromPerMonth');
  });
});

test('at the break-even, Spot costs just what On-Demand does', () => {
  const { effectiveRate } = expectedSpotCost({ ...TASK, interruptions: { expectedPerMonth: '511' } });
  expect(effectiveRate).toBe('1');
});

test('against a plan Spot loses earlier, and at once where the plan rate is no higher than the Spot rate', () => {
  expect(expectedSpotCost({ ...TASK, planRate: '0.5' }).planWinsFromPerMonth).toBe('292');
  expect(expectedSpotCost({ ...TASK, planRate: '0.3' }).planWinsFromPerMonth).toBe('0');
});

test('where an interruption costs no time, no number of them makes On-Demand cheaper', () => {
  const cost = expectedSpotCost({ ...TASK, restartSeconds: 0, workLostSeconds: 0, interruptions: '>20%' });
  expect(cost).not.toHaveProperty('onDemandWinsFromPerMonth');
  expect(cost.expected.totalUsd).toBe('219');
});

test('a band gives its ends and its middle, the open one up to one interruption of each unit', () => {
  const interruptionsOf = (interruptions: SpotWork['interruptions']): string[] => {
    const { low, expected, high } = expectedSpotCost({ ...TASK, interruptions });
    return [low, expected, high].map(({ interruptionsPerMonth }) => interruptionsPerMonth);
  };
  expect(interruptionsOf('<5%')).toEqual(['0', '0.025', '0.05']);
  expect(interruptionsOf('15-20%')).toEqual(['0.15', '0.175', '0.2']);
  expect(interruptionsOf('>20%')).toEqual(['0.2', '0.6', '1']);
});

describe('the first hour that EC2 does not charge when it interrupts', () => {
  test('is 1 - 2/e of all hours at an interruption an hour', () => {
    expect(quantityText(freeHourShare(quantityOf(1)))).toBe('0.264241117657115356808952459677');
    expect(quantityText(freeHourShare(quantityOf(0)))).toBe('0');
  });

  test('lowers the cost on EC2 and not on Fargate', () => {
    const oftenInterrupted = { ...TASK, interruptions: { expectedPerMonth: '730' }, restartSeconds: 0, workLostSeconds: 0 } as const;
    // 219 x (1 - 2/e)
    expect(expectedSpotCost({ ...oftenInterrupted, service: 'EC2' }).expected).toMatchObject({
      freeHourUsd: '-57.86880476690826314116058866928',
      totalUsd: '161.13119523309173685883941133072',
    });
    expect(expectedSpotCost(oftenInterrupted).expected).toMatchObject({ freeHourUsd: '0', totalUsd: '219' });
  });

  test('is next to nothing for an instance that lives for months', () => {
    const { freeHourUsd } = expectedSpotCost({ ...TASK, service: 'EC2', interruptions: { expectedPerMonth: '0.05' } }).expected;
    // r = 0.05 / 730: 219 x r^2 / 2 is about half a millionth of a dollar.
    expect(Number(freeHourUsd)).toBeCloseTo(-219 * (0.05 / 730) ** 2 * 0.5, 9);
    expect(Number(freeHourUsd)).toBeLessThan(0);
  });
});

test('parts add up to the total to the last digit', () => {
  const { expected } = expectedSpotCost({ ...TASK, service: 'EC2', interruptions: { expectedPerMonth: '7' } });
  const digits = (text: string): bigint => BigInt(Number(text) < 0 ? -1 : 1) * scaled(text.replace('-', ''));
  const scaled = (text: string): bigint => BigInt((text.split('.')[0] ?? '') + (text.split('.')[1] ?? '').padEnd(30, '0'));
  expect(digits(expected.usefulUsd) + digits(expected.reworkUsd) + digits(expected.freeHourUsd)).toBe(digits(expected.totalUsd));
});

test('work over two pools costs their sum, and the larger one can go at once', () => {
  const { service, onDemandRate, restartSeconds, workLostSeconds } = TASK;
  const pool = { service, onDemandRate, restartSeconds, workLostSeconds };
  const spread = spreadSpotWork({
    usefulHours: '1000',
    pools: [
      { ...pool, pool: 'm5.large in zone a', share: '0.6', spotRate: '0.3', interruptions: { expectedPerMonth: 0 } },
      {
        ...pool,
        pool: 'm6i.large in zone b',
        share: '0.4',
        spotRate: '0.35',
        interruptions: { lowPerMonth: 0, expectedPerMonth: 0, highPerMonth: 365 },
      },
    ],
  });
  // 600 x 0.30 + 400 x 0.35; at 365 interruptions a month half of the hours are lost in the second pool.
  expect([spread.lowUsd, spread.expectedUsd, spread.highUsd]).toEqual(['320', '320', '460']);
  expect(spread.largestShareAtOnce).toBe('0.6');
  expect(() => spreadSpotWork({ usefulHours: '1', pools: [] })).toThrow(/do not add up to 1/);
});

test('every problem of the input is named', () => {
  const paths = (input: unknown): string[] => {
    try {
      expectedSpotCost(input as SpotWork);
    } catch (error) {
      if (error instanceof EcsCostError && error.code === 'USAGE_INVALID') return error.issues.map(({ path }) => path);
    }
    return [];
  };
  expect(paths({ ...TASK, service: 'LAMBDA', interruptions: '<4%', spotRate: '-1' })).toEqual(['service', 'interruptions', 'spotRate']);
  expect(paths({ ...TASK, onDemandRate: '0', planRate: '0' })).toEqual(['onDemandRate', 'planRate']);
  expect(paths({ ...TASK, interruptions: { expectedPerMonth: 2, highPerMonth: 1 } })).toEqual(['interruptions']);
  expect(paths({ ...TASK, interruptions: { expectedPerMonth: '730' } })).toEqual(['interruptions']);
});
