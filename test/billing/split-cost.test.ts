import { expect, test } from 'vitest';
import { splitCostWeights } from '../../src/billing/split-cost.ts';
import { exactText, splitUsd, usd } from '../../src/units/money.ts';

const M5_XLARGE = { vcpus: 4, memoryMiB: 16 * 1024 };

function shares(tasks: Parameters<typeof splitCostWeights>[1], costUsd: string): Record<string, string> {
  const weights = splitCostWeights(M5_XLARGE, tasks);
  const parts = splitUsd(
    usd(costUsd),
    weights.map(({ weight }) => weight),
  );
  return Object.fromEntries(weights.map(({ owner }, index) => [owner, exactText(parts[index] ?? usd('-1'))]));
}

// https://docs.aws.amazon.com/cur/latest/userguide/example-split-cost-allocation-data.html: an m5.xlarge at $1.00 an hour has
// unit cost 1/(16 x 1 + 4 x 9) = 1/52; a vCPU-hour costs 9/52, a GB-hour 1/52.
test('on a full m5.xlarge at $52 a task of one vCPU and 4 GB costs $13', () => {
  // 1 x 9 + 4 x 1 = 13 of 52 units; the other task 3 x 9 + 12 = 39.
  const tasks = [
    { owner: 'small', count: 1, cpuUnits: 1024, memoryMiB: 4096 },
    { owner: 'large', count: 1, cpuUnits: 3072, memoryMiB: 12 * 1024 },
  ];
  expect(shares(tasks, '52')).toEqual({ small: '13', large: '39' });
});

test('unused CPU falls to those who reserve CPU, unused memory to those who reserve memory', () => {
  // CPU part 36 of 52, memory part 16. a reserves all reserved CPU but a quarter of the reserved memory.
  const tasks = [
    { owner: 'a', count: 1, cpuUnits: 1024, memoryMiB: 1024 },
    { owner: 'b', count: 1, cpuUnits: 0, memoryMiB: 3072 },
  ];
  expect(shares(tasks, '52')).toEqual({ a: '40', b: '12' });
});

test('two tasks of a service weigh twice as much as one', () => {
  const tasks = [
    { owner: 'a', count: 2, cpuUnits: 512, memoryMiB: 1024 },
    { owner: 'b', count: 1, cpuUnits: 512, memoryMiB: 1024 },
  ];
  expect(shares(tasks, '3')).toEqual({ a: '2', b: '1' });
});

test('where no task reserves CPU, memory carries the whole cost', () => {
  const tasks = [
    { owner: 'a', count: 1, cpuUnits: 0, memoryMiB: 1024 },
    { owner: 'b', count: 1, cpuUnits: 0, memoryMiB: 3072 },
  ];
  expect(shares(tasks, '4')).toEqual({ a: '1', b: '3' });
});
