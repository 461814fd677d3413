import { expect, test } from 'vitest';
import { loadCatalogSync } from '../../src/catalog/load-catalog.ts';
import { estimate } from '../../src/estimate.ts';
import { compareUsd } from '../../src/units/money.ts';
import { service, task, workload } from '../support/workload-builder.ts';

test('a service on Spot beside one that may not be interrupted can run elsewhere too', () => {
  const networkMode = 'awsvpc';
  const file = workload({
    services: [
      service({ name: 'api', desiredCount: 6, interruptible: true, task: task({ cpuUnits: 512, memoryMiB: 1024, networkMode }) }),
      service({ name: 'office', desiredCount: 1, task: task({ cpuUnits: 256, memoryMiB: 512, networkMode }) }),
    ],
  });
  const { advice, verdict, options } = estimate(file, loadCatalogSync({ region: 'us-east-1' }), { advice: 'full' });
  expect(verdict.recommended).toContain(':spot:');
  for (const { service: name, alternatives } of advice) {
    // Of each launch type one, the recommended one first: with the other service where it is, On-Demand.
    expect(alternatives.map(({ launchType }) => launchType).toSorted(), name).toEqual(['EC2', 'FARGATE', 'MANAGED_INSTANCES']);
    const [best, ...others] = alternatives;
    for (const other of others) expect(compareUsd(other.monthly, best?.monthly ?? other.monthly), name).toBeGreaterThanOrEqual(0);
  }
  // The option for everything stays what it is where nothing may be interrupted.
  const steady = estimate({ ...file, services: file.services.slice(1) }, loadCatalogSync({ region: 'us-east-1' }));
  expect(steady.options.filter(({ purchaseOption }) => purchaseOption === 'spot').every(({ impossible }) => impossible.length > 0)).toBe(
    true,
  );
  expect(options.length).toBeGreaterThan(0);
});
