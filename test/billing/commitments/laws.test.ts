import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyCommitments } from '../../../src/billing/commitments/apply-commitments.ts';
import type { AppliedCommitments, Commitment } from '../../../src/billing/commitments/commitment.ts';
import { type Fraction, fraction, plus, times } from '../../support/fraction.ts';
import { commitmentsArbitrary, usageArbitrary } from './arbitrary.ts';
import { compare, minus, oracleCost } from './oracle.ts';

const RUNS = { seed: 42, numRuns: 400 };

/** Each printed amount may be off by half of its thirtieth decimal; a few dozen of them by less than this. */
const ROUNDING = fraction(`0.${'0'.repeat(27)}1`);

function sum(texts: readonly string[]): Fraction {
  return texts.map(fraction).reduce(plus, fraction(0));
}

function isNear(a: Fraction, b: Fraction): boolean {
  const difference = minus(a, b);
  const size = { top: difference.top < 0n ? -difference.top : difference.top, bottom: difference.bottom };
  return compare(size, ROUNDING) < 0;
}

/** What a commitment costs in an hour. */
function costOf(commitment: Commitment): Fraction {
  const usdPerHour = fraction(commitment.usdPerHour);
  return commitment.kind === 'reserved-instance' ? times(usdPerHour, fraction(commitment.count)) : usdPerHour;
}

/** Lines without where they stand in the input, in an order of their own. */
function withoutOrder({ lines, ...totals }: AppliedCommitments, commitments: readonly Commitment[]): unknown {
  const plain = lines.map(({ usage: _, coveredBy, ...line }) =>
    JSON.stringify({ ...line, by: coveredBy === undefined ? '' : commitments[coveredBy] }),
  );
  const unused = totals.unused.map(({ commitment, usd }) => JSON.stringify({ usd, by: commitments[commitment] }));
  return { ...totals, lines: plain.sort(), unused: unused.sort() };
}

test('an hour costs what the rules, written a second time in fractions, say', () => {
  fc.assert(
    fc.property(usageArbitrary, commitmentsArbitrary, (usage, commitments) => {
      const applied = applyCommitments({ usage, commitments });
      const { committed, onDemand } = oracleCost(usage, commitments);
      expect(isNear(fraction(applied.committedUsd), committed)).toBe(true);
      expect(isNear(fraction(applied.onDemandUsd), onDemand)).toBe(true);
    }),
    RUNS,
  );
});

test('lines and unused commitment add up to the total, and to each commitment, to the last digit', () => {
  fc.assert(
    fc.property(usageArbitrary, commitmentsArbitrary, (usage, commitments) => {
      const { lines, unused, ...totals } = applyCommitments({ usage, commitments });
      expect(compare(sum([...lines.map(({ cost }) => cost), ...unused.map(({ usd }) => usd)]), fraction(totals.totalUsd))).toBe(0);
      expect(compare(sum([totals.committedUsd, totals.onDemandUsd]), fraction(totals.totalUsd))).toBe(0);
      for (const [index, commitment] of commitments.entries()) {
        const used = lines.filter(({ coveredBy }) => coveredBy === index).map(({ cost }) => cost);
        const rest = unused.filter((entry) => entry.commitment === index).map(({ usd }) => usd);
        expect(compare(sum([...used, ...rest]), costOf(commitment))).toBe(0);
      }
    }),
    RUNS,
  );
});

test('every unit of usage stands in the lines once', () => {
  fc.assert(
    fc.property(usageArbitrary, commitmentsArbitrary, (usage, commitments) => {
      const { lines } = applyCommitments({ usage, commitments });
      for (const [index, { quantity }] of usage.entries()) {
        const parts = lines.filter((line) => line.usage === index).map((line) => line.quantity);
        expect(compare(sum(parts), fraction(quantity))).toBe(0);
      }
    }),
    RUNS,
  );
});

test('an hour never costs less than its commitments, nor more than commitments and On-Demand together', () => {
  fc.assert(
    fc.property(usageArbitrary, commitmentsArbitrary, (usage, commitments) => {
      const applied = applyCommitments({ usage, commitments });
      const onDemand = applyCommitments({ usage, commitments: [] }).totalUsd;
      expect(compare(fraction(applied.totalUsd), fraction(applied.committedUsd))).toBeGreaterThanOrEqual(0);
      const most = plus(sum([applied.committedUsd, onDemand]), ROUNDING);
      expect(compare(fraction(applied.totalUsd), most)).toBeLessThanOrEqual(0);
    }),
    RUNS,
  );
});

test('a commitment of nothing changes nothing', () => {
  const nothing: Commitment[] = [
    { kind: 'compute-savings-plan', usdPerHour: '0' },
    { kind: 'ec2-instance-savings-plan', family: 'm5', region: 'us-east-1', usdPerHour: '0' },
    { kind: 'reserved-instance', scope: 'regional', region: 'us-east-1', instanceType: 'c5.large', count: 0, usdPerHour: '1' },
  ];
  fc.assert(
    fc.property(usageArbitrary, commitmentsArbitrary, (usage, commitments) => {
      expect(applyCommitments({ usage, commitments: [...commitments, ...nothing] })).toEqual(applyCommitments({ usage, commitments }));
    }),
    RUNS,
  );
});

test('more commitment never leaves more usage On-Demand', () => {
  fc.assert(
    fc.property(usageArbitrary, commitmentsArbitrary, (usage, commitments) => {
      const before = applyCommitments({ usage, commitments });
      const after = applyCommitments({ usage, commitments: [...commitments, { kind: 'compute-savings-plan', usdPerHour: '7.5' }] });
      expect(compare(fraction(after.onDemandUsd), plus(fraction(before.onDemandUsd), ROUNDING))).toBeLessThanOrEqual(0);
    }),
    RUNS,
  );
});

test('the order of usage and of commitments changes nothing', () => {
  fc.assert(
    fc.property(usageArbitrary, commitmentsArbitrary, fc.infiniteStream(fc.nat(1000)), (usage, commitments, keys) => {
      const shuffled = <Item>(items: readonly Item[]): Item[] =>
        items
          .map((item) => ({ item, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
      const [otherUsage, otherCommitments] = [shuffled(usage), shuffled(commitments)];
      const expected = withoutOrder(applyCommitments({ usage, commitments }), commitments);
      expect(withoutOrder(applyCommitments({ usage: otherUsage, commitments: otherCommitments }), otherCommitments)).toEqual(expected);
    }),
    RUNS,
  );
});
