import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { renderPlanJson } from '../../src/report/plan-json.ts';
import { shopEstimate } from '../support/estimate-fixture.ts';
import { api, EC2_OPTION, m7gLarge, plannedEstimate, SERVICES, viewOf } from './plan-fixture.ts';

type Json = Record<string, unknown>;

const SCHEMA = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')) as { definitions: Json };

/** The schema of a plan alone, with nothing allowed that it does not describe: what the program prints has to stand in it. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in copy && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy;
}

const planOf = (estimate = plannedEstimate()): Json => JSON.parse(renderPlanJson([viewOf(estimate)])) as Json;
const fleetsOf = (plan: Json): Json[] => plan['fleets'] as Json[];

/** The EC2 option of the fixture's shop that has no instance types. */
function impossibleEstimate(): ReturnType<typeof shopEstimate> {
  const shop = shopEstimate();
  const ranked = shop.comparison.ranked.filter(({ id }) => id === 'ec2:on-demand:mixed');
  return { ...shop, options: shop.options.filter(({ id }) => id === 'ec2:on-demand:mixed'), comparison: { ranked } };
}

test('one plan and several, possible ones and others, conform to the schema, which describes every key they have', () => {
  const anyOf = [{ $ref: '#/definitions/plan' }, { $ref: '#/definitions/plans' }];
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(closed({ anyOf, definitions: SCHEMA.definitions }) as Json);
  const [own, shop, impossible] = [plannedEstimate(), shopEstimate(), impossibleEstimate()].map((each) => viewOf(each));
  const views = [own, shop, impossible].flatMap((view) => view ?? []);
  for (const text of [...views.map((view) => renderPlanJson([view])), renderPlanJson(views)]) {
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  }
});

test('the plan says which option it is of, in which month, with which effort, and what it costs exactly', () => {
  expect(planOf()).toMatchObject({
    schemaVersion: 1,
    workload: { name: 'shop', region: 'ap-northeast-2', regionName: 'Asia Pacific (Seoul)' },
    month: { hours: '730', label: '730 h' },
    effort: 'normal',
    option: EC2_OPTION,
    monthlyUsd: '226.806',
    notes: [{ code: 'registered-memory' }],
    considered: [{ id: EC2_OPTION, status: 'complete', monthlyUsd: '226.806', reasons: [] }],
  });
});

test('a fleet has its instances by zone, with tasks and what they reserve', () => {
  const [services] = fleetsOf(planOf());
  const zones = services?.['zones'] as { zone: number; instances: Json[] }[];
  expect(zones.map(({ zone, instances }) => [zone, instances.length])).toEqual([
    [1, 1],
    [2, 1],
    [3, 1],
  ]);
  expect(zones[2]?.instances).toEqual([
    {
      instanceType: 'm7g.large',
      architecture: 'ARM64',
      vcpus: 2,
      memoryMiB: 8192,
      count: 1,
      tasks: [{ service: 'api', count: 2, cpuUnits: 512, memoryMiB: 2048 }],
      allocation: [
        { dimension: 'cpu', reserved: 1024, allocatable: 2048, share: 0.5 },
        { dimension: 'memory', reserved: 4096, allocatable: 7577, share: 4096 / 7577 },
        { dimension: 'network-interfaces', reserved: 2, allocatable: 10, share: 0.2, allocatableWithTrunking: 10 },
      ],
    },
  ]);
});

test('cost, bound, gap, the best single type, what is stranded and what ECS alone needs are exact', () => {
  const [services, nightly] = fleetsOf(planOf());
  expect(services).toMatchObject({
    purpose: 'services',
    job: null,
    operatingSystem: 'LINUX',
    hours: '730',
    // 309 / 300 - 1 = 0.03
    packing: { costUsdPerHour: '0.309', lowerBoundUsdPerHour: '0.3', gap: '0.0300' },
    binds: { dimension: 'memory', allocationShare: 0.79 },
    singleType: { instanceType: 'm7g.large', count: 3, costUsdPerHour: '0.309' },
    // 2128 / 1024 vCPU and 4693 / 1024 GB
    stranded: {
      vcpus: '2.078125',
      memoryGiB: '4.5830078125',
      monthlyUsd: expect.stringMatching(/^65\.3802\d+$/),
      cpuUsd: expect.stringMatching(/^52\.51/),
      memoryUsd: expect.stringMatching(/^12\.86/),
    },
    ecsOwnPlacement: { instanceType: 'm7g.large', count: 3 },
  });
  expect(nightly).toMatchObject({ purpose: 'job', job: 'nightly', hours: '6', binds: null, ecsOwnPlacement: null });
  expect(nightly?.['zones']).toMatchObject([{ zone: null, instances: [{ instanceType: 'r6g.large', count: 2 }] }]);
});

test('groups of equal content in one zone are put together', () => {
  const groups = [m7gLarge(1, [api(1)], 2), m7gLarge(1, [api(2)]), m7gLarge(1, [api(1)], 3)];
  const [services] = fleetsOf(planOf(plannedEstimate({ fleets: [{ ...SERVICES, groups }] })));
  expect(services?.['zones']).toMatchObject([{ instances: [{ count: 5 }, { count: 1 }] }]);
});

test('without a known instance type there are CPU and memory, and nothing is made up', () => {
  const plan = JSON.parse(renderPlanJson([viewOf(plannedEstimate(), [])])) as Json;
  const [services] = fleetsOf(plan);
  const [zone] = (services?.['zones'] ?? []) as { instances: { allocation: Json[] }[] }[];
  expect(zone?.instances[0]?.allocation.map(({ dimension }) => dimension)).toEqual(['cpu', 'memory']);
  expect(services?.['ecsOwnPlacement']).toBeNull();
});

test('where nothing is possible there is no option and no amount, and each option has its reasons', () => {
  const plan = planOf(impossibleEstimate());
  expect(plan).toMatchObject({ option: null, monthlyUsd: null, fleets: [], notes: [] });
  expect(plan['considered']).toMatchObject([
    {
      id: 'ec2:on-demand:mixed',
      status: 'impossible',
      monthlyUsd: null,
      reasons: [
        { service: 'api', code: 'ec2-no-candidates' },
        { service: 'web', code: 'ec2-no-candidates' },
      ],
    },
  ]);
});

test('the same estimate gives the same bytes', () => {
  expect(renderPlanJson([viewOf(plannedEstimate())])).toBe(renderPlanJson([viewOf(plannedEstimate())]));
  expect(renderPlanJson([viewOf(plannedEstimate())])).toMatch(/[^\n]\n$/);
});
