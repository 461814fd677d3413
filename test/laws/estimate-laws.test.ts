import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awsvpcTaskLimit } from '../../src/building-blocks.ts';
import type { Ec2Plan } from '../../src/capacity/capacity.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { loadCatalogSync } from '../../src/catalog/load-catalog.ts';
import { estimate } from '../../src/estimate.ts';
import { compareUsd, exactText, sumUsd } from '../../src/units/money.ts';
import type { Job, Service, Workload } from '../../src/workload/workload.ts';
import { decimalText, fraction, times } from '../support/fraction.ts';
import { cluster, job, service, task, workload } from '../support/workload-builder.ts';

const REGIONS: readonly string[] = ['us-east-1', 'ap-northeast-2', 'ap-southeast-5'];
const CATALOGS = new Map<string, Catalog>(REGIONS.map((region) => [region, loadCatalogSync({ region })]));

const anyTask = fc
  .record({
    cpuUnits: fc.integer({ min: 16, max: 8192 }),
    memoryMiB: fc.integer({ min: 16, max: 60_000 }),
    networkMode: fc.constantFrom('awsvpc' as const, 'bridge' as const),
    architectures: fc.constantFrom(['X86_64'] as const, ['ARM64'] as const, ['X86_64', 'ARM64'] as const),
    operatingSystem: fc.constantFrom('LINUX' as const, 'LINUX' as const, 'LINUX' as const, 'WINDOWS' as const),
    gpus: fc.constantFrom(0, 0, 0, 0, 1),
    ephemeralStorageGiB: fc.constantFrom(21, 100),
    hostPort: fc.constantFrom(0, 0, 8080, 9090),
  })
  .map(({ hostPort, operatingSystem, architectures, ...rest }) =>
    task({
      ...rest,
      operatingSystem,
      architectures: operatingSystem === 'WINDOWS' ? ['X86_64'] : architectures,
      hostPorts: hostPort > 0 && rest.networkMode === 'bridge' ? [{ port: hostPort, protocol: 'tcp' }] : [],
    }),
  );

