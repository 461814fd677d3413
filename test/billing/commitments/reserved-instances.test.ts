import { describe, expect, test } from 'vitest';
import { applyCommitments } from '../../../src/billing/commitments/apply-commitments.ts';
import type { Commitment, CommitmentUsage, ReservedInstances } from '../../../src/billing/commitments/commitment.ts';

function instances(instanceType: string, quantity: number | string, more: Partial<CommitmentUsage> = {}): CommitmentUsage {
  return { usageType: `BoxUsage:${instanceType}`, region: 'us-east-1', quantity, onDemandRate: '1', ...more };
}

function reserved(instanceType: string, count: number, more: Partial<ReservedInstances> = {}): ReservedInstances {
  return { kind: 'reserved-instance', scope: 'regional', region: 'us-east-1', instanceType, count, usdPerHour: '0.6', ...more };
}

/** Instances covered by usage row, added up over commitments; each of the numbers here is exact as a double. */
function covered(usage: readonly CommitmentUsage[], commitments: readonly Commitment[]): number[] {
  const { lines } = applyCommitments({ usage, commitments });
  return usage.map((_, row) =>
    lines.filter((line) => line.usage === row && line.coveredBy !== undefined).reduce((sum, { quantity }) => sum + Number(quantity), 0),
  );
}

