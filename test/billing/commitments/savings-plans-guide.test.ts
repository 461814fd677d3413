import { describe, expect, test } from 'vitest';
import { applyCommitments } from '../../../src/billing/commitments/apply-commitments.ts';
import type { CommitmentUsage } from '../../../src/billing/commitments/commitment.ts';

/**
 * The hour that AWS prices in the Savings Plans User Guide.
 * https://docs.aws.amazon.com/savingsplans/latest/userguide/sp-applying.html
 */
const GUIDE_HOUR: readonly CommitmentUsage[] = [
  {
    usageType: 'BoxUsage:r5.4xlarge',
    region: 'us-east-1',
    quantity: '4',
    onDemandRate: '1.00',
    computeSavingsPlanRate: '0.70',
    ec2InstanceSavingsPlanRate: '0.60',
  },
  {
    usageType: 'DedicatedUsage:m5.24xlarge',
    region: 'us-east-1',
    operatingSystem: 'WINDOWS',
    tenancy: 'dedicated',
    quantity: '1',
    onDemandRate: '10.00',
    computeSavingsPlanRate: '8.20',
    ec2InstanceSavingsPlanRate: '7.80',
  },
  { usageType: 'Fargate-vCPU-Hours:perCPU', region: 'us-west-1', quantity: '400', onDemandRate: '0.04', computeSavingsPlanRate: '0.03' },
  { usageType: 'Fargate-GB-Hours', region: 'us-west-1', quantity: '1600', onDemandRate: '0.004', computeSavingsPlanRate: '0.003' },
  // 1,000,000 requests of 0.5 GB for 3 seconds.
  {
    usageType: 'Lambda-GB-Second',
    region: 'us-east-2',
    quantity: '1500000',
    onDemandRate: '0.000015',
    computeSavingsPlanRate: '0.00001275',
  },
  { usageType: 'Request', region: 'us-east-2', quantity: '1', onDemandRate: '0.20', computeSavingsPlanRate: '0.20' },
];

/** Cost by usage type of what a commitment covers. */
function coveredCosts(applied: ReturnType<typeof applyCommitments>): Record<string, string> {
  return Object.fromEntries(applied.lines.filter((line) => line.coveredBy !== undefined).map(({ usageType, cost }) => [usageType, cost]));
}

