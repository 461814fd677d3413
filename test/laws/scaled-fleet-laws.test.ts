import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FleetCourse } from '../../src/capacity/capacity.ts';
import type { Option } from '../../src/comparison/comparison.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { estimate } from '../../src/estimate.ts';
import { renderJson } from '../../src/report/render-json.ts';
import { minusUsd, sumUsd } from '../../src/units/money.ts';
import { addQuantities, compareQuantities, multiplyQuantities, NO_QUANTITY, quantityOf } from '../../src/units/quantity.ts';
import type { Load } from '../../src/workload/course.ts';
import type { Service, Workload } from '../../src/workload/workload.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { cluster, service, task, workload } from '../support/workload-builder.ts';

const RUNS = { seed: 11, numRuns: 40 };
const CATALOG = smallCatalog();
const ROUNDED = '-0.00000001';

const load: fc.Arbitrary<Load> = fc.oneof(
  fc
    .array(fc.integer({ min: 0, max: 12 }), { minLength: 24, maxLength: 24 })
    .map((hours) => ({ course: { kind: 'hourly' as const, amounts: hours.map(String), timeZone: 'UTC' } })),
  fc
    .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 6, max: 40 }), fc.integer({ min: 5, max: 90 }))
    .map(([base, peak, burstMinutes]) => ({
      course: { kind: 'bursts' as const, base: String(base), peak: String(peak), burstMinutes, burstsPerDay: 3 },
    })),
);

const anyService: fc.Arbitrary<Service> = fc
  .record({
    task: fc
      .record({
        cpuUnits: fc.integer({ min: 64, max: 2048 }),
        memoryMiB: fc.integer({ min: 128, max: 7000 }),
        ephemeralStorageGiB: fc.constantFrom(0, 0, 50),
      })
      .map(({ ephemeralStorageGiB, ...size }) => task({ ...size, ...(ephemeralStorageGiB > 0 ? { ephemeralStorageGiB } : {}) })),
    demand: load,
    deployment: fc.option(
      fc.record({
        perMonth: fc.integer({ min: 0, max: 30 }),
        minutes: fc.integer({ min: 0, max: 20 }),
        minimumHealthyPercent: fc.constantFrom(50, 100),
        maximumPercent: fc.constantFrom(100, 150, 200),
      }),
      { nil: undefined },
    ),
    placementStrategy: fc.constantFrom(
      undefined,
      [{ type: 'binpack', field: 'memory' }] as const,
      [
        { type: 'spread', field: 'attribute:ecs.availability-zone' },
        { type: 'binpack', field: 'cpu' },
      ] as const,
    ),
  })
  .map(({ deployment, placementStrategy, ...rest }) =>
    service({ ...rest, desiredCount: 40, ...(deployment ? { deployment } : {}), ...(placementStrategy ? { placementStrategy } : {}) }),
  );

const file: fc.Arbitrary<Workload> = fc
  .record({
    services: fc.array(anyService, { minLength: 1, maxLength: 3 }),
    hasDaemon: fc.boolean(),
    zones: fc.integer({ min: 1, max: 3 }),
    minimumInstances: fc.integer({ min: 0, max: 3 }),
    targetCapacityPercent: fc.constantFrom(100, 100, 80),
  })
  .map(({ services, hasDaemon, zones, minimumInstances, targetCapacityPercent }) => {
    const named = services.map((each, index) => ({ ...each, name: `s${index}`, path: `services[${index}]` }));
    const daemon = service({ name: 'agent', schedulingStrategy: 'DAEMON', desiredCount: 0, task: task({ cpuUnits: 64, memoryMiB: 128 }) });
    return workload({
      services: [...named, ...(hasDaemon ? [daemon] : [])],
      cluster: cluster({ availabilityZones: zones, minimumInstances, managedScaling: { targetCapacityPercent } }),
    });
  });

function scaled(workloadFile: Workload): { option: Option; course: FleetCourse }[] {
  return estimate(workloadFile, CATALOG, { month: parseMonth('2026-11') }).options.flatMap((option) => {
    const courses = option.plan.launchType === 'EC2' ? option.plan.fleets.flatMap(({ course }) => course ?? []) : [];
    return courses.map((course) => ({ option, course }));
  });
}

test('a fleet as ECS scales it costs no less than its bound, the bound no less than the lower bound, and the parts make the whole', () => {
  fc.assert(
    fc.property(file, (each) => {
      for (const { course, option } of scaled(each)) {
        const { simulated, bound, lowerBound, warmUp, idleTail, spare, fragmentation, surge, waiting } = course.difference;
        const added = sumUsd([bound, warmUp, idleTail, spare, fragmentation, surge].map(({ cost }) => cost));
        expect(minusUsd(added, waiting.cost).toFixed()).toBe(simulated.cost.toFixed());
        // What is not served in time is not paid for in time: without it the simulation is never below the bound.
        expect(simulated.cost.plus(waiting.cost).minus(surge.cost).minus(bound.cost).gte(ROUNDED)).toBe(true);
        expect(bound.cost.gte(lowerBound)).toBe(true);
        // Planning counts in ticks of 10^-10 USD, and fragmentation is the rest.
        expect([warmUp, idleTail, spare, fragmentation, waiting].every(({ cost }) => cost.gte(ROUNDED))).toBe(true);
        const fleet = option.plan.launchType === 'EC2' ? option.plan.fleets[0] : undefined;
        expect(fleet && fleet.packing.lowerBoundTicksPerHour <= fleet.packing.ticksPerHour).toBe(true);
      }
    }),
    RUNS,
  );
});

test('every shared line falls to services to the last digit, and its hours add up to its quantity', () => {
  fc.assert(
    fc.property(file, (each) => {
      const { options, demand } = estimate(each, CATALOG, { month: parseMonth('2026-11') });
      for (const { bill } of options) {
        for (const { cost, allocation } of bill.lines) {
          if (allocation) expect(sumUsd(allocation.map((part) => part.cost)).toFixed()).toBe(cost.toFixed());
        }
      }
      for (const { course } of scaled(each)) {
        for (const { seconds, counts } of course.types) {
          const sum = counts
            .map(({ fromMinute, instances }, index) =>
              multiplyQuantities(instances, quantityOf((counts[index + 1]?.fromMinute ?? course.minutes) - fromMinute)),
            )
            .reduce(addQuantities, NO_QUANTITY);
          expect(compareQuantities(multiplyQuantities(sum, multiplyQuantities(quantityOf(60), demand.horizon.perMonth)), seconds)).toBe(0);
        }
      }
    }),
    RUNS,
  );
});

test('the same file gives the same bytes', () => {
  fc.assert(
    fc.property(file, (each) => {
      expect(renderJson(estimate(each, CATALOG))).toBe(renderJson(estimate(structuredClone(each), CATALOG)));
    }),
    { ...RUNS, numRuns: 8 },
  );
});

test('a demand that is written as changing and never does costs what the steady one costs', () => {
  const flat = (count: number): Load => ({
    course: { kind: 'hourly', amounts: Array.from({ length: 24 }, () => String(count)), timeZone: 'UTC' },
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (a, b) => {
      const totals = (services: readonly Service[]): string[] =>
        estimate(workload({ services: [...services] }), CATALOG).options.map(({ id, bill }) => `${id} ${bill.total.toFixed()}`);
      const [first, second] = [service({ desiredCount: a }), service({ name: 'web', task: task({ memoryMiB: 512 }), desiredCount: b })];
      expect(
        totals([
          { ...first, demand: flat(a) },
          { ...second, demand: flat(b) },
        ]),
      ).toEqual(totals([first, second]));
    }),
    RUNS,
  );
});
