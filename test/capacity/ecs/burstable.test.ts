import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { burstableCredits } from '../../../src/capacity/ecs/burstable-credits.ts';
import { surchargeAboveBaseline } from '../../../src/capacity/ecs/burstable-surcharge.ts';
import { type CpuCreditTable, cpuCreditRate } from '../../../src/capacity/ecs/cpu-credit-rate.ts';
import { surplusVcpuHours } from '../../../src/capacity/ecs/surplus-credits.ts';
import { approxQuantity, quantityFromText, quantityOf } from '../../../src/units/quantity.ts';

const TABLE = JSON.parse(readFileSync(new URL('../../../data/cpu-credits.json', import.meta.url), 'utf8')) as CpuCreditTable;

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode-concepts.html: a t3.large at
// 0.0835 an hour costs as much as an m5.large at 0.096 when it runs at 42.5 %, 12.5 points above its baseline of 30 %.
test('a t3.large at 42.5 % pays 0.0125 an hour above its baseline of 30 %', () => {
  const load = { vcpus: 2, baseline: '0.30', utilization: '0.425', hours: 1 };
  expect(surchargeAboveBaseline(load, '0.05')).toEqual({ vcpuHours: '0.25', costUsd: '0.0125' });
});

test('a load at or below the baseline costs nothing more', () => {
  const load = { vcpus: 2, baseline: '0.30', utilization: '0.30', hours: 730 };
  expect(surchargeAboveBaseline(load, '0.05')).toEqual({ vcpuHours: '0', costUsd: '0' });
  expect(surchargeAboveBaseline({ ...load, utilization: '0.1' }, '0.05')).toEqual({ vcpuHours: '0', costUsd: '0' });
});

test('a share that is no plain decimal is refused', () => {
  expect(() => surchargeAboveBaseline({ vcpus: 2, baseline: '30%', utilization: '0.5', hours: 1 }, '0.05')).toThrow(/baseline/);
});

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/unlimited-mode-examples.html, example 1.
test('a t3.nano over the published week spends 448 surplus credits, pays for 304 and earns the rest back', () => {
  const phase = (hours: number, share: string) => ({ hours, utilization: quantityFromText(share) });
  const phases = [
    phase(24, '0'),
    phase(12, '0.025'),
    phase(24, '0.07'),
    phase(12, '0.025'),
    phase(5, '1.00'),
    phase(13, '0.05'),
    phase(24, '0'),
  ];
  const credits = burstableCredits({ vcpus: 2, baseline: quantityFromText('0.05'), phases });
  expect(Math.round(approxQuantity(credits.surplusSpent))).toBe(448);
  expect(Math.round(approxQuantity(credits.surplusCharged))).toBe(304);
  // The last day earns 144 credits: what is left of the surplus is paid back, and nothing is left over.
  expect(credits.surplusBalance).toEqual(quantityOf(0));
  expect(approxQuantity(credits.balance)).toBe(0);
});

test('a balance holds no more than a day of earning: 144 credits of a t3.nano', () => {
  const phases = [{ hours: 100, utilization: quantityOf(0) }];
  expect(burstableCredits({ vcpus: 2, baseline: quantityFromText('0.05'), phases }).balance).toEqual(quantityOf(144));
});

test('surplus that is not earned back is billed when the instance ends: one hour of a t3.nano at full use is 1.9 vCPU-hours', () => {
  const { billedVcpuHours } = burstableCredits({
    vcpus: 2,
    baseline: quantityFromText('0.05'),
    phases: [{ hours: 1, utilization: quantityOf(1) }],
  });
  expect(billedVcpuHours).toEqual(quantityOf(19, 10));
});

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/unlimited-mode-examples.html, example 2: 25 surplus credits on Windows are 0.42
// vCPU-hours (25 / 60, rounded) and 0.04 USD.
test('25 surplus credits on Windows cost 0.04', () => {
  const rate = cpuCreditRate(TABLE, 't2', 'WINDOWS')?.usdPerVcpuHour ?? '';
  const hour = { vcpus: 1, baseline: '0', utilization: '1', hours: 1 };
  expect(Number(surchargeAboveBaseline(hour, rate).costUsd) * (25 / 60)).toBeCloseTo(0.04, 10);
});

test('the table has the published rates, each with its source, and none for a family that no source states', () => {
  expect(cpuCreditRate(TABLE, 't3', 'LINUX')?.usdPerVcpuHour).toBe('0.05');
  expect(cpuCreditRate(TABLE, 't3a', 'WINDOWS')?.usdPerVcpuHour).toBe('0.096');
  expect(cpuCreditRate(TABLE, 't9', 'LINUX')).toBeUndefined();
  for (const { source, asOf } of TABLE.rates) {
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
});

// Two t3.large (baseline 30 %) with 42.5 % of their CPU in use: 12.5 % above the baseline of two vCPUs for a day on each. The first
// credits are spent before any are earned, so every hour counts.
test('a group at 42.5 % for a day is billed for a quarter of a vCPU-hour an hour and instance', () => {
  const row = { fromMinute: 0, running: [2], booting: [0], empty: [0], spare: 0, runningTasks: 2, waitingTasks: 0, surgeTasks: 0 };
  const series = [{ ...row, used: [1741], offered: [4096] }];
  const group = { series, durationMinutes: 1440, vcpus: 2, baseline: quantityFromText('0.3'), usedColumn: 0, offeredColumn: 0 };
  expect(approxQuantity(surplusVcpuHours(group))).toBeCloseTo(2 * 24 * (1741 / 4096 - 0.3) * 2, 9);
});