describe('the examples of the EC2 User Guide (apply_ri, concepts-reserved-instances-application)', () => {
  test('a t2.medium reservation covers half of a t2.large', () => {
    const applied = applyCommitments({ usage: [instances('t2.large', 1)], commitments: [reserved('t2.medium', 1)] });
    expect(applied.lines).toEqual([
      { usageType: 'BoxUsage:t2.large', usage: 0, quantity: '0.5', rate: '1.2', cost: '0.6', coveredBy: 0 },
      { usageType: 'BoxUsage:t2.large', usage: 0, quantity: '0.5', rate: '1', cost: '0.5' },
    ]);
    expect(applied.unused).toEqual([]);
    expect(applied.totalUsd).toBe('1.1');
  });

  test.each([
    ['i3.16xlarge', 1],
    ['i3.8xlarge', 2],
    ['i3.4xlarge', 4],
  ])('an i3.metal reservation covers just so many %s', (instanceType, count) => {
    expect(covered([instances(instanceType, count + 1)], [reserved('i3.metal', 1)])).toEqual([count]);
  });

  test('two i3.8xlarge reservations cover one i3.metal', () => {
    expect(covered([instances('i3.metal', 1)], [reserved('i3.8xlarge', 2)])).toEqual([1]);
  });

  test('scenario 1: zonal m3.large, regional m4.large for two m4.xlarge, regional c4.large for half a c4.xlarge', () => {
    const usage = [
      instances('m3.large', 4, { availabilityZone: 'us-east-1a' }),
      instances('m4.xlarge', 2, { availabilityZone: 'us-east-1b' }),
      instances('c4.xlarge', 1, { availabilityZone: 'us-east-1c' }),
    ];
    const commitments = [
      reserved('m3.large', 4, { scope: 'zonal', availabilityZone: 'us-east-1a' }),
      reserved('m4.large', 4),
      reserved('c4.large', 1),
    ];
    expect(covered(usage, commitments)).toEqual([4, 2, 0.5]);
    expect(applyCommitments({ usage, commitments }).unused).toEqual([]);
  });

  test('one reservation gives at most 3,600 seconds an hour: of four concurrent instances one is covered', () => {
    expect(covered([instances('m5.large', 4)], [reserved('m5.large', 1)])).toEqual([1]);
  });

  test('four instances for a quarter of an hour each are covered by one reservation', () => {
    expect(covered([instances('m5.large', '1')], [reserved('m5.large', 1)])).toEqual([1]);
  });

  test('five reservations of one account cover five of nine instances of two accounts', () => {
    const usage = [instances('m5.large', 3), instances('m5.large', 6)];
    expect(covered(usage, [reserved('m5.large', 5)]).reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(applyCommitments({ usage, commitments: [reserved('m5.large', 5)] }).onDemandUsd).toBe('4');
  });
});

describe('which usage a reservation covers', () => {
  test('a regional reservation covers the smallest size first, whatever its own', () => {
    const usage = [instances('m5.2xlarge', 1), instances('m5.large', 2), instances('m5.xlarge', 1)];
    // 16 units: 2 x 4 on large, 8 on xlarge, nothing left for 2xlarge.
    expect(covered(usage, [reserved('m5.2xlarge', 1)])).toEqual([0, 2, 1]);
  });

  test.each([
    ['a zonal one', { scope: 'zonal' }, {}],
    ['one of Windows', { operatingSystem: 'WINDOWS' }, { operatingSystem: 'WINDOWS' }],
    ['one of RHEL', { operatingSystem: 'RHEL' }, { operatingSystem: 'RHEL' }],
    ['a dedicated one', { tenancy: 'dedicated' }, { tenancy: 'dedicated' }],
  ] as const)('%s covers its own size and no other', (_, reservation, usage) => {
    expect(covered([instances('m5.large', 1, usage), instances('m5.xlarge', 1, usage)], [reserved('m5.large', 3, reservation)])).toEqual([
      1, 0,
    ]);
  });

  test.each(['g4dn', 'g5', 'g6e', 'hpc7a', 'p5', 'inf1', 'u7i-8tb'])('the family %s has no size flexibility', (family) => {
    const usage = [instances(`${family}.24xlarge`, 1), instances(`${family}.48xlarge`, 1)];
    expect(covered(usage, [reserved(`${family}.24xlarge`, 5)])).toEqual([1, 0]);
  });

  test('platform, tenancy and Region have to match', () => {
    const usage = [
      instances('m5.large', 1, { operatingSystem: 'WINDOWS' }),
      instances('m5.large', 1, { tenancy: 'dedicated' }),
      instances('m5.large', 1, { region: 'us-east-2' }),
      instances('m5.large', 1, { operatingSystem: 'Linux/UNIX', tenancy: 'shared' }),
    ];
    expect(covered(usage, [reserved('m5.large', 9)])).toEqual([0, 0, 0, 1]);
  });

  test('Spot instances, fees beside an instance and other services are not covered', () => {
    const usage = [
      instances('m5.large', 1, { purchaseOption: 'spot' }),
      instances('m5.large', 1, { usageType: 'SpotUsage:m5.large' }),
      instances('m5.large', 1, { usageType: 'm5.large-management-hours' }),
      instances('m5.large', 1, { usageType: 'InstanceUsage:db.m5.large' }),
      instances('m5.large', 1, { usageType: 'EBSOptimized:m5.large' }),
      instances('m5.large', 1, { usageType: 'USE2-BoxUsage:m5.large' }),
    ];
    expect(covered(usage, [reserved('m5.large', 9)])).toEqual([0, 0, 0, 0, 0, 1]);
  });

  test('usage that names another zone is not covered by a zonal reservation; usage that names none comes after usage in the zone', () => {
    const usage = [
      instances('m5.large', 1),
      instances('m5.large', 1, { availabilityZone: 'us-east-1b' }),
      instances('m5.large', 1, { availabilityZone: 'us-east-1a' }),
    ];
    expect(covered(usage, [reserved('m5.large', 1, { scope: 'zonal', availabilityZone: 'us-east-1a' })])).toEqual([0, 0, 1]);
    expect(covered(usage, [reserved('m5.large', 3, { scope: 'zonal', availabilityZone: 'us-east-1a' })])).toEqual([1, 0, 1]);
  });

  test('usage may be known by family and units instead of an instance type', () => {
    const usage = [{ usageType: 'compute', region: 'us-east-1', family: 'm5', normalizationFactor: '8', quantity: '1', onDemandRate: '1' }];
    expect(covered(usage, [reserved('m5.large', 1)])).toEqual([0.5]);
    expect(covered(usage, [reserved('m5.xlarge', 1, { scope: 'zonal' })])).toEqual([1]);
    expect(covered(usage, [reserved('m5.large', 1, { scope: 'zonal' })])).toEqual([0]);
  });
});

describe('what a reservation costs', () => {
  test('what is not used of it is a line, and parts that no decimal can write still add up to it', () => {
    const applied = applyCommitments({
      usage: [instances('m5.2xlarge', 1)],
      commitments: [reserved('m5.3xlarge', 1, { usdPerHour: '1' })],
    });
    expect(applied.lines.map(({ cost }) => cost)).toEqual(['0.666666666666666666666666666667']);
    expect(applied.unused).toEqual([{ commitment: 0, usd: '0.333333333333333333333333333333' }]);
    expect(applied.totalUsd).toBe('1');
  });

  test('a reservation is applied before any plan, and a plan only sees what it left', () => {
    const usage = [instances('m5.large', 3, { computeSavingsPlanRate: '0.7', ec2InstanceSavingsPlanRate: '0.5' })];
    const applied = applyCommitments({
      usage,
      commitments: [
        { kind: 'compute-savings-plan', usdPerHour: '0.7' },
        { kind: 'ec2-instance-savings-plan', family: 'm5', region: 'us-east-1', usdPerHour: '0.5' },
        reserved('m5.large', 1),
      ],
    });
    expect(applied.lines.map(({ quantity, rate, coveredBy }) => [quantity, rate, coveredBy])).toEqual([
      ['1', '0.6', 2],
      ['1', '0.5', 1],
      ['1', '0.7', 0],
    ]);
    expect(applied.totalUsd).toBe('1.8');
  });

  test('a bare metal size that AWS does not list has to be stated before other sizes count on it', () => {
    expect(() => covered([instances('c7g.metal', 1)], [reserved('c7g.large', 1)])).toThrow(
      /usage\[0\] {2}the size of c7g\.metal is not known/,
    );
    expect(covered([instances('c7g.metal', 1, { normalizationFactor: 128 })], [reserved('c7g.large', 1)])).toEqual([0.03125]);
    expect(covered([instances('c7g.metal', 1)], [reserved('c7g.metal', 1)])).toEqual([1]);
    expect(covered([instances('m7i.metal-24xl', 1)], [reserved('m7i.24xlarge', 1)])).toEqual([1]);
  });
});
