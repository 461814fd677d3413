import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Course, Load } from '../../src/workload/course.ts';
import { parseWorkload } from '../../src/workload/parse-workload.ts';
import type { OwnedTerm, Purchasing } from '../../src/workload/purchasing.ts';
import type { Job, Service, Task, Workload } from '../../src/workload/workload.ts';
import { type PlainDocument, rightDocument } from './documents.ts';
import { printBeside, printEnvironment } from './print-beside.ts';

const RUNS = { seed: 7, numRuns: 60 };

/** What a workload says, without what was assumed on the way and what has no amount. */
function saidBy({ assumptions: _assumptions, notPriced: _notPriced, notStated: _notStated, ...rest }: Workload): object {
  const plain = ({ task: { networkModeAssumed: _assumed, ...task }, beside, ...owner }: Service | Job): object => ({
    ...owner,
    task,
    // The proxy of Service Connect is printed as part of the task.
    ...(beside ? { beside: { ...beside, serviceConnect: false } } : {}),
  });
  return { ...rest, services: rest.services.map(plain), jobs: rest.jobs.map(plain) };
}

/** The task as a file would state it; what only a task definition can state is given as one. */
function printTask(task: Task): PlainDocument {
  return {
    taskDefinition: {
      ...(task.cpuUnits === 0 ? {} : { cpu: String(task.cpuUnits) }),
      ...(task.largestHardLimitMiB === task.memoryMiB ? { memory: task.memoryMiB } : {}),
      containerDefinitions: [
        { memoryReservation: task.memoryMiB, ...(task.largestHardLimitMiB === 0 ? {} : { memory: task.largestHardLimitMiB }) },
      ],
    },
    architecture: task.architectures,
    operatingSystem: task.operatingSystem,
    ...(task.ephemeralStorageGiB === undefined ? {} : { ephemeralStorage: `${task.ephemeralStorageGiB} GB` }),
    gpus: task.gpus,
    networkMode: task.networkMode,
    ports: task.hostPorts.map(({ port, protocol }) => ({ hostPort: port, containerPort: port, protocol })),
    privileged: task.privileged,
    requires: task.requires,
  };
}

