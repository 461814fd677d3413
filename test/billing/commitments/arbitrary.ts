import fc from 'fast-check';
import type { HourlyUsage } from '../../../src/billing/commitments/apply-commitments-over-hours.ts';
import type { Commitment, CommitmentUsage } from '../../../src/billing/commitments/commitment.ts';

/** A rate from 0.0001 to 9.9999. */
const rate = fc.integer({ min: 1, max: 99_999 }).map((ticks) => (ticks / 10_000).toFixed(4));

/** A plan rate of 40 to 100 % of an On-Demand rate, in whole percent. */
function planRate(onDemandRate: string, percent: number): string {
  return ((Number(onDemandRate) * percent) / 100).toFixed(6);
}

const quantity = fc.integer({ min: 0, max: 4000 }).map((hundredths) => (hundredths / 100).toFixed(2));

/** Usage of which a bill has one rate each: instances of two families, Fargate, and Spot, which nothing covers. */
const TYPES: readonly Pick<CommitmentUsage, 'usageType' | 'region'>[] = [
  ...['m5.large', 'm5.xlarge', 'm5.2xlarge', 'c5.large', 'c5.2xlarge'].map((type) => ({
    usageType: `BoxUsage:${type}`,
    region: 'us-east-1',
  })),
  { usageType: 'Fargate-vCPU-Hours', region: 'us-west-1' },
  { usageType: 'Fargate-GB-Hours', region: 'us-west-1' },
  { usageType: 'SpotUsage-Fargate-vCPU-Hours', region: 'us-west-1' },
];

/** An On-Demand rate, and what plans pay of it in percent. */
const rates = fc.record({ onDemandRate: rate, compute: fc.integer({ min: 40, max: 100 }), ec2: fc.integer({ min: 40, max: 100 }) });

/** Usage without quantities, each type with its rates. */
const kinds: fc.Arbitrary<Omit<CommitmentUsage, 'quantity'>[]> = fc
  .array(rates, { minLength: TYPES.length, maxLength: TYPES.length })
  .map((all) => all.flatMap(({ onDemandRate, compute, ec2 }, index) => withRates(TYPES[index], onDemandRate, compute, ec2)));

function withRates(
  type: Pick<CommitmentUsage, 'usageType' | 'region'> | undefined,
  onDemandRate: string,
  compute: number,
  ec2: number,
): Omit<CommitmentUsage, 'quantity'>[] {
  if (!type) return [];
  if (type.usageType.startsWith('Spot')) return [{ ...type, onDemandRate }];
  const kind = { ...type, onDemandRate, computeSavingsPlanRate: planRate(onDemandRate, compute) };
  return [type.usageType.startsWith('Box') ? { ...kind, ec2InstanceSavingsPlanRate: planRate(onDemandRate, ec2) } : kind];
}

/** Some of the usage over some hours, each type perhaps more than once. */
export const hourlyArbitrary: fc.Arbitrary<{ readonly usage: HourlyUsage[]; readonly hours: number[] }> = fc
  .tuple(kinds, fc.integer({ min: 1, max: 6 }))
  .chain(([all, columns]) =>
    fc.record({
      usage: fc.array(
        fc
          .tuple(fc.nat(all.length - 1), fc.array(quantity, { minLength: columns, maxLength: columns }))
          .map(([index, quantities]) => ({ ...(all[index] ?? all[0]), quantities }) as HourlyUsage),
        { minLength: 1, maxLength: 7 },
      ),
      hours: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: columns, maxLength: columns }),
    }),
  );

/** The usage of one hour. */
export const usageArbitrary: fc.Arbitrary<CommitmentUsage[]> = hourlyArbitrary.map(({ usage }) =>
  usage.map(({ quantities, ...row }) => ({ ...row, quantity: String(quantities[0]) })),
);

/** A commitment of up to 100 USD, in steps of a tenth of a cent: none at all among them. */
const usdPerHour = fc.integer({ min: 0, max: 100_000 }).map((thousandths) => (thousandths / 1000).toFixed(3));

const plan: fc.Arbitrary<Commitment> = fc.oneof(
  usdPerHour.map((usd): Commitment => ({ kind: 'compute-savings-plan', usdPerHour: usd })),
  fc
    .tuple(usdPerHour, fc.constantFrom('m5', 'c5'))
    .map(([usd, family]): Commitment => ({ kind: 'ec2-instance-savings-plan', family, region: 'us-east-1', usdPerHour: usd })),
);

const reservation: fc.Arbitrary<Commitment> = fc
  .record({ family: fc.constantFrom('m5', 'c5'), size: fc.constantFrom('large', 'xlarge', '3xlarge'), count: fc.nat(20), usdPerHour: rate })
  .map(({ family, size, ...rest }) => ({
    kind: 'reserved-instance',
    scope: 'regional',
    region: 'us-east-1',
    instanceType: `${family}.${size}`,
    ...rest,
  }));

export const commitmentsArbitrary: fc.Arbitrary<Commitment[]> = fc.array(fc.oneof(plan, reservation), { maxLength: 5 });
