import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fleet, FleetCourse, InstanceGroup } from '../../src/capacity/capacity.ts';
import type { Option } from '../../src/comparison/comparison.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { estimate } from '../../src/estimate.ts';
import { approxQuantity } from '../../src/units/quantity.ts';
import type { Load } from '../../src/workload/course.ts';
import type { Cluster, Service, Workload } from '../../src/workload/workload.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { cluster, service, task, workload } from '../support/workload-builder.ts';

// Laws of whole options, from the workload to the bill, for instances that come and go. Four weeks.
const MONTH = parseMonth('672');
const RUNS = { seed: 23, numRuns: 40 };
const OPTIONS = { month: MONTH, mixes: false, purchases: false } as const;
/** Costs are exact to thirty decimals, parts of them to ten. */
const ROUNDED = '-0.00000001';

const hourly = (amounts: readonly number[]): Load => ({ course: { kind: 'hourly', amounts: amounts.map(String), timeZone: 'UTC' } });

const day = (most: number): fc.Arbitrary<number[]> => fc.array(fc.integer({ min: 0, max: most }), { minLength: 24, maxLength: 24 });

const size = fc.record({ cpuUnits: fc.integer({ min: 64, max: 2048 }), memoryMiB: fc.integer({ min: 128, max: 7000 }) });

/** A service whose tasks go up and down by the hour, and what it uses of its CPU. */
const changing: fc.Arbitrary<Service> = fc
  .record({ size, amounts: day(12), cpu: fc.constantFrom(undefined, '0.2', '0.55', '1'), isPacked: fc.boolean() })
  .map(({ size: each, amounts, cpu, isPacked }) =>
    service({
      task: task(each),
      demand: hourly(amounts),
      desiredCount: 12,
      utilization: cpu === undefined ? {} : { cpu },
      ...(isPacked ? { placementStrategy: [{ type: 'binpack', field: 'memory' }] as const } : {}),
    }),
  );

const changingServices = fc
  .array(changing, { minLength: 1, maxLength: 3 })
  .map((all) => all.map((each, index) => ({ ...each, name: `s${index}`, path: `services[${index}]` })));

function estimated(services: readonly Service[], wanted: Partial<Cluster> = {}, types?: readonly string[]): readonly Option[] {
  const file: Workload = workload({ services: [...services], cluster: cluster(wanted) });
  return estimate(file, smallCatalog(types ? { types } : {}), OPTIONS).options;
}

const withCourse = (options: readonly Option[]): { option: Option; fleet: Fleet; course: FleetCourse }[] =>
  options.flatMap((option) =>
    option.impossible.length > 0 || option.plan.launchType === 'FARGATE' || option.plan.launchType === 'MIXED'
      ? []
      : option.plan.fleets.flatMap((fleet) => (fleet.course ? [{ option, fleet, course: fleet.course }] : [])),
  );

const givenOf = (options: readonly Option[]): Option | undefined => options.find(({ variant }) => variant === 'given-fleet');

test('on instances that ECS chooses or the file names, burstable ones among them, simulated cost >= bound >= lower bound', () => {
  let courses = 0;
  let surcharged = 0;
  fc.assert(
    fc.property(changingServices, fc.constantFrom('m5.large', 't3.large', 'm5.xlarge'), (services, instanceType) => {
      const options = estimated(services, {
        instances: [{ instanceType, minimum: 0 }],
        instanceTypes: { include: [], exclude: [], burstable: true, previousGeneration: true },
      });
      for (const { course, fleet } of withCourse(options)) {
        const { simulated, bound, lowerBound, surge, waiting, cpuCredits } = course.difference;
        expect(simulated.cost.plus(waiting.cost).minus(surge.cost).minus(bound.cost).gte(ROUNDED)).toBe(true);
        expect(bound.cost.gte(lowerBound)).toBe(true);
        expect(cpuCredits.cost.gte(0)).toBe(true);
        expect(fleet.packing.lowerBoundTicksPerHour).toBeLessThanOrEqual(fleet.packing.ticksPerHour);
        courses += 1;
        if (cpuCredits.cost.gt(0)) surcharged += 1;
      }
    }),
    RUNS,
  );
  expect(courses).toBeGreaterThan(60);
  expect(surcharged).toBeGreaterThan(10);
});

test('more demand never costs less on a fixed fleet, nor on Fargate', () => {
  let priced = 0;
  fc.assert(
    fc.property(size, day(6), day(4), fc.integer({ min: 3, max: 12 }), (each, amounts, more, count) => {
      const totals = (of: readonly number[]) => {
        const options = estimated(
          [service({ task: task(each), demand: hourly(of), desiredCount: 10 })],
          { instances: [{ instanceType: 'm5.large', minimum: count, maximum: count }] },
          ['m5.large'],
        );
        const fargate = options.find(({ id }) => id === 'fargate:on-demand:X86_64');
        return { given: givenOf(options), fargate };
      };
      const [less, full] = [totals(amounts), totals(amounts.map((amount, hour) => amount + (more[hour] ?? 0)))];
      expect(full.fargate?.bill.total.gte(less.fargate?.bill.total ?? 0)).toBe(true);
      if (!less.given || !full.given || full.given.impossible.length > 0) return;
      // What the smaller demand does not fit on, the larger one does not either.
      expect(less.given.impossible).toEqual([]);
      expect(full.given.bill.total.gte(less.given.bill.total)).toBe(true);
      priced += 1;
    }),
    { ...RUNS, numRuns: 60 },
  );
  expect(priced).toBeGreaterThan(15);
});

