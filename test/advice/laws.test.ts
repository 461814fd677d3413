import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Flip } from '../../src/advice/advice.ts';
import { loadCatalogSync } from '../../src/catalog/load-catalog.ts';
import { estimate } from '../../src/estimate.ts';
import type { Estimate } from '../../src/report/report.ts';
import { compareUsd, exactText, sumUsd } from '../../src/units/money.ts';
import type { Job, Service, Workload } from '../../src/workload/workload.ts';
import { adviceFor, fullyAdvised } from '../support/advised.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { cluster, job, service, task, workload } from '../support/workload-builder.ts';

const CATALOG = smallCatalog();
const SEOUL = loadCatalogSync({ region: 'ap-northeast-2' });

const anyTask = fc
  .record({
    cpuUnits: fc.constantFrom(256, 512, 700, 1024, 2048),
    memoryMiB: fc.constantFrom(512, 1024, 2560, 4096, 7000),
    architectures: fc.constantFrom(['X86_64'] as const, ['ARM64'] as const, ['X86_64', 'ARM64'] as const),
    gpus: fc.constantFrom(0, 0, 0, 0, 1),
    privileged: fc.constantFrom(false, false, false, true),
  })
  .map((wanted) => task({ ...wanted, ...(wanted.gpus > 0 ? { architectures: ['X86_64'] as const } : {}), networkModeAssumed: true }));

const anyService: fc.Arbitrary<Partial<Service>> = fc.record({ task: anyTask, desiredCount: fc.integer({ min: 1, max: 7 }) });
const anyJob: fc.Arbitrary<Partial<Job>> = fc.record({
  task: anyTask,
  tasksPerRun: fc.integer({ min: 1, max: 4 }),
  durationSeconds: fc.integer({ min: 10, max: 9000 }).map(String),
  runs: fc.constantFrom('30', '365.5').map((runsPerMonth) => ({ kind: 'per-month' as const, runsPerMonth })),
});

const file = fc
  .record({
    services: fc.array(anyService, { minLength: 1, maxLength: 4 }),
    jobs: fc.array(anyJob, { maxLength: 1 }),
    zones: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ services, jobs, zones }) =>
    workload({
      services: services.map((each, index) => service({ ...each, name: `s${index}`, path: `services[${index}]` })),
      jobs: jobs.map((each, index) => job({ ...each, name: `j${index}`, path: `jobs[${index}]` })),
      cluster: cluster({ availabilityZones: zones }),
    }),
  );

function optionOf({ options }: Estimate, id: string | undefined): Estimate['options'][number] {
  const option = options.find((each) => each.id === id);
  if (!option) throw new Error(`there is no option ${id}`);
  return option;
}

test('the recommended option is possible, complete and the cheapest of all, and its cost is its bill', () => {
  fc.assert(
    fc.property(file, (each) => {
      const result = estimate(each, CATALOG);
      const { recommended, monthly } = result.verdict;
      if (recommended === undefined || !monthly) return;
      const option = optionOf(result, recommended);
      expect([option.impossible, option.bill.missing]).toEqual([[], []]);
      expect(exactText(monthly)).toBe(exactText(sumUsd(option.bill.lines.map(({ cost }) => cost))));
      expect(result.comparison.cheapest).toBe(recommended);
      const parts = result.advice.map((advice) => advice.monthly ?? monthly);
      expect(exactText(sumUsd(parts))).toBe(exactText(monthly));
    }),
    { seed: 42, numRuns: 40 },
  );
});

test('a blocker is never recommended around: where a service should run, nothing rules it out', () => {
  fc.assert(
    fc.property(file, (each) => {
      for (const { recommended, ruledOut } of estimate(each, CATALOG).advice) {
        expect(ruledOut.map(({ option }) => option)).not.toContain(recommended);
      }
    }),
    { seed: 43, numRuns: 40 },
  );
});

/** One service whose count is another one every day: fleets that are kept for the peak may cost less than ones that scale. */
const changingWeek = fc
  .record({ days: fc.array(fc.integer({ min: 20, max: 24 }), { minLength: 7, maxLength: 7 }), wide: fc.boolean() })
  .map(({ days, wide }) =>
    workload({
      services: [
        service({
          name: 'api',
          task: task({ cpuUnits: wide ? 4096 : 2048, memoryMiB: 16_384, networkModeAssumed: true }),
          demand: { course: { kind: 'hourly', timeZone: 'UTC', amounts: days.flatMap((count) => Array<string>(24).fill(String(count))) } },
        }),
      ],
      cluster: cluster({ availabilityZones: 2 }),
    }),
  );

