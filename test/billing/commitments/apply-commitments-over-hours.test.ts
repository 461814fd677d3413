import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyCommitments } from '../../../src/billing/commitments/apply-commitments.ts';
import { applyCommitmentsOverHours, type HourlyUsage } from '../../../src/billing/commitments/apply-commitments-over-hours.ts';
import type { Commitment } from '../../../src/billing/commitments/commitment.ts';
import { EcsCostError } from '../../../src/units/errors.ts';
import { type Fraction, fraction, plus, times } from '../../support/fraction.ts';
import { commitmentsArbitrary, hourlyArbitrary } from './arbitrary.ts';
import { compare, minus } from './oracle.ts';

const VCPU = { usageType: 'Fargate-vCPU-Hours:perCPU', region: 'us-east-1', onDemandRate: '0.04', computeSavingsPlanRate: '0.03' };

const PLAN: Commitment = { kind: 'compute-savings-plan', usdPerHour: '0.3' };

/** Found by trying: as usage of the first kind, it gives the hash that no usage gives. */
const HASHES_LIKE_NOTHING = 2_905_528_195_877_400;

/** A year of single hours adds up roundings of its hours; over the hours there is one a line. */
const ROUNDING = fraction(`0.${'0'.repeat(24)}1`);

function isNear(a: Fraction, b: Fraction): boolean {
  const difference = minus(a, b);
  return compare(difference, ROUNDING) < 0 && compare(minus(b, a), ROUNDING) < 0;
}

/** The same hour by hour, added up. */
function hourByHour(
  usage: readonly HourlyUsage[],
  hours: readonly number[],
  commitments: readonly Commitment[],
): { total: Fraction; unused: Fraction[] } {
  let total = fraction(0);
  const unused = commitments.map(() => fraction(0));
  for (const [column, weight] of hours.entries()) {
    const hour = usage.map(({ quantities, ...row }) => ({ ...row, quantity: String(quantities[column]) }));
    const applied = applyCommitments({ usage: hour, commitments });
    total = plus(total, times(fraction(applied.totalUsd), fraction(weight)));
    for (const { commitment, usd } of applied.unused) {
      unused[commitment] = plus(unused[commitment] ?? fraction(0), times(fraction(usd), fraction(weight)));
    }
  }
  return { total, unused };
}

test('hours add up: a quiet and a busy hour are not the average hour twice', () => {
  // 5 vCPU use 0.15 of 0.30; 15 vCPU use all of it for 10 and pay 5 x 0.04. On average 10 vCPU would use all and pay nothing.
  const applied = applyCommitmentsOverHours({ usage: [{ ...VCPU, quantities: ['5', '15'] }], commitments: [PLAN] });
  expect(applied).toEqual({
    lines: [
      { usageType: VCPU.usageType, usage: 0, quantity: '15', rate: '0.03', cost: '0.45', coveredBy: 0 },
      { usageType: VCPU.usageType, usage: 0, quantity: '5', rate: '0.04', cost: '0.2' },
    ],
    unused: [{ commitment: 0, usd: '0.15' }],
    committedUsd: '0.6',
    onDemandUsd: '0.2',
    totalUsd: '0.8',
    hours: '2',
    withoutCommitmentsUsd: '0.8',
    commitments: [{ commitment: 0, committedUsd: '0.6', usedUsd: '0.45', onDemandValueUsd: '0.6', utilization: '0.75' }],
  });
});

test('an entry may stand for many hours, also for a fraction of them', () => {
  const usage = [{ ...VCPU, quantities: [10, 20] }];
  const applied = applyCommitmentsOverHours({ usage, hours: [500, '230.5'], commitments: [PLAN] });
  expect(applied.hours).toBe('730.5');
  expect(applied.committedUsd).toBe('219.15');
  // 10 vCPU beyond the plan in 230.5 hours.
  expect(applied.onDemandUsd).toBe('92.2');
  const month = applyCommitmentsOverHours({ usage, hours: [{ numerator: 365n, denominator: 84n }, 0], commitments: [PLAN] });
  expect(month.hours).toBe('4.345238095238095238095238095238');
  // 0.3 x 365 / 84
  expect(month.totalUsd).toBe('1.303571428571428571428571428571');
});

test('quantities may be fractions that no decimal can write', () => {
  const third = { numerator: 1n, denominator: 3n };
  const { lines, totalUsd } = applyCommitmentsOverHours({ usage: [{ ...VCPU, quantities: [third, third, third] }], commitments: [] });
  expect(lines[0]?.quantity).toBe('1');
  expect(totalUsd).toBe('0.04');
});

test('amounts beyond what doubles hold exactly stay exact', () => {
  const usage = [
    { ...VCPU, onDemandRate: '0.0400000000000000000000001', quantities: ['90071992547409930.000000000000000001', '3'] },
    {
      ...VCPU,
      usageType: 'Fargate-GB-Hours',
      onDemandRate: '0.004',
      computeSavingsPlanRate: '0.0029999999999999999',
      quantities: ['12345678901234567', '1'],
    },
  ];
  const commitments: Commitment[] = [{ kind: 'compute-savings-plan', usdPerHour: '37037036703703.700003' }];
  const { total } = hourByHour(usage, [1, 1], commitments);
  expect(isNear(fraction(applyCommitmentsOverHours({ usage, commitments }).totalUsd), total)).toBe(true);
});

