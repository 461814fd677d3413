import { expect, test } from 'vitest';
import { withNegotiatedDiscount } from '../../src/billing/negotiated-discount.ts';
import { estimate } from '../../src/estimate.ts';
import { exactText, sumUsd } from '../../src/units/money.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { service, task, workload } from '../support/workload-builder.ts';

function bills(names: readonly string[] = ['api']) {
  const services = names.map((name) => service({ name, task: task({ cpuUnits: 512, memoryMiB: 1024, networkMode: 'awsvpc' }) }));
  const { options } = estimate(workload({ services }), smallCatalog({ types: ['m5.large'] }), {
    month: { seconds: 100 * 3600, label: '100 h' },
  });
  const bill = (id: string) => {
    const found = options.find((option) => option.id === id)?.bill;
    if (!found) throw new Error(`there is no option ${id}`);
    return found;
  };
  return { fargate: bill('fargate:on-demand:X86_64'), ec2: bill('ec2:on-demand:X86_64') };
}

test('12 % off everything is a line of its own', () => {
  // Fargate: 50 vCPU-hours x $0.04 + 100 GB-hours x $0.004 = $2.40; 12 % of it is $0.288.
  const { lines, total } = withNegotiatedDiscount(bills().fargate, { all: '0.12' });
  const line = lines.at(-1);
  expect([line?.owner, line?.usageType, line?.unit, exactText(line?.rate as never), exactText(line?.cost as never)]).toEqual([
    'api',
    'NegotiatedDiscount:AmazonECS',
    'USD',
    '-0.12',
    '-0.288',
  ]);
  expect(exactText(total)).toBe('2.112');
});

test('a discount on one AWS offer leaves the others alone, and one of its own goes before the one for all', () => {
  expect(exactText(withNegotiatedDiscount(bills().fargate, { AmazonEC2: '0.5' }).total)).toBe('2.4');
  expect(exactText(withNegotiatedDiscount(bills().fargate, { AmazonECS: '0.1', all: '0.5' }).total)).toBe('2.16');
});

test('a discount on what services share is shared as they share it, apart for instances and for their volumes', () => {
  const { lines } = withNegotiatedDiscount(bills(['a', 'b']).ec2, { all: '0.1' });
  const discounts = lines.slice(-2);
  // m5.large 100 h x $0.10 = $10 and 30 GB x $0.10 = $3; half each; 10 % off.
  expect(
    discounts.map(({ owner, category, allocation }) => [owner, category, allocation?.map((part) => [part.owner, exactText(part.cost)])]),
  ).toEqual([
    [
      null,
      'beside-by-launch-type',
      [
        ['a', '-0.15'],
        ['b', '-0.15'],
      ],
    ],
    [
      null,
      undefined,
      [
        ['a', '-0.5'],
        ['b', '-0.5'],
      ],
    ],
  ]);
  for (const { allocation, cost } of discounts) expect(exactText(sumUsd(allocation?.map((part) => part.cost) ?? []))).toBe(exactText(cost));
});