test('the cheapest way to run changing demand is recommended, also where it is a fleet that never changes', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(changingWeek, (each) => {
      const { verdict, comparison, options, advice } = estimate(each, SEOUL);
      expect(verdict.recommended).toBe(comparison.cheapest);
      expect(advice[0]?.recommended).toBe(comparison.cheapest);
      const totals = options.filter(({ impossible, commitment }) => impossible.length === 0 && !commitment).map(({ bill }) => bill.total);
      for (const total of totals) expect(verdict.monthly && compareUsd(verdict.monthly, total)).toBeLessThanOrEqual(0);
      seen.add(verdict.recommended ?? '');
    }),
    { seed: 51, numRuns: 25 },
  );
  expect([...seen].some((id) => id.endsWith(':fixed-fleet'))).toBe(true);
});

test('no service is cheaper under another option, the others staying where they are', () => {
  fc.assert(
    fc.property(file, (each) => {
      const { advice, verdict } = fullyAdvised(each, CATALOG);
      for (const { alternatives } of advice) {
        const [best] = alternatives;
        if (best && verdict.monthly) expect(compareUsd(best.monthly, verdict.monthly)).toBe(0);
      }
    }),
    { seed: 44, numRuns: 40 },
  );
});

test('advice does not depend on the order of services', () => {
  fc.assert(
    fc.property(file, (each) => {
      const placesOf = (one: Workload): object =>
        Object.fromEntries(estimate(one, CATALOG).advice.map(({ service: name, class: of, recommended }) => [name, [of, recommended]]));
      expect(placesOf({ ...each, services: each.services.toReversed() })).toEqual(placesOf(each));
    }),
    { seed: 45, numRuns: 40 },
  );
});

/** The workload of one service with one input at a value that a flip names. */
function atValue(each: Workload, { input, subject }: Flip, value: string): Workload {
  const [only] = each.services;
  if (!only) throw new Error('there is a service');
  switch (input) {
    case 'task-count':
      return { ...each, services: [{ ...only, desiredCount: Number(value) }] };
    case 'cpu-utilization':
      return { ...each, services: [{ ...only, utilization: { cpu: String(Number(value) / 100) } }] };
    case 'hours-a-day': {
      const days = [0, 1, 2, 3, 4, 5, 6];
      const window = { days, fromMinute: 0, toMinute: Number(value) * 60, timeZone: 'UTC', amount: String(only.desiredCount) };
      const isAllDay = Number(value) === 24;
      return isAllDay
        ? each
        : { ...each, services: [{ ...only, demand: { course: { kind: 'schedule', windows: [window], otherwise: '0' } } }] };
    }
    case 'instance-rate':
      return { ...each, rates: { [`BoxUsage:${subject}`]: value } };
    case 'fargate-rates': {
      const factor = Number(value) / 100;
      const rates = {
        'Fargate-vCPU-Hours:perCPU': 0.04,
        'Fargate-GB-Hours': 0.004,
        'Fargate-ARM-vCPU-Hours:perCPU': 0.03,
        'Fargate-ARM-GB-Hours': 0.003,
      };
      return { ...each, rates: Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, (rate * factor).toFixed(8)])) };
    }
    default:
      throw new Error(`no service has ${input}`);
  }
}

test('past a printed break-even the launch type flips, and at the value before it does not', () => {
  let checked = 0;
  fc.assert(
    fc.property(anyService, (wanted) => {
      const each = workload({ services: [service({ ...wanted, name: 'only' })] });
      const { flips, recommended } = adviceFor(fullyAdvised(each, CATALOG), 'only');
      const launchTypeAt = (value: string, flip: Flip): string | undefined =>
        adviceFor(estimate(atValue(each, flip, value), CATALOG), 'only').recommended?.split(':')[0];
      for (const flip of flips) {
        expect(launchTypeAt(flip.holds, flip), JSON.stringify(flip)).toBe(recommended?.split(':')[0]);
        expect(launchTypeAt(flip.flips, flip), JSON.stringify(flip)).toBe(flip.to.split(':')[0]);
        checked += 1;
      }
    }),
    { seed: 46, numRuns: 40 },
  );
  expect(checked).toBeGreaterThan(40);
});

test('a mix never costs more than any single option', () => {
  fc.assert(
    fc.property(file, (each) => {
      const { options, verdict } = estimate(each, CATALOG);
      for (const { id, bill, impossible } of options) {
        if (impossible.length > 0 || bill.missing.length > 0 || !verdict.monthly) continue;
        expect(compareUsd(verdict.monthly, bill.total), id).toBeLessThanOrEqual(0);
      }
    }),
    { seed: 47, numRuns: 40 },
  );
});
