import { expect, test } from 'vitest';
import type { Option } from '../../src/comparison/comparison.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { estimate } from '../../src/estimate.ts';
import { exactText, quantityText } from '../../src/units/money.ts';
import type { Load } from '../../src/workload/course.ts';
import type { Workload } from '../../src/workload/workload.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { cluster, service, workload } from '../support/workload-builder.ts';

// Four weeks, so that a week stands for the month four times; an m5.large at $0.10 holds two tasks of one vCPU and 2 GB.
const MONTH = parseMonth('672');
const SCALED = 'ec2:on-demand:X86_64';
const BINPACK = [{ type: 'binpack', field: 'memory' }] as const;

function optionOf(file: Workload, id: string, types: readonly string[] = ['m5.large']): Option {
  const option = estimate(file, smallCatalog({ types }), { month: MONTH }).options.find((each) => each.id === id);
  if (!option) throw new Error(`there is no ${id}`);
  return option;
}

/** Four tasks from 9 to 19 o'clock every day, two at all other times. */
const OFFICE: Load = {
  course: {
    kind: 'schedule',
    windows: [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 540, toMinute: 1140, timeZone: 'UTC', amount: '4' }],
    otherwise: '2',
  },
};

/** Minutes of the week in each part of the difference. */
function minutesOf(option: Option): Record<string, number> {
  const { difference } = courseOf(option);
  const entries = Object.entries(difference).flatMap(([name, part]) => ('cost' in part ? [[name, part] as const] : []));
  return Object.fromEntries(
    entries.map(([name, { instanceSeconds }]) => [name, Number(instanceSeconds.numerator) / Number(instanceSeconds.denominator) / 240]),
  );
}

function courseOf({ plan }: Option) {
  const course = plan.launchType === 'EC2' ? plan.fleets[0]?.course : undefined;
  if (!course) throw new Error('no instances come and go');
  return course;
}

function quantityOf({ bill }: Option, usageType: string): string {
  return bill.lines.filter((line) => line.usageType === usageType).map(({ quantity }) => quantityText(quantity))[0] ?? '';
}

test('office hours with binpack: the second instance starts a minute late and leaves a quarter of an hour late', () => {
  const file = workload({ services: [service({ demand: OFFICE, placementStrategy: BINPACK })] });
  const option = optionOf(file, SCALED);
  // Every day: launched at 9:01, joined at 9:03, without a task from 19:00, ended at 19:15: 614 minutes, and 1,440 of the first.
  expect(minutesOf(option)).toEqual({
    simulated: 7 * (1440 + 614),
    bound: 7 * (1440 + 600),
    warmUp: 7 * 2,
    idleTail: 7 * 15,
    spare: 0,
    fragmentation: 0,
    cpuCredits: 0,
    surge: 0,
    waiting: 7 * 3,
  });
  // 28 x 2,054 minutes are 958.5333... hours, at $0.10; 30 GB for as long, of a month of 672 hours, at $0.10.
  expect(quantityOf(option, 'BoxUsage:m5.large')).toMatch(/^958\.5333333333/);
  expect(quantityOf(option, 'EBS:VolumeUsage.gp3')).toMatch(/^42\.791666666666/);
  expect(exactText(option.bill.total)).toBe('100.1325');
  // Two tasks wait for three minutes on each of 28 days.
  expect(quantityText(courseOf(option).waitingTaskSeconds)).toBe(String(28 * 2 * 180));
  expect(courseOf(option).types.map(({ least, peak, launches }) => [least, peak, quantityText(launches)])).toEqual([[1, 2, '28']]);
});

test('without a strategy ECS leaves one task on each of two instances, and neither ever ends', () => {
  const option = optionOf(workload({ services: [service({ demand: OFFICE })] }), SCALED);
  expect(minutesOf(option)).toMatchObject({ simulated: 7 * 2880, bound: 7 * 2040, fragmentation: 7 * 840, idleTail: 0 });
  expect(quantityOf(option, 'BoxUsage:m5.large')).toBe('1344');
});

test('a fixed fleet for the peak is an option of its own and runs all month', () => {
  const option = optionOf(workload({ services: [service({ demand: OFFICE, placementStrategy: BINPACK })] }), `${SCALED}:fixed-fleet`);
  expect(quantityOf(option, 'BoxUsage:m5.large')).toBe('1344');
  expect(option.variant).toBe('fixed-fleet');
});

test('the instances that the file names are an option: a minimum runs all the time, and what it keeps is spare', () => {
  const given = cluster({ instances: [{ instanceType: 'm5.large', minimum: 3, maximum: 3 }] });
  const option = optionOf(
    workload({ services: [service({ demand: OFFICE, placementStrategy: BINPACK })], cluster: given }),
    `${SCALED}:given-fleet`,
  );
  expect(quantityOf(option, 'BoxUsage:m5.large')).toBe('2016');
  // One instance is never needed, and one only from 9 to 19 o'clock.
  expect(minutesOf(option)).toMatchObject({ simulated: 7 * 4320, bound: 7 * 2040, spare: 7 * (1440 + 840), idleTail: 0, warmUp: 0 });
  expect(courseOf(option).scaling).toBe('fixed');
});

