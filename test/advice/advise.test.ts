import { expect, test } from 'vitest';
import { estimate, parseWorkload } from '../../src/index.ts';
import { smallCatalog } from '../support/small-catalog.ts';

function classes(services: string): Record<string, string> {
  const workload = parseWorkload(`version: 1\nname: shop\nregion: us-east-1\nservices:\n${services}`);
  return Object.fromEntries(estimate(workload, smallCatalog()).advice.map((each) => [each.service, each.class]));
}

const named = (name: string, demand: string) => `  - { name: ${name}, cpu: 512, memory: 1 GB, demand: ${demand} }\n`;

test('a peak of twice the mean or more is bursty, less is varying, none is steady', () => {
  // 12 hours of 4 and 12 of 2: mean 3, peak 4. Two hours of 12 in 24, else 0: mean 1, peak 12.
  const varying = `{ hourly: [${[...Array(12).fill(4), ...Array(12).fill(2)].join(', ')}] }`;
  const bursty = `{ hourly: [${[12, 12, ...Array(22).fill(0)].join(', ')}] }`;
  expect(classes(named('flat', '{ tasks: 3 }') + named('waves', varying) + named('bursts', bursty))).toEqual({
    flat: 'steady',
    waves: 'varying',
    bursts: 'bursty',
  });
});

test('every service and job is advised the cheapest option with a complete bill', () => {
  const workload = parseWorkload(
    'version: 1\nname: shop\nregion: us-east-1\nservices: [{ name: api, cpu: 512, memory: 1 GB, desiredCount: 1 }]\njobs: [{ name: nightly, cpu: 512, memory: 1 GB, tasks: 1, duration: 60s, runsPerMonth: 1 }]\n',
  );
  const { advice, comparison } = estimate(workload, smallCatalog());
  expect(advice.map((each) => [each.service, each.class, each.recommended])).toEqual([
    ['api', 'steady', comparison.cheapest],
    ['nightly', 'batch', comparison.cheapest],
  ]);
});
