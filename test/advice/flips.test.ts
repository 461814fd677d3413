import { expect, test } from 'vitest';
import type { Flip } from '../../src/advice/advice.ts';
import { estimate } from '../../src/estimate.ts';
import { quantityOf } from '../../src/units/quantity.ts';
import type { Course } from '../../src/workload/course.ts';
import type { Workload } from '../../src/workload/workload.ts';
import { adviceFor, fullyAdvised } from '../support/advised.ts';
import { catalogWith, tableOf } from '../support/commitment-tables.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { cluster, job, service, task, workload } from '../support/workload-builder.ts';

/** One type of instance at $0.10 an hour with a root volume of 30 GB at $0.10: $76 a month. */
const CATALOG = smallCatalog({ types: ['m5.large'] });

/** Tasks of 0.5 vCPU and 1 GB: $0.024 an hour on Fargate, $17.52 a month; four fit on an m5.large by CPU. */
const SMALL = task({ cpuUnits: 512, memoryMiB: 1024, networkModeAssumed: true });

const api = (desiredCount: number): Workload => workload({ services: [service({ name: 'api', task: SMALL, desiredCount })] });

function flipsOf(each: Workload, name: string, input: Flip['input']): Pick<Flip, 'direction' | 'holds' | 'flips' | 'to'>[] {
  const { flips } = adviceFor(fullyAdvised(each, CATALOG), name);
  return flips.filter((flip) => flip.input === input).map(({ direction, holds, flips: at, to }) => ({ direction, holds, flips: at, to }));
}

test('five small tasks cost 87.60 on Fargate and need two instances of 76: Fargate, as for any number below five of them', () => {
  // Four tasks: 70.08 against 76. Eight: 140.16 against 152. Instances never win with these rates and this volume.
  expect(adviceFor(fullyAdvised(api(5), CATALOG), 'api').recommended).toBe('fargate:on-demand:X86_64');
  expect(flipsOf(api(5), 'api', 'task-count')).toEqual([]);
});

/** Tasks of 1 vCPU and 3 GB: $0.052 an hour, $37.96 a month on Fargate; two fill an m5.large by CPU: 75.92 against 76. */
const EVEN = task({ cpuUnits: 1024, memoryMiB: 3072, networkModeAssumed: true });
/** Tasks of 1 vCPU and 3.5 GB cost as much as those of 4 GB: $0.056 an hour, $40.88 a month; two of them 81.76 against 76. */
const WIDE = task({ cpuUnits: 1024, memoryMiB: 3584, networkModeAssumed: true });

test('two wide tasks fill an instance and are cheaper on it; one alone leaves it half empty: the flip is between two and one', () => {
  const each = workload({ services: [service({ name: 'api', task: WIDE, desiredCount: 2 })] });
  expect(adviceFor(fullyAdvised(each, CATALOG), 'api').recommended).toBe('ec2:on-demand:X86_64');
  // One task: 40.88 on Fargate, 76 on EC2. Three: 122.64 on Fargate, 152 on EC2.
  expect(flipsOf(each, 'api', 'task-count')).toEqual([
    { direction: 'below', holds: '2', flips: '1', to: 'fargate:on-demand:X86_64' },
    { direction: 'above', holds: '2', flips: '3', to: 'fargate:on-demand:X86_64' },
  ]);
});

test('Fargate has to become 7.1 % cheaper: 76 / 81.76 = 92.95 %', () => {
  const each = workload({ services: [service({ name: 'api', task: WIDE, desiredCount: 2 })] });
  expect(flipsOf(each, 'api', 'fargate-rates')).toEqual([
    { direction: 'below', holds: '93', flips: '92.9', to: 'fargate:on-demand:X86_64' },
  ]);
});

test('the instance has to become 7.9 % dearer: 78.76 USD in 730 hours are 0.10789 an hour', () => {
  const each = workload({ services: [service({ name: 'api', task: WIDE, desiredCount: 2 })] });
  // 81.76 - 3 for the volume = 78.76. In steps of a thousandth: 0.1078 costs 78.694, 0.1079 costs 78.767.
  expect(flipsOf(each, 'api', 'instance-rate')).toEqual([
    { direction: 'above', holds: '0.1078', flips: '0.1079', to: 'fargate:on-demand:X86_64' },
  ]);
});

test('two even tasks cost 8 cents less on Fargate: one thousandth of its rates up is not enough, two are', () => {
  const each = workload({ services: [service({ name: 'api', task: EVEN, desiredCount: 2 })] });
  // 75.92 x 1.001 = 75.996, x 1.002 = 76.072.
  expect(flipsOf(each, 'api', 'fargate-rates')).toEqual([
    { direction: 'above', holds: '100.1', flips: '100.2', to: 'ec2:on-demand:X86_64' },
  ]);
});

test('a job of two wide tasks wins on its own instance and loses with one or three tasks a run', () => {
  const each = workload({ jobs: [job({ name: 'nightly', task: WIDE, tasksPerRun: 2, durationSeconds: '43200' })] });
  // Twelve hours at 0.112 on Fargate are 1.344; on EC2 12 h and 17 minutes at 0.1 + 3 / 730 are 1.279. One task: 0.672. Three:
  // 2.016 against 2.558.
  expect(flipsOf(each, 'nightly', 'tasks-per-run')).toEqual([
    { direction: 'below', holds: '2', flips: '1', to: 'fargate:on-demand:X86_64' },
    { direction: 'above', holds: '2', flips: '3', to: 'fargate:on-demand:X86_64' },
  ]);
});