test('more demand never costs less on one burstable instance: it uses more CPU, and pays back less', () => {
  let surcharged = 0;
  fc.assert(
    fc.property(day(3), day(1), fc.constantFrom('0.3', '0.6', '1'), (amounts, more, cpu) => {
      const total = (of: readonly number[]) => {
        const options = estimated(
          [service({ task: task({ cpuUnits: 512, memoryMiB: 512 }), demand: hourly(of), desiredCount: 4, utilization: { cpu } })],
          { instances: [{ instanceType: 't3.large', minimum: 1, maximum: 1 }] },
          ['t3.large'],
        );
        return givenOf(options);
      };
      const [less, full] = [total(amounts), total(amounts.map((amount, hour) => amount + (more[hour] ?? 0)))];
      expect([less?.impossible, full?.impossible]).toEqual([[], []]);
      expect(full?.bill.total.minus(less?.bill.total ?? 0).gte(0)).toBe(true);
      if (full?.bill.lines.some(({ usageType }) => usageType === 'CPUCredits:t3')) surcharged += 1;
    }),
    RUNS,
  );
  expect(surcharged).toBeGreaterThan(10);
});

test('a flat demand makes the simulation and the steady packing equal, to the digit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ size, count: fc.integer({ min: 1, max: 20 }) }), { minLength: 1, maxLength: 4 }),
      fc.constantFrom('m5.large', 'm5.xlarge', 'm5.4xlarge'),
      fc.integer({ min: 1, max: 3 }),
      (all, instanceType, availabilityZones) => {
        const services = all.map(({ size: each, count }, index) => service({ name: `s${index}`, task: task(each), desiredCount: count }));
        // Given instances are always simulated; those that are chosen for a flat demand are packed.
        const options = estimated(services, { availabilityZones, instances: [{ instanceType, minimum: 0 }] }, [instanceType]);
        const packed = options.find(({ id }) => id === 'ec2:on-demand:X86_64');
        const simulated = givenOf(options);
        expect(packed?.plan.launchType === 'EC2' && packed.plan.fleets[0]?.course).toBeUndefined();
        expect(simulated?.plan.launchType === 'EC2' && simulated.plan.fleets[0]?.course).toBeTruthy();
        expect(simulated?.bill.total.toFixed()).toBe(packed?.bill.total.toFixed());
      },
    ),
    RUNS,
  );
});

test('tasks never exceed what instances hold, at the peak, at the trough and in any minute', () => {
  const held = ({ tasks, allocatableCpuUnits, allocatableMemoryMiB, count }: InstanceGroup): boolean =>
    count > 0 &&
    tasks.reduce((sum, each) => sum + each.count * each.cpuUnits, 0) <= allocatableCpuUnits &&
    tasks.reduce((sum, each) => sum + each.count * each.memoryMiB, 0) <= allocatableMemoryMiB;
  fc.assert(
    fc.property(changing, fc.constantFrom('m5.large', 't3.large'), (only, instanceType) => {
      const { cpuUnits, memoryMiB } = only.task;
      for (const { course, fleet } of withCourse(estimated([only], { instances: [{ instanceType, minimum: 0 }] }))) {
        expect([...fleet.groups, ...course.atTrough].every(held)).toBe(true);
        for (const { instances, runningTasks } of course.series) {
          const most = course.types.reduce((sum, type, index) => {
            const each = Math.min(Math.floor(type.allocatableCpuUnits / cpuUnits), Math.floor(type.allocatableMemoryMiB / memoryMiB));
            return sum + (instances[index] ?? 0) * each;
          }, 0);
          expect(runningTasks).toBeLessThanOrEqual(most);
        }
      }
    }),
    RUNS,
  );
});

test('what the month is billed is what the series of instances adds up to', () => {
  fc.assert(
    fc.property(changingServices, (services) => {
      for (const { course } of withCourse(estimated(services))) {
        course.types.forEach(({ seconds }, type) => {
          const minutes = course.series.reduce((sum, { fromMinute, instances }, index) => {
            return sum + (instances[type] ?? 0) * ((course.series[index + 1]?.fromMinute ?? course.minutes) - fromMinute);
          }, 0);
          expect(approxQuantity(seconds)).toBeCloseTo(minutes * 60 * 4, 6);
        });
      }
    }),
    { ...RUNS, numRuns: 20 },
  );
});
