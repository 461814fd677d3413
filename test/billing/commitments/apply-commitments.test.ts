import { expect, test } from 'vitest';
import { applyCommitments } from '../../../src/billing/commitments/apply-commitments.ts';
import type { Commitment, CommitmentUsage } from '../../../src/billing/commitments/commitment.ts';
import { EcsCostError } from '../../../src/units/errors.ts';

const VCPU: CommitmentUsage = {
  usageType: 'Fargate-vCPU-Hours:perCPU',
  region: 'us-east-1',
  quantity: '10',
  onDemandRate: '0.04',
  computeSavingsPlanRate: '0.03',
};

function problems(input: unknown): string[] {
  try {
    applyCommitments(input as Parameters<typeof applyCommitments>[0]);
  } catch (error) {
    if (error instanceof EcsCostError && error.code === 'USAGE_INVALID') return error.issues.map(({ path }) => path);
  }
  return [];
}

test('Spot usage is never covered, by its usage type or where the caller says so', () => {
  const spot: CommitmentUsage[] = [
    { ...VCPU, usageType: 'SpotUsage-Fargate-vCPU-Hours:perCPU', onDemandRate: '0.013' },
    { ...VCPU, purchaseOption: 'spot', onDemandRate: '0.013' },
  ];
  const applied = applyCommitments({ usage: spot, commitments: [{ kind: 'compute-savings-plan', usdPerHour: '1' }] });
  expect(applied.lines.map(({ cost, coveredBy }) => [cost, coveredBy])).toEqual([
    ['0.13', undefined],
    ['0.13', undefined],
  ]);
  expect(applied.unused).toEqual([{ commitment: 0, usd: '1' }]);
  expect(applied.totalUsd).toBe('1.26');
});

test('usage without a plan rate (a management fee, storage) stays On-Demand', () => {
  const fee: CommitmentUsage = { usageType: 'm7g.large-management-hours', region: 'us-east-1', quantity: '2', onDemandRate: '0.01' };
  const applied = applyCommitments({ usage: [fee, VCPU], commitments: [{ kind: 'compute-savings-plan', usdPerHour: '5' }] });
  expect(applied.onDemandUsd).toBe('0.02');
  expect(applied.unused).toEqual([{ commitment: 0, usd: '4.7' }]);
});

test('an EC2 Instance plan covers every size of its family in its Region, and nothing else', () => {
  const instance = (type: string, region: string): CommitmentUsage => ({
    usageType: `BoxUsage:${type}`,
    region,
    quantity: 1,
    onDemandRate: '2',
    ec2InstanceSavingsPlanRate: '1',
  });
  const usage = [
    instance('m5.large', 'us-east-1'),
    instance('m5.metal', 'us-east-1'),
    instance('m5a.large', 'us-east-1'),
    instance('m5.large', 'us-east-2'),
  ];
  const plan: Commitment = { kind: 'ec2-instance-savings-plan', family: 'm5', region: 'us-east-1', usdPerHour: '9' };
  const { lines } = applyCommitments({ usage, commitments: [plan] });
  expect(lines.map(({ coveredBy }) => coveredBy)).toEqual([0, 0, undefined, undefined]);
});

test('of two plans of a type the larger is used up first, wherever it stands', () => {
  const commitments: Commitment[] = [
    { kind: 'compute-savings-plan', usdPerHour: '0.1' },
    { kind: 'compute-savings-plan', usdPerHour: '0.25' },
  ];
  // The usage needs 0.30: 0.25 of the larger, 0.05 of the smaller.
  expect(applyCommitments({ usage: [VCPU], commitments }).unused).toEqual([{ commitment: 0, usd: '0.05' }]);
  expect(applyCommitments({ usage: [VCPU], commitments: commitments.toReversed() }).unused).toEqual([{ commitment: 1, usd: '0.05' }]);
});

