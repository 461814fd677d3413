import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fleet, PackingDimension } from '../../src/capacity/capacity.ts';
import { renderPlanJson } from '../../src/report/plan-json.ts';
import { renderPlanTable } from '../../src/report/plan-table.ts';
import type { Estimate } from '../../src/report/report.ts';
import { quantityOf } from '../../src/units/quantity.ts';
import { columnsOf } from '../support/columns-of.ts';
import { anyEstimate } from '../support/estimate-arbitrary.ts';
import { plannedEstimate, viewOf } from './plan-fixture.ts';

const SEED = { seed: 20_260_416, numRuns: 150 };

/** Letters, Hangul, Chinese, emoji of several years, separators, markup and control characters. */
const NAME = fc.string({
  unit: fc.constantFrom(...'abz 09-_한국語中😀🫠🩷"\',;|`<>@#=+*[]\\\n\t\r\u001b\u0007\u202e'),
  minLength: 1,
  maxLength: 50,
});

const TICKS = fc.integer({ min: 0, max: 9_000_000_000_000_000 });

const GROUP = fc.record({
  instanceType: fc.constantFrom('m7g.large', 'r6g.large', 'u7in-24tb.224xlarge', 'hpc7g.16xlarge'),
  architecture: fc.constantFrom('X86_64' as const, 'ARM64' as const),
  vcpus: fc.constant(2),
  memoryMiB: fc.constant(8192),
  allocatableCpuUnits: fc.constantFrom(0, 1, 2048, 900_000),
  allocatableMemoryMiB: fc.constantFrom(0, 1, 7577, 30_000_000),
  zone: fc.integer({ min: 0, max: 30 }),
  count: fc.integer({ min: 1, max: 1_000_000 }),
  tasks: fc.array(
    fc.record({
      owner: NAME,
      count: fc.integer({ min: 1, max: 100_000 }),
      cpuUnits: fc.nat({ max: 4096 }),
      memoryMiB: fc.nat({ max: 100_000 }),
    }),
    { maxLength: 6 },
  ),
});

const FLEET: fc.Arbitrary<Fleet> = fc
  .record({
    job: fc.option(NAME),
    operatingSystem: fc.constantFrom('LINUX' as const, 'WINDOWS' as const),
    groups: fc.array(GROUP, { maxLength: 45 }),
    seconds: fc.nat({ max: 2_678_400 }).map((seconds) => quantityOf(seconds, 7)),
    ticks: fc.tuple(TICKS, TICKS, TICKS),
    binds: fc.option(fc.constantFrom<PackingDimension>('cpu', 'memory', 'sustained-cpu', 'network-interfaces', 'gpus')),
    hasSingleType: fc.boolean(),
  })
  .map(({ job, ticks: [cost, bound, single], binds, hasSingleType, ...rest }) => ({
    ...rest,
    purpose: job === null ? { kind: 'services' } : { kind: 'job', job },
    packing: {
      ticksPerHour: Math.max(cost, bound),
      lowerBoundTicksPerHour: Math.min(cost, bound),
      ...(binds === null ? {} : { binds: { dimension: binds, approxAllocationShare: 1 } }),
    },
    ...(hasSingleType ? { singleType: { instanceType: 'r6g.large', count: 7, ticksPerHour: single } } : {}),
  }));

const PLANNED: fc.Arbitrary<Estimate> = fc
  .record({ fleets: fc.array(FLEET, { maxLength: 4 }), eniTrunking: fc.boolean() })
  .map(({ fleets, eniTrunking }) => plannedEstimate({ fleets, cluster: { eniTrunking } }));

const PAGE = fc.record({ width: fc.integer({ min: 40, max: 140 }), details: fc.boolean(), ascii: fc.boolean() });

test('no line of a plan is wider than the page, with details and without', () => {
  fc.assert(
    fc.property(fc.oneof(PLANNED, anyEstimate), PAGE, (estimate, page) => {
      for (const line of renderPlanTable([viewOf(estimate)], page).split('\n')) {
        expect(columnsOf(line), line).toBeLessThanOrEqual(page.width);
      }
    }),
    SEED,
  );
});

test('no amount and no percentage is cut, however narrow the page', () => {
  fc.assert(
    fc.property(PLANNED, PAGE, (estimate, page) => {
      expect(renderPlanTable([viewOf(estimate)], { ...page, ascii: false })).not.toMatch(/\$[\d,.]*…|[█░]…|x\d*…/);
    }),
    SEED,
  );
});

test('no control character but the line feed reaches the terminal', () => {
  fc.assert(
    fc.property(fc.oneof(PLANNED, anyEstimate), PAGE, (estimate, page) => {
      for (const text of [renderPlanTable([viewOf(estimate)], page), renderPlanJson([viewOf(estimate)])]) {
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
      }
    }),
    SEED,
  );
});

test('instances and tasks of a plan in JSON are as many as were planned', () => {
  interface Instances {
    readonly count: number;
    readonly tasks: readonly { readonly count: number }[];
  }
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const tasksOf = ({ count, tasks }: Instances): number => count * sum(tasks.map((placed) => placed.count));
  fc.assert(
    fc.property(FLEET, (fleet) => {
      const plan = JSON.parse(renderPlanJson([viewOf(plannedEstimate({ fleets: [fleet] }))])) as {
        fleets: { zones: { instances: Instances[] }[] }[];
      };
      const all = plan.fleets.flatMap(({ zones }) => zones.flatMap(({ instances }) => instances));
      expect(sum(all.map(({ count }) => count))).toBe(sum(fleet.groups.map(({ count }) => count)));
      expect(sum(all.map(tasksOf))).toBe(sum(fleet.groups.map(tasksOf)));
    }),
    SEED,
  );
});

test('every instance has a row or is counted under the rows', () => {
  const group = GROUP.map((each) => ({
    ...each,
    instanceType: 'm7g.large',
    tasks: each.tasks.slice(0, 1).map((placed) => ({ ...placed, owner: 'api' })),
  }));
  const fleet = fc.record({ fleet: FLEET, groups: fc.array(group, { minLength: 1, maxLength: 60 }) });
  fc.assert(
    fc.property(fleet, fc.boolean(), ({ fleet: any, groups }, details) => {
      const services: Fleet = {
        ...any,
        purpose: { kind: 'services' },
        groups: groups.map((each) => ({ ...each, zone: 1 + (each.zone % 3) })),
      };
      const text = renderPlanTable([viewOf(plannedEstimate({ fleets: [services] }))], { details });
      let shown = 0;
      for (const [, zones = '', count = ''] of text.matchAll(/^ {2}zones? ([a-c](?:, [a-c])?|a-c) +(\d+)/gm)) {
        shown += Number(count) * (zones === 'a-c' ? 3 : zones.split(', ').length);
      }
      shown += Number(/^ {2}and (\d+) more: /m.exec(text)?.[1] ?? 0);
      expect(shown).toBe(groups.reduce((total, { count }) => total + count, 0));
    }),
    SEED,
  );
});
