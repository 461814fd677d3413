import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { loadCatalogSync } from '../../../src/catalog/load-catalog.ts';
import { readReports } from '../../../src/comparison/difference/read-report.ts';
import { diffWorkload, type Side } from '../../../src/diff-workloads.ts';
import { estimate } from '../../../src/estimate.ts';
import { renderJson } from '../../../src/report/render-json.ts';
import { parseWorkload } from '../../../src/workload/parse-workload.ts';
import { repository } from '../../support/repository.ts';

/** The law holds for every pair of workloads: the parts of an attribution add up to the difference, to the last digit. */

const BUNDLED: Catalog = loadCatalogSync({ region: 'us-east-1' });
/** Other rates: a vCPU-hour of 0.04, a GB-hour of 0.005, and an m5.large at 0.1. */
const HAND_MADE: Catalog = loadCatalogSync({ region: 'us-east-1', dir: `${repository}test/cli/fixtures` });

/** Exact sums of decimal texts by whole numbers, apart from the program's own arithmetic. */
function sumOfTexts(texts: readonly string[]): bigint {
  const DECIMALS = 40;
  return texts
    .map((text) => {
      const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
      return BigInt(`${sign}${whole}${decimals.padEnd(DECIMALS, '0')}`);
    })
    .reduce((a, b) => a + b, 0n);
}

const service = fc.record(
  {
    name: fc.constantFrom('api', 'web', 'worker', 'cron'),
    cpu: fc.constantFrom(256, 300, 512, 1024, '2 vCPU'),
    memory: fc.constantFrom(512, '1 GB', '2 GB', '3 GB'),
    desiredCount: fc.integer({ min: 0, max: 9 }),
    architecture: fc.constantFrom('X86_64', 'ARM64'),
    launchType: fc.constantFrom('FARGATE', 'EC2'),
    operatingSystem: fc.constant('LINUX'),
    startup: fc.constantFrom('20s', '0s'),
  },
  { requiredKeys: ['name', 'cpu', 'memory', 'desiredCount'] },
);

const workload = fc
  .record(
    {
      services: fc.uniqueArray(service, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
      cluster: fc.record(
        {
          availabilityZones: fc.integer({ min: 1, max: 3 }),
          rootVolume: fc.constantFrom('30 GB', '50 GB'),
          minimumInstances: fc.integer({ min: 0, max: 3 }),
        },
        { requiredKeys: [] },
      ),
      rates: fc.record({ 'Fargate-vCPU-Hours:perCPU': fc.constantFrom('0.03', '0.1') }, { requiredKeys: [] }),
    },
    { requiredKeys: ['services'] },
  )
  .map((document) => parseWorkload(JSON.stringify({ version: 1, name: 'shop', region: 'us-east-1', ...document })));

const side: fc.Arbitrary<Side> = fc.tuple(workload, fc.constantFrom(BUNDLED, HAND_MADE), fc.boolean()).map(([own, catalog, isSaved]) => {
  const [state] = isSaved ? readReports(JSON.parse(renderJson(estimate(own, catalog))), 'saved.json') : [];
  return state ? { kind: 'report', state } : { kind: 'workload', workload: own, catalog };
});

test('the parts of an attribution add up to the difference, whatever the sides are', () => {
  let attributed = 0;
  fc.assert(
    fc.property(side, side, (before, after) => {
      const { total, attribution, services } = diffWorkload(before, after);
      if (total.deltaUsd === null) return;
      const parts = attribution.parts.map(({ deltaUsd }) => deltaUsd);
      expect(sumOfTexts(parts)).toBe(sumOfTexts([total.deltaUsd]));
      expect(sumOfTexts(services.flatMap(({ cost }) => cost.deltaUsd ?? []))).toBe(sumOfTexts([total.deltaUsd]));
      if (parts.length > 1) attributed += 1;
    }),
    { seed: 42, numRuns: 60 },
  );
  expect(attributed).toBeGreaterThan(10);
});

test('a workload against itself is no change', () => {
  fc.assert(
    fc.property(workload, (own) => {
      const same: Side = { kind: 'workload', workload: own, catalog: HAND_MADE };
      expect(diffWorkload(same, same)).toMatchObject({ kind: 'unchanged', attribution: { parts: [] } });
    }),
    { seed: 42, numRuns: 20 },
  );
});

test('the way back is the same difference with the other sign', () => {
  fc.assert(
    fc.property(workload, workload, (a, b) => {
      const [before, after]: Side[] = [a, b].map((own) => ({ kind: 'workload', workload: own, catalog: HAND_MADE }));
      const [there, back] = [diffWorkload(before, after).total.deltaUsd, diffWorkload(after, before).total.deltaUsd];
      expect(there === null ? null : sumOfTexts([there])).toBe(back === null ? null : -sumOfTexts([back]));
    }),
    { seed: 42, numRuns: 20 },
  );
});
