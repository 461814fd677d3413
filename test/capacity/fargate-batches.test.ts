import { expect, test } from 'vitest';
import { deploymentSeconds, meanSeconds, serviceBatches } from '../../src/capacity/fargate-batches.ts';
import type { DemandSegment, Horizon } from '../../src/demand/demand.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { quantityText } from '../../src/units/money.ts';
import { quantityOf } from '../../src/units/quantity.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
/** Four weeks: every week counts four times. */
const MONTH = parseMonth(String(4 * 7 * 24));
const WEEK: Horizon = { kind: 'week', minutes: 7 * DAY, startMinute: 0, repeats: true, perMonth: quantityOf(4) };
const REAL: Horizon = { kind: 'calendar-month', minutes: 28 * DAY, startMinute: 0, repeats: false, perMonth: quantityOf(1) };

/** Segments from minutes at which the count changes. */
function segmentsOf({ minutes }: Horizon, ...changes: (readonly [number, number])[]): DemandSegment[] {
  return changes.map(([fromMinute, taskCount], index) => ({ fromMinute, toMinute: changes[index + 1]?.[0] ?? minutes, taskCount }));
}

/** `[tasks, useful seconds, startup, stop]` of each batch. */
function batchesOf(horizon: Horizon, ...changes: (readonly [number, number])[]): string[][] {
  const batches = serviceBatches(segmentsOf(horizon, ...changes), { startupSeconds: 25, stopSeconds: '30.5' }, { horizon, month: MONTH });
  return batches.map(({ tasks, useful, startup, stop }) => [tasks, useful, startup, stop].map(quantityText));
}

test('tasks that always run are one run of the month, without a start or an end', () => {
  expect(batchesOf(WEEK, [0, 6])).toEqual([['6', '2419200', '0', '0']]);
  expect(batchesOf(REAL, [0, 6])).toEqual([['6', '2419200', '0', '0']]);
  expect(batchesOf(WEEK, [0, 0])).toEqual([]);
});

test('office hours are runs of their own beside the base: pulled, useful, stopped', () => {
  // Six more on two days, in each of four weeks.
  expect(batchesOf(WEEK, [0, 2], [9 * HOUR, 8], [19 * HOUR, 2], [DAY + 9 * HOUR, 8], [DAY + 19 * HOUR, 2])).toEqual([
    ['2', '2419200', '0', '0'],
    ['48', '36000', '25', '30.5'],
  ]);
});

test('the last started stops first', () => {
  // 1, then 3 from one o'clock, 4 from two, 2 from three, 1 from five.
  expect(batchesOf(WEEK, [0, 1], [HOUR, 3], [2 * HOUR, 4], [3 * HOUR, 2], [5 * HOUR, 1])).toEqual([
    ['1', '2419200', '0', '0'],
    ['4', '14400', '25', '30.5'],
    ['4', '7200', '25', '30.5'],
    ['4', '3600', '25', '30.5'],
  ]);
});

test('a run over the end of the week is one run', () => {
  expect(batchesOf(WEEK, [0, 5], [2 * HOUR, 0], [7 * DAY - HOUR, 5])).toEqual([['20', '10800', '25', '30.5']]);
});

test('in a real month, what runs at its beginning was pulled before, and what runs at its end is stopped after', () => {
  expect(batchesOf(REAL, [0, 5], [2 * HOUR, 1], [28 * DAY - HOUR, 5])).toEqual([
    ['1', '2419200', '0', '0'],
    ['4', '7200', '0', '30.5'],
    ['4', '3600', '25', '0'],
  ]);
});

test('a trace of two months counts half', () => {
  const trace: Horizon = { ...REAL, kind: 'trace', minutes: 56 * DAY, perMonth: quantityOf(1, 2) };
  expect(batchesOf(trace, [0, 1], [DAY, 4], [2 * DAY, 1])).toEqual([
    ['1', '2419200', '0', '0'],
    ['1.5', '86400', '25', '30.5'],
  ]);
});

test('the mean over the most tasks keeps the sum', () => {
  const horizon = WEEK;
  const batches = serviceBatches(segmentsOf(WEEK, [0, 1], [0 + HOUR, 3], [2 * HOUR, 1]), { startupSeconds: 0 }, { horizon, month: MONTH });
  // (2,419,200 + 4 x 2 x 3,600) / 3
  expect(quantityText(meanSeconds(batches, quantityOf(3)))).toBe('816000');
});

test.each([
  [200, 4, 'all are replaced at once'],
  [150, 2, 'two at a time'],
  [1000, 4, 'no more than all'],
  [130, 1, 'rounded down'],
  [120, 0, 'a part of a task is none'],
  [100, 0, 'the old ones stop first'],
])('at a maximum of %i %% a deployment of four tasks runs %i more: %s', (maximumPercent, extra) => {
  const deployment = { perMonth: 20, minutes: 10, minimumHealthyPercent: 100, maximumPercent };
  const seconds = deploymentSeconds(segmentsOf(WEEK, [0, 4]), { deployment }, WEEK);
  expect(seconds).toEqual(extra === 0 ? undefined : quantityOf(extra * 20 * 600));
});

test('deployments meet each task count in proportion to its time', () => {
  const deployment = { perMonth: 7, minutes: 1, minimumHealthyPercent: 100, maximumPercent: 200 };
  // Eight tasks on one day of seven, one on the others: 2 on average.
  expect(deploymentSeconds(segmentsOf(WEEK, [0, 8], [DAY, 1]), { deployment }, WEEK)).toEqual(quantityOf(2 * 7 * 60));
});
