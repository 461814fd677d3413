import { describe, expect, test } from 'vitest';
import { applyCommitmentsOverHours } from '../../../src/billing/commitments/apply-commitments-over-hours.ts';
import { breakEvenUse, reservedInstanceCash, savingsPlanCash } from '../../../src/billing/commitments/payment.ts';

/**
 * Output of the AWS Pricing Calculator for one c5.xlarge (Windows, ap-northeast-1, shared tenancy, 0.398 an hour
 * On-Demand), pasted publicly between 2021 and 2023: rate, then what it prints.
 */
const SAVINGS_PLANS = [
  {
    name: 'Compute, 1 year, partial upfront',
    termYears: 1,
    payment: 'partial-upfront',
    rate: '0.352',
    total: '3083.52',
    upfront: '1541.76',
    hourly: '0.176',
    effective: '256.96',
    recurring: '128.48',
    share: '0.88442211055276381909',
    hours: '645.628141',
  },
  {
    name: 'Compute, 1 year, all upfront',
    termYears: 1,
    payment: 'all-upfront',
    rate: '0.349',
    total: '3057.24',
    upfront: '3057.24',
    hourly: '0',
    effective: '254.77',
    recurring: '0',
    share: '0.87688442211055276381',
    hours: '640.125628',
  },
  {
    name: 'Compute, 3 years, partial upfront',
    termYears: 3,
    payment: 'partial-upfront',
    rate: '0.301',
    total: '7910.28',
    upfront: '3955.14',
    hourly: '0.1505',
    effective: '219.73',
    recurring: '109.865',
    share: '0.75628140703517587939',
    hours: '552.085427',
  },
  {
    name: 'Compute, 3 years, all upfront',
    termYears: 3,
    payment: 'all-upfront',
    rate: '0.299',
    total: '7857.72',
    upfront: '7857.72',
    hourly: '0',
    effective: '218.27',
    recurring: '0',
    share: '0.75125628140703517587',
    hours: '548.417085',
  },
  {
    name: 'EC2 Instance, 1 year, all upfront',
    termYears: 1,
    payment: 'all-upfront',
    rate: '0.31',
    total: '2715.6',
    upfront: '2715.6',
    hourly: '0',
    effective: '226.3',
    recurring: '0',
    share: '0.77889447236180904522',
    hours: '568.592965',
  },
  {
    // The calculator prints 0.69346733668341701005: binary floating-point noise from the 17th decimal on. 201.48 / 290.54
    // is 0.69346733668341708542..., and that is what we print.
    name: 'EC2 Instance, 3 years, no upfront',
    termYears: 3,
    payment: 'no-upfront',
    rate: '0.276',
    total: '7253.28',
    upfront: '0',
    hourly: '0.276',
    effective: '201.48',
    recurring: '201.48',
    share: '0.69346733668341708542',
    hours: '506.231156',
  },
] as const;

describe('what the AWS Pricing Calculator prints', () => {
  test.each(SAVINGS_PLANS)('$name: total, upfront, hourly, and both monthly views', (plan) => {
    expect(savingsPlanCash({ usdPerHour: plan.rate, termYears: plan.termYears, payment: plan.payment })).toEqual({
      termHours: plan.termYears * 8760,
      totalUsd: plan.total,
      upfrontUsd: plan.upfront,
      recurringUsdPerHour: plan.hourly,
      effectiveUsdPerHour: plan.rate,
      recurringUsdPerMonth: plan.recurring,
      effectiveUsdPerMonth: plan.effective,
    });
  });

  test.each(SAVINGS_PLANS)('$name: break-even as a share, cut at 20 decimals as it prints it, and in hours', ({ rate, share, hours }) => {
    const breakEven = breakEvenUse({ planRate: rate, onDemandRate: '0.398' });
    expect(breakEven.share.slice(0, share.length)).toBe(share);
    expect(Number(breakEven.hours).toFixed(6)).toBe(hours);
  });

  test.each(SAVINGS_PLANS)('$name: a plan for one instance costs its effective amount in 730 hours', ({ rate, effective }) => {
    const usage = { usageType: 'BoxUsage:c5.xlarge', region: 'ap-northeast-1', operatingSystem: 'WINDOWS', onDemandRate: '0.398' };
    const applied = applyCommitmentsOverHours({
      usage: [{ ...usage, computeSavingsPlanRate: rate, quantities: [1] }],
      hours: [730],
      commitments: [{ kind: 'compute-savings-plan', usdPerHour: rate }],
    });
    expect(applied.totalUsd).toBe(effective);
    expect(applied.withoutCommitmentsUsd).toBe('290.54');
    expect(applied.unused).toEqual([]);
  });

  test('two instances at 0.0643 under an EC2 Instance plan cost 93.878 a month, printed as 93.88', () => {
    expect(savingsPlanCash({ usdPerHour: '0.1286', termYears: 1, payment: 'no-upfront' }).effectiveUsdPerMonth).toBe('93.878');
  });

  test.each([
    // 1,368 / 8,760 + 0.156 = 0.312164..., a month of 730 hours: 1,368 / 12 + 113.88.
    { termYears: 1, upfront: '1368', hourly: '0.156', recurring: '113.88', effectiveHour: '0.312164383562', effective: '227.88' },
    { termYears: 3, upfront: '0', hourly: '0.276', recurring: '201.48', effectiveHour: '0.276', effective: '201.48' },
    // 6,950 / 26,280; 6,950 / 36.
    {
      termYears: 3,
      upfront: '6950',
      hourly: '0',
      recurring: '0',
      effectiveHour: '0.264459665145',
      effective: '193.055555555555555555555555555556',
    },
  ] as const)('Reserved Instances: $upfront upfront and $hourly an hour over $termYears years', (offer) => {
    const cash = reservedInstanceCash({ upfrontUsd: offer.upfront, recurringUsdPerHour: offer.hourly, termYears: offer.termYears });
    expect(cash.recurringUsdPerMonth).toBe(offer.recurring);
    expect(Number(cash.effectiveUsdPerHour)).toBeCloseTo(Number(offer.effectiveHour), 12);
    expect(cash.effectiveUsdPerMonth).toBe(offer.effective);
  });
});

test('a partial payment may be more than half', () => {
  const cash = savingsPlanCash({ usdPerHour: '1', termYears: 1, payment: 'partial-upfront', upfrontShare: '0.75', monthHours: 720 });
  expect(cash).toMatchObject({ upfrontUsd: '6570', recurringUsdPerHour: '0.25', recurringUsdPerMonth: '180', effectiveUsdPerMonth: '720' });
});

test('every problem of a call is named', () => {
  const input = { usdPerHour: 'x', termYears: 2, payment: 'monthly', monthHours: '-1' } as unknown as Parameters<typeof savingsPlanCash>[0];
  expect(() => savingsPlanCash(input)).toThrow(
    expect.objectContaining({
      code: 'USAGE_INVALID',
      issues: ['termYears', 'payment', 'usdPerHour', 'monthHours'].map((path) => expect.objectContaining({ path })),
    }),
  );
  expect(() => breakEvenUse({ planRate: '1', onDemandRate: '0' })).toThrow(/onDemandRate/);
});
