import { expect, test } from 'vitest';
import type { RankedOption } from '../../src/comparison/comparison.ts';
import { verdictOf } from '../../src/report/verdict.ts';
import { verdictSentences } from '../../src/report/verdict-wording.ts';
import { usd } from '../../src/units/money.ts';
import { billOf, EC2_TABLE, estimateOf, fargatePlan, line, optionOf, shopEstimate } from '../support/estimate-fixture.ts';

/** Options on Fargate, each of one line that costs the given amount. */
function sentencesFor(costs: Readonly<Record<string, string>>, today?: string): string[] {
  const options = Object.entries(costs).map(([id, rate]) =>
    optionOf(id, {
      plan: fargatePlan('ARM64'),
      bill: billOf([line('api', 'BoxUsage:x', { quantity: '1', unit: 'Hrs', rate }, { origin: EC2_TABLE })]),
    }),
  );
  const ranked = Object.entries(costs).map(([id, cost]): RankedOption => ({ id, status: 'complete', total: usd(cost), perOwner: [] }));
  return verdictSentences(verdictOf(estimateOf({ name: 'shop', region: 'us-east-1' }, options, ranked, today)));
}

const [A, B] = ['fargate:on-demand:ARM64', 'fargate:on-demand:X86_64'];

test('the shop saves 207.58768 - 152.39 = 55.19768 a month, 27 % of today', () => {
  expect(verdictSentences(verdictOf(shopEstimate()))[0]).toBe(
    'EC2 · ARM64 · On-Demand (2 x m7g.large + jobs: 1 x c7g.medium) is cheapest: $152.39 a month, $55.20 (27 %) less than today (Fargate · X86_64 · On-Demand).',
  );
});

test('an option with a gap whose priced part is below the cheapest might be cheaper, and the verdict says so', () => {
  expect(verdictSentences(verdictOf(shopEstimate())).at(-1)).toBe('Not fully priced and perhaps cheaper: EC2 · X86_64 · On-Demand.');
});

test('two options within three percent are as good as equal', () => {
  expect(sentencesFor({ [A]: '100', [B]: '103' })).toEqual([
    'Fargate · ARM64 · On-Demand is cheapest: $100.00 a month.',
    'Fargate · X86_64 · On-Demand is as good as equal: $3.00 (+3.0 %) more.',
  ]);
  expect(sentencesFor({ [A]: '100', [B]: '103.01' })[1]).toBe('Next: Fargate · X86_64 · On-Demand, $103.01 (+3.0 %).');
});

test('where today is the cheapest, the verdict says so; where it costs the same, too', () => {
  expect(sentencesFor({ [A]: '100', [B]: '120' }, A)[0]).toBe('Fargate · ARM64 · On-Demand, as today, is cheapest: $100.00 a month.');
  expect(sentencesFor({ [A]: '100', [B]: '100' }, B)).toEqual([
    'Fargate · ARM64 · On-Demand is cheapest: $100.00 a month, the same as today (Fargate · X86_64 · On-Demand).',
    'Fargate · X86_64 · On-Demand costs exactly the same.',
  ]);
});

test('one option alone has no next', () => {
  expect(sentencesFor({ [A]: '0' })).toEqual(['Fargate · ARM64 · On-Demand is cheapest: $0.00 a month.']);
});