test('a plan with rates of its own (another term) saves by those, and covers nothing where they are null', () => {
  const memory: CommitmentUsage = {
    ...VCPU,
    usageType: 'Fargate-GB-Hours',
    quantity: '20',
    onDemandRate: '0.004',
    computeSavingsPlanRate: '0.003',
  };
  const threeYears: Commitment = { kind: 'compute-savings-plan', usdPerHour: '0.1', rates: ['0.02', null] };
  const oneYear: Commitment = { kind: 'compute-savings-plan', usdPerHour: '0.15' };
  const { lines, unused } = applyCommitments({ usage: [VCPU, memory], commitments: [oneYear, threeYears] });
  // 50 % beats 25 %: 0.1 / 0.02 = 5 vCPU for three years; then at 25 % memory (0.06) and 0.09 / 0.03 = 3 vCPU for one.
  expect(lines.map(({ usage, quantity, rate, coveredBy }) => [usage, quantity, rate, coveredBy])).toEqual([
    [0, '5', '0.02', 1],
    [0, '3', '0.03', 0],
    [0, '2', '0.04', undefined],
    [1, '20', '0.003', 0],
  ]);
  expect(unused).toEqual([]);
});

test('at equal saving the lower plan rate goes first, whatever the usage is called', () => {
  const usage: CommitmentUsage[] = [
    { ...VCPU, usageType: 'a' },
    { ...VCPU, usageType: 'b', onDemandRate: '0.004', computeSavingsPlanRate: '0.003' },
  ];
  const { lines } = applyCommitments({ usage, commitments: [{ kind: 'compute-savings-plan', usdPerHour: '0.03' }] });
  expect(lines.map(({ usageType, coveredBy }) => [usageType, coveredBy])).toEqual([
    ['a', undefined],
    ['b', 0],
  ]);
});

test('usage that is free anyway takes nothing of a plan', () => {
  const free: CommitmentUsage = { ...VCPU, onDemandRate: '0', computeSavingsPlanRate: '0' };
  expect(applyCommitments({ usage: [free], commitments: [{ kind: 'compute-savings-plan', usdPerHour: '1' }] }).unused).toEqual([
    { commitment: 0, usd: '1' },
  ]);
});

test('numbers are taken as they print, and a total keeps every digit', () => {
  const usage: CommitmentUsage[] = [
    { ...VCPU, quantity: 0.1, onDemandRate: 0.2 },
    { ...VCPU, quantity: '1e-7', onDemandRate: '0.000000001' },
  ];
  expect(applyCommitments({ usage, commitments: [] }).totalUsd).toBe('0.0200000000000001');
});

test('an hour without usage costs its commitments', () => {
  expect(applyCommitments({ usage: [], commitments: [{ kind: 'compute-savings-plan', usdPerHour: '1.5' }] })).toEqual({
    lines: [],
    unused: [{ commitment: 0, usd: '1.5' }],
    committedUsd: '1.5',
    onDemandUsd: '0',
    totalUsd: '1.5',
  });
});

test('every problem of the input is named, not only the first', () => {
  const input = {
    usage: [{ ...VCPU, quantity: '-1', onDemandRate: 'abc' }, { ...VCPU, region: '', computeSavingsPlanRate: '0' }, null],
    commitments: [
      { kind: 'compute-saving-plan', usdPerHour: '1' },
      { kind: 'ec2-instance-savings-plan', usdPerHour: '' },
      {
        kind: 'reserved-instance',
        scope: 'global',
        region: 'us-east-1',
        instanceType: 'large',
        count: 1.5,
        usdPerHour: '1',
        normalizationFactor: '0',
      },
    ],
  };
  expect(problems(input)).toEqual([
    'usage[0].onDemandRate',
    'usage[1].region',
    'usage[1].computeSavingsPlanRate',
    'usage[2]',
    'usage[0].quantity',
    'usage[2].quantity',
    'commitments[0].kind',
    'commitments[1].usdPerHour',
    'commitments[1].family',
    'commitments[1].region',
    'commitments[2].scope',
    'commitments[2].instanceType',
    'commitments[2].count',
    'commitments[2].normalizationFactor',
  ]);
  expect(problems({})).toEqual(['usage', 'commitments']);
  expect(() => applyCommitments(input as never)).toThrow(/did you mean "compute-savings-plan"/);
});
