import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { renderJson } from '../../src/report/render-json.ts';
import type { Estimate } from '../../src/report/report.ts';
import { closedReportSchema } from '../support/closed-schema.ts';
import { shopEstimate, shopInVirginia } from '../support/estimate-fixture.ts';

type Json = Record<string, unknown>;

function optionsOf(estimate: Estimate): Json[] {
  return (JSON.parse(renderJson(estimate)) as { options: Json[] }).options;
}

test('the JSON report of the shop', async () => {
  await expect(renderJson(shopEstimate())).toMatchFileSnapshot('golden/shop.json');
});

test('one report and several conform to the schema, which describes every key they have', () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(closedReportSchema());
  for (const text of [renderJson(shopEstimate()), renderJson([shopEstimate(), shopInVirginia()])]) {
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  }
});

test('several reports stand under "reports", each as it is alone', () => {
  const both = JSON.parse(renderJson([shopEstimate(), shopInVirginia()])) as { reports: unknown[] };
  expect(both).toEqual({ reports: [JSON.parse(renderJson(shopEstimate())), JSON.parse(renderJson(shopInVirginia()))] });
});

test('the monthly cost is the sum of the lines, exact: 166.09208 for the shop on Fargate ARM64', () => {
  const option = optionsOf(shopEstimate()).find(({ id }) => id === 'fargate:on-demand:ARM64');
  expect(option?.['monthlyUsd']).toBe('166.09208');
  const lines = (option?.['lines'] ?? []) as Json[];
  expect(lines.map((line) => line['costUsd'])).toEqual(['81.5775', '17.9142', '54.385', '11.9428', '0.2235', '0.04908']);
});

test('an impossible option has no amount, no lines and a reason with a code', () => {
  const option = optionsOf(shopEstimate()).find(({ id }) => id === 'ec2:on-demand:mixed');
  expect(option).toMatchObject({ possible: false, status: 'impossible', monthlyUsd: null, lines: [], instances: [], packing: null });
  expect(option?.['reasons']).toEqual([
    { service: 'api', code: 'ec2-no-candidates', why: 'no Linux instance type with a rate is allowed' },
    { service: 'web', code: 'ec2-no-candidates', why: 'no Linux instance type with a rate is allowed' },
  ]);
});

test('an option without the rate of its volumes is incomplete and says what is missing and what would fill the gap', () => {
  const option = optionsOf(shopEstimate()).find(({ id }) => id === 'ec2:on-demand:X86_64');
  expect(option).toMatchObject({ possible: true, status: 'incomplete', monthlyUsd: '151.548' });
  expect(option?.['notPriced']).toMatchObject([
    { what: '60 GB-Mo of EBS:VolumeUsage.gp3', why: 'the tables of this Region have no volumes', remedy: 'state it under rates' },
  ]);
});

test('packing counts the services alone; the instances of jobs are in "instances"', () => {
  const [option] = optionsOf(shopEstimate());
  // 2,081,000,000 and 1,980,000,000 ticks of 10^-10 USD; 2081 / 1980 - 1 = 0.051010...
  expect(option?.['packing']).toEqual({ costUsdPerHour: '0.2081', lowerBoundUsdPerHour: '0.198', gap: '0.0510' });
  expect(option?.['instances']).toEqual([
    { instanceType: 'm7g.large', hours: '1460', peak: 2 },
    { instanceType: 'c7g.medium', hours: '6', peak: 1 },
  ]);
});

test('a fleet says what no task reserves and what that costs, exact', () => {
  const [option] = optionsOf(shopEstimate());
  const [services, nightly] = (option?.['fleets'] ?? []) as Json[];
  // Each m7g.large has 2048 - 3 x 307 - 1024 = 103 units and 7577 - 3 x 614 - 2048 = 3687 MiB left: 9 x 103 + 3687 = 4614 of
  // 9 x 2048 + 8192 = 26624 parts. 206 / 1024 vCPU, 7374 / 1024 GB; 730 h x $0.1003 x 4614 / 26624 =
  // 12.689019906850961538461538461538(461538...) for each of the two.
  expect(services?.['stranded']).toEqual({
    vcpus: '0.201171875',
    memoryGiB: '7.201171875',
    monthlyUsd: '25.378039813701923076923076923076',
    // Of it 927 / 26624 are CPU, 3687 / 26624 memory.
    cpuUsd: '5.098708909254807692307692307692',
    memoryUsd: '20.279330904447115384615384615384',
  });
  expect(nightly?.['stranded']).toEqual({ vcpus: '0', memoryGiB: '0', monthlyUsd: '0', cpuUsd: '0', memoryUsd: '0' });
  expect(nightly?.['singleType']).toEqual({ instanceType: 'c7g.medium', count: 1, costUsdPerHour: '0.08' });
});

test('the same estimate gives the same bytes, and the text ends with one line feed', () => {
  expect(renderJson(shopEstimate())).toBe(renderJson(shopEstimate()));
  expect(renderJson(shopEstimate())).toMatch(/[^\n]\n$/);
});

test('a control character in a name is written as an escape, and reads back as it was', () => {
  const shop = shopEstimate();
  const name = 'a\u001b[31m\u009b2J\u202e';
  const text = renderJson({ ...shop, workload: { ...shop.workload, name } });
  expect(text).toContain(String.raw`"a\u001b[31m\u009b2J\u202e"`);
  expect((JSON.parse(text) as { workload: Json }).workload['name']).toBe(name);
});