test('a commitment that is just used up in every hour leaves nothing and lacks nothing', () => {
  // 0.1 + 0.2 is not 0.3 in doubles; here it is.
  const usage = [
    { ...VCPU, computeSavingsPlanRate: '0.01', quantities: Array.from({ length: 100 }, () => 10) },
    { ...VCPU, computeSavingsPlanRate: '0.02', quantities: Array.from({ length: 100 }, (_, hour) => (hour % 2 === 0 ? '10' : '10.0')) },
  ];
  const applied = applyCommitmentsOverHours({ usage, commitments: [PLAN] });
  expect([applied.unused, applied.onDemandUsd, applied.totalUsd]).toEqual([[], '0', '30']);
});

test('a commitment that doubles would call used up keeps the little that is left', () => {
  // In doubles 0.3 - 0.1 is less than 0.2, so the first hour would seem to use up the plan as the second does.
  const usage = [
    { ...VCPU, computeSavingsPlanRate: '0.01', quantities: [10, 10] },
    { ...VCPU, computeSavingsPlanRate: '0.02', quantities: [10, 20] },
  ];
  const applied = applyCommitmentsOverHours({ usage, commitments: [{ ...PLAN, usdPerHour: '0.30000000000000001' }] });
  expect(applied.unused).toEqual([{ commitment: 0, usd: '0.00000000000000001' }]);
  // The second hour: 0.20000000000000001 / 0.02 of 20 are covered.
  expect(applied.onDemandUsd).toBe('0.39999999999999998');
});

test('two hours are equal when their usage is, not when a hash of it is', () => {
  // This number of vCPU-hours and none at all hash alike.
  const quantities = [HASHES_LIKE_NOTHING, 0];
  const applied = applyCommitmentsOverHours({ usage: [{ ...VCPU, onDemandRate: '1', quantities }], commitments: [] });
  expect(applied.totalUsd).toBe(String(HASHES_LIKE_NOTHING));
});

test('over hours is hour by hour, added up', () => {
  fc.assert(
    fc.property(hourlyArbitrary, commitmentsArbitrary, ({ usage, hours }, commitments) => {
      const applied = applyCommitmentsOverHours({ usage, hours, commitments });
      const { total, unused } = hourByHour(usage, hours, commitments);
      expect(isNear(fraction(applied.totalUsd), total)).toBe(true);
      for (const [index, expected] of unused.entries()) {
        const usd = applied.unused.find(({ commitment }) => commitment === index)?.usd ?? '0';
        expect(isNear(fraction(usd), expected)).toBe(true);
      }
    }),
    { seed: 42, numRuns: 300 },
  );
});

test('lines and unused commitment add up over hours as well, to the last digit', () => {
  fc.assert(
    fc.property(hourlyArbitrary, commitmentsArbitrary, ({ usage, hours }, commitments) => {
      const { lines, unused, totalUsd } = applyCommitmentsOverHours({ usage, hours, commitments });
      const sum = [...lines.map(({ cost }) => cost), ...unused.map(({ usd }) => usd)].map(fraction).reduce(plus, fraction(0));
      expect(compare(sum, fraction(totalUsd))).toBe(0);
    }),
    { seed: 42, numRuns: 200 },
  );
});

test('the order of the hours changes nothing', () => {
  fc.assert(
    fc.property(hourlyArbitrary, commitmentsArbitrary, ({ usage, hours }, commitments) => {
      const reversed = usage.map((row) => ({ ...row, quantities: Array.from(row.quantities).toReversed() }));
      const [expected, applied] = [
        applyCommitmentsOverHours({ usage, hours, commitments }),
        applyCommitmentsOverHours({ usage: reversed, hours: hours.toReversed(), commitments }),
      ];
      expect([applied.totalUsd, applied.onDemandUsd, applied.unused]).toEqual([expected.totalUsd, expected.onDemandUsd, expected.unused]);
    }),
    { seed: 42, numRuns: 100 },
  );
});

test('every problem of the input is named', () => {
  const usage = [
    { ...VCPU, quantities: ['1', 'x', '-3'] },
    { ...VCPU, quantities: ['1'] },
    { ...VCPU, region: 7, quantities: ['1', '2', '3'] },
  ];
  try {
    applyCommitmentsOverHours({ usage: usage as unknown as HourlyUsage[], commitments: [{ ...PLAN, usdPerHour: 'x' }] });
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(EcsCostError);
    expect((error as EcsCostError).issues.map(({ path, problem }) => [path, problem])).toEqual([
      ['usage[2].region', 'must be a text, not 7'],
      ['commitments[0].usdPerHour', 'must be a decimal from 0, as "0.04048", not "x"'],
      ['usage[0].quantities[1]', 'must be a decimal from 0, not "x" (and 1 more like it)'],
      ['usage[1].quantities', 'must list 3 quantities, one for each hour, as the others do'],
    ]);
  }
  expect(() => applyCommitmentsOverHours({ usage: [], commitments: [] })).toThrow(/there are no hours/);
});