test('a brief estimate solves nothing, and recommends the same', () => {
  const each = workload({ services: [service({ name: 'api', task: WIDE, desiredCount: 2 })] });
  const [brief, full] = [estimate(each, CATALOG), fullyAdvised(each, CATALOG)];
  expect(adviceFor(brief, 'api').flips).toEqual([]);
  expect(adviceFor(brief, 'api').recommended).toBe(adviceFor(full, 'api').recommended);
});

/** Two wide tasks by day: $0.112 an hour on Fargate, $0.10 and 30 GB at $0.10 a month on one m5.large. */
const byDay = (course: Course): Workload =>
  workload({
    services: [service({ name: 'api', task: WIDE, desiredCount: 0, demand: { course } })],
    cluster: cluster({ availabilityZones: 1, minimumInstances: 0 }),
  });

test('the window of a schedule is as long as it takes: near a whole day the instance that stays wins', () => {
  const window = { days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 480, toMinute: 1080, timeZone: 'UTC', amount: '2' };
  const file = byDay({ kind: 'schedule', windows: [window], otherwise: '0' });
  // Ten hours a day: 0.112 x 730 x 10/24 = 34.07 on Fargate; $76 for an instance that stays wins from 76 / 0.112 / 730 of 24 h on,
  // 22.31 h; one that comes and goes is billed for some minutes more than Fargate, at 0.1041 an hour with its volume.
  const flips = flipsOf(file, 'api', 'hours-a-day');
  for (const { holds, flips: at } of flips) {
    const lasting = (hours: string): Workload =>
      byDay({ kind: 'schedule', windows: [{ ...window, toMinute: (480 + Number(hours) * 60) % 1440 || 1440 }], otherwise: '0' });
    const placeOf = (hours: string) => adviceFor(fullyAdvised(lasting(hours), CATALOG), 'api').recommended?.split(':')[0];
    expect(placeOf(holds)).toBe(placeOf('10'));
    expect(placeOf(at)).not.toBe(placeOf('10'));
  }
  expect(flips).not.toEqual([]);
});

test('bursts are as long as it takes', () => {
  const bursts = (burstMinutes: number): Workload => byDay({ kind: 'bursts', base: '0', peak: '2', burstMinutes, burstsPerDay: 1 });
  const flips = flipsOf(bursts(30), 'api', 'burst-minutes');
  expect(flips.map(({ direction }) => direction)).toEqual(['above']);
  for (const { holds, flips: at } of flips) {
    const placeOf = (minutes: string) => adviceFor(fullyAdvised(bursts(Number(minutes)), CATALOG), 'api').recommended?.split(':')[0];
    expect([placeOf('30'), placeOf(holds), placeOf(at)]).toEqual(['fargate', 'fargate', 'ec2']);
    // An instance that stays costs $76; 0.112 x 730 / 24 = $3.4067 for each hour a day on Fargate: 22.31 h, 1,338.6 minutes.
    expect([holds, at]).toEqual(['1338', '1339']);
  }
});

test('a burst that is over before an instance has started does not make EC2 free of charge', () => {
  const file = byDay({ kind: 'bursts', base: '0', peak: '2', burstMinutes: 1, burstsPerDay: 1 });
  const { verdict, options } = fullyAdvised(file, CATALOG);
  expect(verdict.recommended).toBe('fargate:on-demand:X86_64');
  // Two tasks for a minute on 730 / 24 days.
  expect(options.find(({ id }) => id === 'ec2:on-demand:X86_64')?.bill.missing).toMatchObject([
    { owner: 'api', usageType: 'TasksThatWait', quantity: quantityOf(73, 72), unit: 'task-hours' },
  ]);
});

test('interruptions that cost ten hours each make On-Demand as cheap at 51.1 a month', () => {
  const withSpot = catalogWith([tableOf('spot', { 'Fargate-vCPU-Hours:perCPU': '0.012', 'Fargate-GB-Hours': '0.0012' })]);
  const worker = service({ name: 'worker', task: task({ networkModeAssumed: true }), desiredCount: 1, interruptible: true });
  const at = (expected: string): Workload => ({
    ...workload({ services: [worker] }),
    purchasing: {
      savingsPlans: [],
      reservedInstances: [],
      assumedDiscounts: {},
      spot: { interruptions: { expected }, restartSeconds: '36000', workLostSeconds: '0' },
    },
  });
  const { flips } = adviceFor(fullyAdvised(at('1'), withSpot), 'worker');
  // 0.0144 / (1 - 10 n / 730) = 0.048 where 10 n / 730 = 0.7: n = 51.1, a tie, and at the same price nobody takes Spot.
  expect(flips.filter(({ input }) => input === 'interruptions-a-month')).toEqual([
    {
      input: 'interruptions-a-month',
      now: '1',
      direction: 'above',
      holds: '51.0',
      flips: '51.1',
      to: 'fargate:on-demand:X86_64',
    },
  ]);
  const recommendedAt = (expected: string): string | undefined => fullyAdvised(at(expected), withSpot).verdict.recommended;
  expect([recommendedAt('51.0'), recommendedAt('51.1')]).toEqual(['fargate:spot:X86_64', 'fargate:on-demand:X86_64']);
});
