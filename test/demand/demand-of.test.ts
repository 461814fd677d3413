import { expect, test } from 'vitest';
import type { DemandLevel, DemandSegment } from '../../src/demand/demand.ts';
import { demandOf } from '../../src/demand/demand-of.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { quantityOf } from '../../src/units/quantity.ts';
import type { Course, Load, ScheduleWindow } from '../../src/workload/course.ts';
import { job, service, workload } from '../support/workload-builder.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
const WORKDAYS = [0, 1, 2, 3, 4];

/** `[from, to, tasks]` of each segment. */
function segmentsOf(load: Load, { month = '730', level }: { month?: string; level?: DemandLevel } = {}): (readonly number[])[] {
  const [demand] = demandOf(workload({ services: [service({ demand: load })] }), parseMonth(month), level).services;
  return (demand?.segments ?? []).map(({ fromMinute, toMinute, taskCount }) => [fromMinute, toMinute, taskCount]);
}

function window(wanted: Partial<ScheduleWindow> & { amount: string }): ScheduleWindow {
  return { days: WORKDAYS, fromMinute: 9 * HOUR, toMinute: 19 * HOUR, timeZone: 'UTC', ...wanted };
}

const schedule = (otherwise: string, ...windows: ScheduleWindow[]): Load => ({ course: { kind: 'schedule', windows, otherwise } });

/** When a day's window begins and ends, in hours of that day (UTC). */
function windowOnDay(segments: (readonly number[])[], day: number, tasks: number): number[] {
  const found = segments.find(([from = 0, , count]) => count === tasks && from >= day * DAY && from < (day + 1) * DAY) ?? [];
  return found.slice(0, 2).map((minute) => (minute - day * DAY) / HOUR);
}

test('a desired count is one segment over a week that fits 365/84 times into 730 hours', () => {
  const demand = demandOf(workload({ services: [service({ desiredCount: 6 })] }), parseMonth('730'));
  expect(demand.services).toEqual([{ service: 'api', taskCount: 6, segments: [{ fromMinute: 0, toMinute: 7 * DAY, taskCount: 6 }] }]);
  expect(demand.horizon).toMatchObject({ kind: 'week', minutes: 7 * DAY, repeats: true, perMonth: quantityOf(365, 84) });
});

test('a calendar month has its real minutes and stands for itself', () => {
  const { horizon } = demandOf(workload(), parseMonth('2026-11'));
  expect(horizon).toEqual({
    kind: 'calendar-month',
    minutes: 30 * DAY,
    startMinute: Date.UTC(2026, 10, 1) / 60_000,
    repeats: false,
    perMonth: quantityOf(1),
  });
});

test('nine to seven in Seoul is midnight to ten in UTC, Monday to Friday', () => {
  const seoul = window({ timeZone: 'Asia/Seoul', amount: '80' });
  const days = WORKDAYS.flatMap((day) => [
    [day * DAY, day * DAY + 10 * HOUR, 80],
    [day * DAY + 10 * HOUR, day === 4 ? 7 * DAY : (day + 1) * DAY, 6],
  ]);
  expect(segmentsOf(schedule('6', seoul))).toEqual(days);
});

test('a window over midnight belongs to the day on which it begins, and goes over the end of the week', () => {
  const nights = window({ days: [5, 6], fromMinute: 22 * HOUR, toMinute: 6 * HOUR, amount: '4' });
  expect(segmentsOf(schedule('1', nights))).toEqual([
    [0, 6 * HOUR, 4],
    [6 * HOUR, 5 * DAY + 22 * HOUR, 1],
    [5 * DAY + 22 * HOUR, 6 * DAY + 6 * HOUR, 4],
    [6 * DAY + 6 * HOUR, 6 * DAY + 22 * HOUR, 1],
    [6 * DAY + 22 * HOUR, 7 * DAY, 4],
  ]);
});

test('where windows overlap, in one time zone or in two, the larger count runs', () => {
  const monday = { days: [0] };
  const windows = [
    window({ ...monday, amount: '9', fromMinute: 8 * HOUR, toMinute: 12 * HOUR }),
    window({ ...monday, amount: '10', fromMinute: 10 * HOUR, toMinute: 14 * HOUR }),
    // Nine to seven in Seoul: midnight to ten UTC.
    window({ ...monday, amount: '5', timeZone: 'Asia/Seoul' }),
  ];
  expect(segmentsOf(schedule('2', ...windows))).toEqual([
    [0, 8 * HOUR, 5],
    [8 * HOUR, 10 * HOUR, 9],
    [10 * HOUR, 14 * HOUR, 10],
    [14 * HOUR, 7 * DAY, 2],
  ]);
});

test('a window smaller than what runs otherwise is what runs in it', () => {
  expect(segmentsOf(schedule('3', window({ days: [0], amount: '0' })))[1]).toEqual([9 * HOUR, 19 * HOUR, 0]);
});