test('instances that are too few for the peak are told, and so are types that are not to be had', () => {
  const reasons = (instanceType: string, maximum: number) =>
    optionOf(
      workload({ services: [service({ demand: OFFICE })], cluster: cluster({ instances: [{ instanceType, minimum: 0, maximum }] }) }),
      `${SCALED}:given-fleet`,
    ).impossible;
  expect(reasons('m5.large', 1)).toEqual([{ owner: '', kind: 'given-fleet-too-small', waitingTasks: 2 }]);
  const named = workload({
    services: [service({ demand: OFFICE })],
    cluster: cluster({ instances: [{ instanceType: 'm9.huge', minimum: 1 }] }),
  });
  expect(optionOf(named, 'ec2:on-demand:mixed:given-fleet').impossible).toEqual([
    { owner: '', kind: 'given-fleet-types', instanceTypes: ['m9.huge'] },
  ]);
});

test('the instances that the file names are what runs today', () => {
  const services = [service({ demand: OFFICE, launchType: 'EC2' })];
  const { comparison } = estimate(
    workload({ services, cluster: cluster({ instances: [{ instanceType: 'm5.large', minimum: 2, maximum: 4 }] }) }),
    smallCatalog({ types: ['m5.large'] }),
  );
  expect(comparison.today).toBe(`${SCALED}:given-fleet`);
});

test('one deployment a month costs its instances once, although the week that is simulated has a whole one', () => {
  const deployment = { perMonth: 1, minutes: 5, minimumHealthyPercent: 100, maximumPercent: 200 };
  const option = optionOf(workload({ services: [service({ desiredCount: 4, deployment })] }), SCALED);
  // Two instances start a minute after it begins; 23 and 24 minutes after it one has gone, then the other: 22 + 23 minutes.
  expect(quantityOf(option, 'BoxUsage:m5.large')).toBe('1344.75');
  expect(minutesOf(option)).toMatchObject({ bound: 2 * 10_080, surge: 45 / 4 });
});

test('a target capacity below 100 keeps whole instances in reserve', () => {
  const option = optionOf(
    workload({ services: [service({ desiredCount: 4 })], cluster: cluster({ managedScaling: { targetCapacityPercent: 50 } }) }),
    SCALED,
  );
  expect(minutesOf(option)).toMatchObject({ simulated: 4 * 10_080, bound: 2 * 10_080, spare: 2 * 10_080 });
});

test('scale-in, warm-up and step sizes are those of the file', () => {
  const scaling = { scaleInMinutes: 30, warmupSeconds: 600, minimumScalingStepSize: 1, maximumScalingStepSize: 1 };
  const file = workload({
    services: [
      service({
        demand: {
          course: {
            ...(OFFICE.course as object),
            windows: [],
            kind: 'bursts',
            base: '2',
            peak: '8',
            burstMinutes: 120,
            burstsPerDay: 1,
          } as never,
        },
        placementStrategy: BINPACK,
      }),
    ],
    cluster: cluster({ managedScaling: scaling }),
  });
  const option = optionOf(file, SCALED);
  // Three more instances, one every ten minutes from a minute after the burst begins; thirty minutes after it the first of them
  // goes, then one a minute: 149 + 150 - 10 + 151 - 20 minutes, since fewer than half of the group may go at once.
  expect(minutesOf(option)).toMatchObject({ simulated: 7 * (1440 + 149 + 140 + 131) });
});

test('low and high demand run on the instance types that were chosen for what is expected', () => {
  const types = ['m5.large', 'm5.xlarge', 'm5.4xlarge'];
  const demand: Load = { ...OFFICE, lowFactor: '0', highFactor: '3' };
  const { range, bill, plan } = optionOf(workload({ services: [service({ demand, placementStrategy: BINPACK })] }), SCALED, types);
  expect(plan.launchType === 'EC2' && plan.fleets[0]?.course?.types.map(({ instanceType }) => instanceType)).toHaveLength(1);
  expect([range?.low.lt(bill.total), range?.high.gt(bill.total)]).toEqual([true, true]);
});

test('every option has an id of its own, and a baseline stays one under every commitment', () => {
  const given = cluster({ instances: [{ instanceType: 'm5.large', minimum: 2, maximum: 4 }] });
  const { options } = estimate(
    workload({ services: [service({ demand: OFFICE })], cluster: given }),
    smallCatalog({ types: ['m5.large'] }),
  );
  expect(new Set(options.map(({ id }) => id)).size).toBe(options.length);
  for (const { id, variant } of options) expect(id.split(':')[3]).toBe(variant);
  expect(options.filter(({ variant, purchaseOption }) => variant && purchaseOption !== 'on-demand').length).toBeGreaterThan(0);
});