describe('the examples of the Savings Plans User Guide', () => {
  test('scenario 1: a plan of 50.00 covers everything and 47.13 of it is used, usage without a saving included', () => {
    const applied = applyCommitments({ usage: GUIDE_HOUR, commitments: [{ kind: 'compute-savings-plan', usdPerHour: '50.00' }] });
    // 4 x 0.70 + 400 x 0.03 + 1,600 x 0.003 + 8.20 + 1.5 million x 0.00001275 + 0.20 = 47.125, printed as 47.13.
    expect(applied.unused).toEqual([{ commitment: 0, usd: '2.875' }]);
    expect(applied.onDemandUsd).toBe('0');
    expect(applied.totalUsd).toBe('50');
    expect(coveredCosts(applied)).toEqual({
      // The answer on re:Post that lists 2.80, 12.00 and 8.20 takes 1,600 GB-seconds for Lambda in one line; only the 1.5
      // million of the page make 47.13, so those are what we side with.
      'BoxUsage:r5.4xlarge': '2.8',
      'Fargate-vCPU-Hours:perCPU': '12',
      'DedicatedUsage:m5.24xlarge': '8.2',
      'Fargate-GB-Hours': '4.8',
      'Lambda-GB-Second': '19.125',
      Request: '0.2',
    });
  });

  test('scenario 2: a plan of 2.00 covers 2.857 of four instances, the usage with the highest saving', () => {
    const applied = applyCommitments({ usage: GUIDE_HOUR, commitments: [{ kind: 'compute-savings-plan', usdPerHour: '2.00' }] });
    expect(applied.lines.slice(0, 2)).toEqual([
      {
        usageType: 'BoxUsage:r5.4xlarge',
        usage: 0,
        quantity: '2.857142857142857142857142857143',
        rate: '0.7',
        cost: '2',
        coveredBy: 0,
      },
      {
        usageType: 'BoxUsage:r5.4xlarge',
        usage: 0,
        quantity: '1.142857142857142857142857142857',
        rate: '1',
        cost: '1.142857142857142857142857142857',
      },
    ]);
    expect(applied.unused).toEqual([]);
    // 8/7 + 10 + 16 + 6.40 + 22.50 + 0.20
    expect(applied.onDemandUsd).toBe('56.242857142857142857142857142857');
  });

  test('scenario 3: 19.60 is used up by r5, Fargate memory, Fargate vCPU; at equal saving the lower plan rate goes first', () => {
    const applied = applyCommitments({ usage: GUIDE_HOUR, commitments: [{ kind: 'compute-savings-plan', usdPerHour: '19.60' }] });
    expect(coveredCosts(applied)).toEqual({
      'BoxUsage:r5.4xlarge': '2.8',
      'Fargate-GB-Hours': '4.8',
      'Fargate-vCPU-Hours:perCPU': '12',
    });
    expect(applied.onDemandUsd).toBe('32.7');
    expect(applied.unused).toEqual([]);
    expect(applied.totalUsd).toBe('52.3');
  });

  test('at 25 % saving each, Fargate memory (0.003) is covered before Fargate vCPU (0.03)', () => {
    const applied = applyCommitments({ usage: GUIDE_HOUR, commitments: [{ kind: 'compute-savings-plan', usdPerHour: '8.60' }] });
    expect(coveredCosts(applied)).toEqual({ 'BoxUsage:r5.4xlarge': '2.8', 'Fargate-GB-Hours': '4.8', 'Fargate-vCPU-Hours:perCPU': '1' });
  });

  test('the order of scenario 3, step by step: a plan of just so much covers one kind more, and nothing of the next', () => {
    // Savings of 30 %, 25 % (GB at the lower rate first), 25 %, 18 %, 15 % and 0 %: 2.80, 4.80, 12.00, 8.20, 19.125 and 0.20.
    const steps = [
      ['2.80', 'BoxUsage:r5.4xlarge'],
      ['7.60', 'Fargate-GB-Hours'],
      ['19.60', 'Fargate-vCPU-Hours:perCPU'],
      ['27.80', 'DedicatedUsage:m5.24xlarge'],
      ['46.925', 'Lambda-GB-Second'],
      ['47.125', 'Request'],
    ] as const;
    for (const [index, [usdPerHour]] of steps.entries()) {
      const applied = applyCommitments({ usage: GUIDE_HOUR, commitments: [{ kind: 'compute-savings-plan', usdPerHour }] });
      expect(Object.keys(coveredCosts(applied)).sort()).toEqual(
        steps
          .slice(0, index + 1)
          .map(([, usageType]) => usageType)
          .sort(),
      );
      expect(applied.unused).toEqual([]);
    }
  });

  test('scenario 5: an r5 plan of 3.00 uses 2.40 and loses 0.60, which spills neither to m5 nor to Fargate', () => {
    const applied = applyCommitments({
      usage: GUIDE_HOUR,
      commitments: [
        { kind: 'compute-savings-plan', usdPerHour: '16.80' },
        { kind: 'ec2-instance-savings-plan', family: 'r5', region: 'us-east-1', usdPerHour: '3.00' },
      ],
    });
    expect(coveredCosts(applied)).toEqual({
      'BoxUsage:r5.4xlarge': '2.4',
      'Fargate-GB-Hours': '4.8',
      'Fargate-vCPU-Hours:perCPU': '12',
    });
    expect(applied.unused).toEqual([{ commitment: 1, usd: '0.6' }]);
    expect(applied.onDemandUsd).toBe('32.7');
    expect(applied.committedUsd).toBe('19.8');
    expect(applied.totalUsd).toBe('52.5');
  });

  test('the earlier page: 25.00 covers 39.00 of On-Demand usage to the cent', () => {
    const usage: CommitmentUsage[] = [
      {
        usageType: 'BoxUsage:c5.9xlarge',
        region: 'us-east-1',
        quantity: 1,
        onDemandRate: '4.00',
        computeSavingsPlanRate: '2.00',
        ec2InstanceSavingsPlanRate: '1.00',
      },
      {
        usageType: 'DedicatedUsage:c5.24xlarge',
        region: 'us-east-1',
        operatingSystem: 'WINDOWS',
        quantity: 1,
        onDemandRate: '10.00',
        computeSavingsPlanRate: '8.00',
        ec2InstanceSavingsPlanRate: '6.00',
      },
      { usageType: 'Fargate-vCPU-Hours:perCPU', region: 'us-west-1', quantity: 10, onDemandRate: '1.50', computeSavingsPlanRate: '1.00' },
      { usageType: 'Fargate-GB-Hours', region: 'us-west-1', quantity: 5, onDemandRate: '2.00', computeSavingsPlanRate: '1.00' },
    ];
    const applied = applyCommitments({ usage, commitments: [{ kind: 'compute-savings-plan', usdPerHour: '25.00' }] });
    expect(applied.totalUsd).toBe('25');
    expect(applied.unused).toEqual([]);
    expect(applyCommitments({ usage, commitments: [] }).totalUsd).toBe('39');
  });
});
