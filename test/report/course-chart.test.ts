import { expect, test } from 'vitest';
import type { FleetCourse } from '../../src/capacity/capacity.ts';
import { courseChart } from '../../src/report/course-chart.ts';
import { minuteText } from '../../src/report/course-time.ts';

const WEEK = { kind: 'week', startMinute: Date.UTC(2026, 0, 5) / 60_000, minutes: 10_080 } as const;
const HORIZON = { ...WEEK, repeats: true, perMonth: { numerator: 1n, denominator: 1n } };

/** Ten tasks on two instances, but on Tuesday from 12 to 24 o'clock twenty on four. */
const SERIES = [
  { fromMinute: 0, instances: [1, 1], runningTasks: 10, waitingTasks: 0 },
  { fromMinute: 2160, instances: [2, 2], runningTasks: 18, waitingTasks: 2 },
  { fromMinute: 2880, instances: [1, 1], runningTasks: 10, waitingTasks: 0 },
];

test('a week is drawn in whole days, tasks above instances, each up to its peak', () => {
  const course = { minutes: 10_080, series: SERIES, types: [{ instanceType: 'm7g.large' }] } as unknown as FleetCourse;
  // 12 columns of text before the bars ("instances 20"), one blank, 14 columns: half a day each.
  const half = '▄▄▄█▄▄▄▄▄▄▄▄▄▄';
  expect(courseChart(course, HORIZON, 27)).toEqual([
    '    tasks 20    █',
    '                █',
    `             ${half}`,
    '             ██████████████',
    '           0 ██████████████',
    ' instances 4    █',
    '                █',
    `             ${half}`,
    '             ██████████████',
    '           0 ██████████████',
    '             Mon Wed Fri',
  ]);
});

test('several instance types are drawn one by one below their sum', () => {
  const types = ['m7g.large', 'c7g.large'].map((instanceType) => ({ instanceType, seconds: { numerator: 1n, denominator: 1n } }));
  const course = { minutes: 10_080, series: SERIES, types } as unknown as FleetCourse;
  expect(courseChart(course, HORIZON, 27).slice(10)).toEqual([
    ' m7g.large 2    █',
    '             ▄▄▄█▄▄▄▄▄▄▄▄▄▄',
    '           0 ██████████████',
    ' c7g.large 2    █',
    '             ▄▄▄█▄▄▄▄▄▄▄▄▄▄',
    '           0 ██████████████',
    '             Mon Wed Fri',
  ]);
});

test('minutes are told by weekday in a week that stands for all, and by date on real days', () => {
  expect(minuteText(2160, WEEK)).toBe('Tue 12:00');
  expect(minuteText(10_079, WEEK)).toBe('Sun 23:59');
  expect(minuteText(1441, { kind: 'calendar-month', startMinute: Date.UTC(2026, 10, 1) / 60_000 })).toBe('2026-11-02 00:01');
});