function printOwner({
  name,
  task,
  launchType,
  interruptible,
  utilization,
  startupSeconds,
  stopSeconds,
  beside,
}: Service | Job): PlainDocument {
  const percent = (share: string): string => `${Number(share) * 100}%`;
  return {
    name,
    ...printTask(task),
    ...printBeside(beside),
    ...(launchType === undefined ? {} : { launchType }),
    interruptible,
    ...(utilization === undefined
      ? {}
      : { utilization: Object.fromEntries(Object.entries(utilization).map(([key, share]) => [key, percent(share)])) }),
    startup: `${startupSeconds}s`,
    ...(stopSeconds === undefined ? {} : { stop: `${stopSeconds}s` }),
  };
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function printTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function printCourse(course: Course): PlainDocument {
  switch (course.kind) {
    case 'constant':
      return { tasks: Number(course.amount) };
    case 'schedule':
      return {
        schedule: course.windows.map(({ days, fromMinute, toMinute, timeZone, amount }) => ({
          days: days.map((day) => WEEKDAYS[day]),
          from: printTime(fromMinute),
          to: printTime(toMinute),
          timezone: timeZone,
          tasks: Number(amount),
        })),
        otherwise: Number(course.otherwise),
      };
    case 'hourly':
      return { hourly: course.amounts.map(Number), timezone: course.timeZone };
    case 'bursts': {
      const { base, peak, burstMinutes, burstsPerDay } = course;
      return { base: Number(base), peak: Number(peak), burstMinutes, burstsPerDay };
    }
    case 'trace':
      return { trace: course.file };
    default:
      return course satisfies never;
  }
}

function printLoad({ course, lowFactor, highFactor }: Load): PlainDocument {
  return {
    ...printCourse(course),
    ...(lowFactor === undefined ? {} : { low: Number(lowFactor) }),
    ...(highFactor === undefined ? {} : { high: Number(highFactor) }),
  };
}

function printCount({ schedulingStrategy, desiredCount, demand, autoscaling }: Service): PlainDocument {
  if (schedulingStrategy === 'DAEMON') return {};
  if (demand) return { demand: printLoad(demand) };
  if (!autoscaling) return { desiredCount };
  const { min, max, metric, target, load, scaleInCooldownSeconds } = autoscaling;
  return {
    autoscaling: { min, max, metric, target: Number(target), load: printLoad(load), scaleInCooldown: `${scaleInCooldownSeconds}s` },
  };
}

function printService(service: Service): PlainDocument {
  return {
    ...printOwner(service),
    schedulingStrategy: service.schedulingStrategy,
    ...printCount(service),
    ...(service.deployment ? { deployment: service.deployment } : {}),
    ...(service.keepOnDemand ? { keepOnDemand: { tasks: service.keepOnDemand.tasks, share: percentOf(service.keepOnDemand.share) } } : {}),
    placementConstraints: [...(service.distinctInstance ? [{ type: 'distinctInstance' }] : []), ...printMemberOf(service)],
    ...(service.placementStrategy ? { placementStrategy: service.placementStrategy } : {}),
    ...(service.capacityProviderStrategy ? { capacityProviderStrategy: service.capacityProviderStrategy } : {}),
  };
}

/** Which instances a `memberOf` constraint means is not kept, only that there is one. */
function printMemberOf({ task }: Service | Job): PlainDocument[] {
  return task.notOnFargate.includes('placementConstraints memberOf') ? [{ type: 'memberOf', expression: 'attribute:zone == a' }] : [];
}

function printJob(job: Job): PlainDocument {
  const { runs } = job;
  return {
    ...printOwner(job),
    placementConstraints: printMemberOf(job),
    tasks: job.tasksPerRun,
    duration:
      job.durations?.map(({ seconds, weight }) => ({ duration: `${seconds}s`, weight: Number(weight) })) ?? `${job.durationSeconds}s`,
    ...(runs.kind === 'per-month' ? { runsPerMonth: runs.runsPerMonth } : { schedule: runs.expression }),
  };
}

/** `0.125` as `12.5%`, by moving the point. */
function percentOf(share: string): string {
  const [whole = '', decimals = ''] = share.split('.');
  const padded = decimals.padEnd(2, '0');
  return `${Number(whole + padded.slice(0, 2))}${padded.length > 2 ? `.${padded.slice(2)}` : ''}%`;
}

function printProviders({ managedScaling = {}, instances, managedInstances }: Workload['cluster']): PlainDocument {
  const { targetCapacityPercent, ...scaling } = managedScaling;
  const { availabilityZones, scaleInAfterSeconds: seconds, storageGiB } = managedInstances ?? {};
  const given = instances?.map(({ instanceType, minimum, maximum }) => ({ type: instanceType, min: minimum, max: maximum }));
  return {
    ...scaling,
    ...(targetCapacityPercent === undefined ? {} : { targetCapacity: targetCapacityPercent }),
    ...(given === undefined ? {} : { instances: JSON.parse(JSON.stringify(given)) as PlainDocument[] }),
    ...(managedInstances === undefined
      ? {}
      : {
          managedInstances: {
            ...(availabilityZones === undefined ? {} : { availabilityZones }),
            ...(seconds === undefined ? {} : { scaleInAfter: seconds < 0 ? -1 : `${seconds}s` }),
            ...(storageGiB === undefined ? {} : { storage: storageGiB }),
          },
        }),
  };
}

function printPurchasing({ savingsPlans, reservedInstances, assumedDiscounts, spot }: Purchasing): PlainDocument {
  const { interruptions, restartSeconds, workLostSeconds } = spot;
  return {
    savingsPlans: savingsPlans.map(({ kind, family, region, usdPerHour, rates, ...term }) => ({
      kind,
      usdPerHour,
      rates,
      ...(family === undefined ? {} : { family }),
      ...(region === undefined ? {} : { region }),
      ...printTerm(term),
    })),
    reservedInstances: reservedInstances.map(({ path, startMinute, endMinute, termYears, payment, ...reservation }) => ({
      ...reservation,
      ...printTerm({ path, termYears, payment, ...dated({ startMinute, endMinute }) }),
    })),
    assumedDiscounts: Object.fromEntries(
      Object.entries(assumedDiscounts).map(([option, discount]) => [
        option,
        Object.fromEntries(Object.entries(discount).map(([part, share]) => [part, percentOf(share)])),
      ]),
    ),
    spot: {
      ...(interruptions === undefined ? {} : { interruptions }),
      ...(restartSeconds === undefined ? {} : { restart: `${restartSeconds}s` }),
      ...(workLostSeconds === undefined ? {} : { workLost: `${workLostSeconds}s` }),
    },
  };
}

const dated = ({ startMinute, endMinute }: { startMinute: number | undefined; endMinute: number | undefined }) => ({
  ...(startMinute === undefined ? {} : { startMinute }),
  ...(endMinute === undefined ? {} : { endMinute }),
});

function printTerm({ startMinute, endMinute, termYears, payment }: OwnedTerm): PlainDocument {
  const day = (minute: number) => `${new Date(minute * 60_000).toISOString().slice(0, 16)}Z`;
  return {
    term: `${termYears}y`,
    payment,
    ...(startMinute === undefined ? {} : { start: day(startMinute) }),
    ...(endMinute === undefined ? {} : { end: day(endMinute) }),
  };
}

function print({
  version,
  name,
  region,
  services,
  jobs,
  cluster,
  environment,
  rates,
  discounts,
  purchasing,
  budget,
  operations,
}: Workload): string {
  const { sizeGiB, volumeType, iops, throughputMiBps } = cluster.rootVolume;
  return stringify({
    version,
    name,
    region,
    services: services.map(printService),
    jobs: jobs.map(printJob),
    ...printEnvironment(environment, printCourse),
    cluster: {
      availabilityZones: cluster.availabilityZones,
      minimumInstances: cluster.minimumInstances,
      reservedMemory: cluster.reservedMemoryMiB,
      registeredMemory: cluster.registeredMemoryMiB,
      eniTrunking: cluster.eniTrunking,
      ...(cluster.cpuCredits === undefined ? {} : { cpuCredits: cluster.cpuCredits }),
      rootVolume: {
        size: sizeGiB,
        volumeType,
        ...(iops === undefined ? {} : { iops }),
        ...(throughputMiBps === undefined ? {} : { throughput: throughputMiBps }),
      },
      instanceTypes: cluster.instanceTypes,
      ...printProviders(cluster),
    },
    rates,
    purchasing: {
      discount: Object.fromEntries(Object.entries(discounts).map(([offer, share]) => [offer, percentOf(share)])),
      ...(purchasing ? printPurchasing(purchasing) : {}),
    },
    ...(operations === undefined ? {} : { operations: { ...operations } }),
    ...(budget === undefined
      ? {}
      : {
          budget: {
            ...(budget.monthlyUsd === undefined ? {} : { monthly: budget.monthlyUsd }),
            ...(budget.increaseUsd === undefined ? {} : { increase: budget.increaseUsd }),
          },
        }),
  });
}

test('a workload that is printed and read again is the same', () => {
  fc.assert(
    fc.property(rightDocument, (document) => {
      const workload = parseWorkload(JSON.stringify(document));
      expect(saidBy(parseWorkload(print(workload)))).toEqual(saidBy(workload));
    }),
    RUNS,
  );
});

test('a document says the same in JSON, in YAML blocks and on one YAML line', () => {
  fc.assert(
    fc.property(rightDocument, (document) => {
      const workload = parseWorkload(JSON.stringify(document));
      expect(parseWorkload(stringify(document))).toEqual(workload);
      expect(parseWorkload(stringify(document, { collectionStyle: 'flow', lineWidth: 0 }))).toEqual(workload);
      expect(parseWorkload(JSON.stringify(document, null, '\t'))).toEqual(workload);
    }),
    RUNS,
  );
});

test('the order of keys changes nothing', () => {
  const reversed = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(reversed);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node)
        .reverse()
        .map(([key, value]) => [key, reversed(value)]),
    );
  };
  fc.assert(
    fc.property(rightDocument, (document) => {
      expect(parseWorkload(JSON.stringify(reversed(document)))).toEqual(parseWorkload(JSON.stringify(document)));
    }),
    RUNS,
  );
});

test('vCPU and CPU units, GB and MiB are two spellings of one size', () => {
  const sizeOf = (cpu: string, memory: string): (number | undefined)[] => {
    const text = `{version: 1, name: a, region: us-east-1, services: [{name: a, cpu: ${cpu}, memory: ${memory}, desiredCount: 1}]}`;
    const { task } = parseWorkload(text).services[0] as Service;
    return [task.cpuUnits, task.memoryMiB];
  };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 4, max: 10_000_000 }), (cpuUnits, memoryMiB) => {
      // n / 1024 ends after ten decimals, since 1,024 is 2 to the tenth.
      const exact = (n: number): string =>
        ((BigInt(n) * 10n ** 10n) / 1024n)
          .toString()
          .padStart(11, '0')
          .replace(/(\d{10})$/, '.$1');
      expect(sizeOf(`${exact(cpuUnits)} vCPU`, `${exact(memoryMiB)} GB`)).toEqual([cpuUnits, memoryMiB]);
      expect(sizeOf(`${cpuUnits}`, `${memoryMiB} MB`)).toEqual([cpuUnits, memoryMiB]);
    }),
    RUNS,
  );
});