const services: fc.Arbitrary<Service[]> = fc
  .array(fc.record({ task: anyTask, desiredCount: fc.integer({ min: 0, max: 40 }), distinctInstance: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all) => all.map((each, index) => service({ ...each, name: `s${index}`, path: `services[${index}]` })));

const jobs: fc.Arbitrary<Job[]> = fc
  .array(
    fc.record({
      task: anyTask,
      tasksPerRun: fc.integer({ min: 1, max: 30 }),
      durationSeconds: fc.integer({ min: 1, max: 40_000 }).map(String),
    }),
    { maxLength: 2 },
  )
  .map((all) =>
    all.map((each, index) =>
      job({ ...each, name: `j${index}`, path: `jobs[${index}]`, runs: { kind: 'per-month', runsPerMonth: '30.5' } }),
    ),
  );

const file: fc.Arbitrary<Workload> = fc
  .record({
    region: fc.constantFrom(...REGIONS),
    services,
    jobs,
    zones: fc.integer({ min: 1, max: 3 }),
    minimum: fc.integer({ min: 0, max: 6 }),
    trunking: fc.boolean(),
  })
  .map(({ zones, minimum, trunking, ...rest }) =>
    workload({ ...rest, cluster: cluster({ availabilityZones: zones, minimumInstances: minimum, eniTrunking: trunking }) }),
  );

function estimated(each: Workload) {
  const catalog = CATALOGS.get(each.region);
  if (!catalog) throw new Error('a Region of this test has a catalog');
  // Laws about single options: searching mixes of eight services for each of these files would take minutes.
  return { catalog, result: estimate(each, catalog, { mixes: false }) };
}

test('a total is the sum of its lines, a line is rate x quantity, and what falls to the services adds up to the total', () => {
  fc.assert(
    fc.property(file, (each) => {
      const { result } = estimated(each);
      for (const { id, bill, impossible } of result.options) {
        expect(exactText(bill.total)).toBe(exactText(sumUsd(bill.lines.map(({ cost }) => cost))));
        for (const line of bill.lines) {
          const exact = times(fraction(exactText(line.rate)), { top: line.quantity.numerator, bottom: line.quantity.denominator });
          expect(exactText(line.cost)).toBe(decimalText(exact, 30));
          if (line.allocation) expect(exactText(sumUsd(line.allocation.map(({ cost }) => cost)))).toBe(exactText(line.cost));
        }
        const ranked = result.comparison.ranked.find((candidate) => candidate.id === id);
        if (impossible.length === 0) expect(exactText(sumUsd(ranked?.perOwner.map(({ cost }) => cost) ?? []))).toBe(exactText(bill.total));
        else expect(bill.lines).toEqual([]);
      }
    }),
    { seed: 42, numRuns: 60 },
  );
});

test('every task of a possible EC2 plan stands on an instance that can hold it, and no instance holds too much', () => {
  let plans = 0;
  fc.assert(
    fc.property(file, (each) => {
      const { catalog, result } = estimated(each);
      for (const { plan, impossible } of result.options) {
        if (plan.launchType !== 'EC2' || impossible.length > 0) continue;
        expect(problemsOf(plan, each, catalog)).toEqual([]);
        plans += 1;
      }
    }),
    { seed: 42, numRuns: 60 },
  );
  expect(plans).toBeGreaterThan(30);
});

test('options are ranked: complete bills by cost, then incomplete ones, then impossible ones', () => {
  fc.assert(
    fc.property(file, (each) => {
      const { options, comparison } = estimated(each).result;
      const { ranked, cheapest, cheapestWithCommitment } = comparison;
      const order = ['complete', 'incomplete', 'impossible'];
      for (const [index, option] of ranked.entries()) {
        const next = ranked[index + 1];
        if (!next) continue;
        expect(order.indexOf(option.status)).toBeLessThanOrEqual(order.indexOf(next.status));
        if (option.status === next.status) expect(compareUsd(option.total, next.total)).toBeLessThanOrEqual(0);
      }
      const committed = new Set(options.filter(({ commitment }) => commitment).map(({ id }) => id));
      const complete = ranked.filter(({ status }) => status === 'complete').map(({ id }) => id);
      expect(cheapest).toBe(complete.find((id) => !committed.has(id)));
      expect(cheapestWithCommitment).toBe(complete.find((id) => committed.has(id)));
    }),
    { seed: 42, numRuns: 40 },
  );
});

test('the order of services changes no total on Fargate', () => {
  fc.assert(
    fc.property(file, (each) => {
      const reversed = { ...each, services: each.services.toReversed() };
      const totals = (one: Workload) =>
        estimated(one)
          .result.options.filter(({ launchType }) => launchType === 'FARGATE')
          .map(({ id, bill }) => `${id} ${exactText(bill.total)}`)
          .toSorted();
      expect(totals(reversed)).toEqual(totals(each));
    }),
    { seed: 42, numRuns: 40 },
  );
});

test('an EC2 plan never claims a bound above its cost', () => {
  fc.assert(
    fc.property(file, (each) => {
      for (const { plan } of estimated(each).result.options) {
        if (plan.launchType !== 'EC2') continue;
        for (const { packing } of plan.fleets) expect(packing.lowerBoundTicksPerHour).toBeLessThanOrEqual(packing.ticksPerHour);
      }
    }),
    { seed: 42, numRuns: 40 },
  );
});

/** Checks a plan against ECS's rules from the outside; empty when it holds. */
function problemsOf(plan: Ec2Plan, each: Workload, catalog: Catalog): string[] {
  const problems: string[] = [];
  const owners = new Map<string, Service | Job>([...each.services, ...each.jobs].map((owner) => [owner.name, owner]));
  const placed = new Map<string, number>();
  for (const fleet of plan.fleets) {
    for (const group of fleet.groups) {
      const type = catalog.instanceTypes.find(({ instanceType }) => instanceType === group.instanceType);
      const on = group.tasks.flatMap(({ owner, count }) => Array.from({ length: count }, () => owners.get(owner)));
      const tasks = on.map((owner) => owner?.task ?? task());
      const sum = (of: (one: (typeof tasks)[number]) => number) => tasks.reduce((total, one) => total + of(one), 0);
      const interfaces = sum(({ networkMode }) => (networkMode === 'awsvpc' ? 1 : 0));
      const limit = awsvpcTaskLimit({ instanceType: group.instanceType, eniTrunking: each.cluster.eniTrunking }) ?? 0;
      const ports = tasks.flatMap(({ hostPorts }) => hostPorts.map(({ port }) => port));
      if (sum(({ cpuUnits }) => cpuUnits) > (type?.vcpus ?? 0) * 1024) problems.push(`${group.instanceType}: cpu`);
      if (sum(({ memoryMiB }) => memoryMiB) > (type?.memoryMiB ?? 0)) problems.push(`${group.instanceType}: memory`);
      if (sum(({ gpus }) => gpus) > (type?.gpus ?? 0)) problems.push(`${group.instanceType}: gpus`);
      if (interfaces > limit) problems.push(`${group.instanceType}: interfaces`);
      if (new Set(ports).size < ports.length) problems.push(`${group.instanceType}: ports`);
      if (tasks.some(({ architectures }) => !type?.architecture || !architectures.includes(type.architecture)))
        problems.push(`${group.instanceType}: architecture`);
      if (tasks.some(({ operatingSystem }) => operatingSystem !== fleet.operatingSystem)) problems.push(`${group.instanceType}: system`);
      if (type?.burstable) problems.push(`${group.instanceType}: burstable`);
      for (const { owner, count } of group.tasks) {
        const found = owners.get(owner);
        if (found && 'distinctInstance' in found && found.distinctInstance && count > 1) problems.push(`${owner}: distinct`);
        placed.set(owner, (placed.get(owner) ?? 0) + count * group.count);
      }
    }
  }
  for (const { name, desiredCount } of each.services)
    if ((placed.get(name) ?? 0) !== desiredCount) problems.push(`${name}: ${placed.get(name)} of ${desiredCount}`);
  for (const { name, tasksPerRun } of each.jobs) if ((placed.get(name) ?? 0) !== tasksPerRun) problems.push(`${name}: ${placed.get(name)}`);
  for (const system of new Set(plan.fleets.map(({ operatingSystem }) => operatingSystem))) {
    const fleets = plan.fleets.filter(({ purpose, operatingSystem }) => purpose.kind === 'services' && operatingSystem === system);
    const count = fleets.flatMap(({ groups }) => groups).reduce((total, group) => total + group.count, 0);
    if (fleets.length > 0 && count < each.cluster.minimumInstances) problems.push(`only ${count} instances`);
  }
  return problems;
}