// New York goes from UTC-5 to UTC-4 on 8 March 2026 at 07:00 UTC, and back on 1 November 2026 at 06:00 UTC.
test('office hours in New York begin an hour earlier in UTC once daylight saving time has begun', () => {
  const segments = segmentsOf(schedule('1', window({ timeZone: 'America/New_York', amount: '8' })), { month: '2026-03' });
  // March 2026 begins on a Sunday: the 6th (day 5) is a Friday, the 9th a Monday.
  expect(windowOnDay(segments, 5, 8)).toEqual([14, 24]);
  expect(windowOnDay(segments, 8, 8)).toEqual([13, 23]);
});

test.each([
  ['2026-03', 7, 'an hour shorter in the night in which clocks go forward', [6, 8]],
  ['2026-11', 0, 'an hour longer in the night in which clocks go back', [5, 9]],
  ['2026-04', 4, 'three hours in any other night', [5, 8]],
])('in %s a window from one to four in New York is, on day %i, %s', (month, day, _words, hours) => {
  const night = window({ days: [6], fromMinute: HOUR, toMinute: 4 * HOUR, timeZone: 'America/New_York', amount: '7' });
  expect(windowOnDay(segmentsOf(schedule('0', night), { month }), day, 7)).toEqual(hours);
});

test('24 numbers are those of every day, 168 begin on Monday, both by the clock of their time zone', () => {
  const daily = Array.from({ length: 24 }, (_, hour) => (hour === 9 ? '5' : '1'));
  const weekly = Array.from({ length: 168 }, (_, hour) => (hour === 0 ? '5' : '1'));
  const hourly = (amounts: string[], timeZone: string): Load => ({ course: { kind: 'hourly', amounts, timeZone } });
  const busy = (load: Load): number[] => segmentsOf(load).flatMap(([from = 0, , tasks]) => (tasks === 5 ? [from / HOUR] : []));
  expect(busy(hourly(daily, 'UTC'))).toEqual([9, 33, 57, 81, 105, 129, 153]);
  expect(busy(hourly(weekly, 'UTC'))).toEqual([0]);
  // Monday 00:00 in Seoul is Sunday 15:00 in UTC.
  expect(busy(hourly(weekly, 'Asia/Seoul'))).toEqual([6 * 24 + 15]);
});

test('what lies in a trace is its changes, and the month an average of its time', () => {
  const start = Date.UTC(2026, 0, 1) / 60_000;
  const course: Course = { kind: 'trace', file: 'a.csv', minutes: [start, start + 5], amounts: ['2', '0.5'], endMinute: start + 60 * DAY };
  const file = workload({ services: [service({ demand: { course } })] });
  for (const month of ['730', '2026-11']) {
    const { horizon, services } = demandOf(file, parseMonth(month));
    expect(horizon).toMatchObject({ kind: 'trace', minutes: 60 * DAY, startMinute: start, repeats: false });
    // Half a task is a task.
    expect(services[0]?.segments).toEqual<DemandSegment[]>([
      { fromMinute: 0, toMinute: 5, taskCount: 2 },
      { fromMinute: 5, toMinute: 60 * DAY, taskCount: 1 },
    ]);
  }
  expect(demandOf(file, parseMonth('720')).horizon.perMonth).toEqual(quantityOf(1, 2));
});

test('of several traces the time that all have in common counts', () => {
  const start = Date.UTC(2026, 0, 1) / 60_000;
  const trace = (name: string, from: number, days: number) => {
    const minutes = [start + from * DAY, start + 4 * DAY];
    const course: Course = { kind: 'trace', file: name, minutes, amounts: ['1', '2'], endMinute: start + (from + days) * DAY };
    return service({ name, demand: { course } });
  };
  const demand = demandOf(workload({ services: [trace('a', 0, 10), trace('b', 2, 30)] }), parseMonth('730'));
  expect(demand.horizon).toMatchObject({ startMinute: start + 2 * DAY, minutes: 8 * DAY });
  expect(demand.services[0]?.segments.map(({ fromMinute, taskCount }) => [fromMinute, taskCount])).toEqual([
    [0, 1],
    [2 * DAY, 2],
  ]);
});

test('low and high factors are exact, and a part of a task is a task', () => {
  const load: Load = { course: { kind: 'constant', amount: '10' }, lowFactor: '0.75', highFactor: '1.1' };
  const tasks = (level: DemandLevel): number | undefined => segmentsOf(load, { level })[0]?.[2];
  // 1.1 x 10 is 11.000000000000002 in floating point.
  expect([tasks('low'), tasks('expected'), tasks('high')]).toEqual([8, 10, 11]);
});

test('a duration that varies has a mean, and shares that add up to one', () => {
  const varying = job({
    durations: [
      { seconds: '20', weight: '9' },
      { seconds: '300.5', weight: '1' },
    ],
    stopSeconds: '2.5',
  });
  const [demand] = demandOf(workload({ jobs: [varying] }), parseMonth('730')).jobs;
  // 0.9 x 20 + 0.1 x 300.5 = 48.05
  expect(demand).toMatchObject({ duration: quantityOf(961, 20), stop: quantityOf(5, 2) });
  expect(demand?.durations.map(({ share }) => share)).toEqual([quantityOf(9, 10), quantityOf(1, 10)]);
});
