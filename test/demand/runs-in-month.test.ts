import { expect, test } from 'vitest';
import { parseMonth } from '../../src/demand/month.ts';
import { runsInMonth } from '../../src/demand/runs-in-month.ts';
import { quantityOf } from '../../src/units/quantity.ts';

const average = parseMonth('730');
const november = parseMonth('2026-11');
const cron = (expression: string) => ({ kind: 'cron', expression }) as const;

test('rate(5 minutes) runs 12 times an hour', () => {
  expect(runsInMonth({ kind: 'rate', expression: 'rate(5 minutes)', everySeconds: 300 }, average)).toEqual(quantityOf(730 * 12));
});

// An average month is a twelfth of 365 days; November 2026 has 30 days and begins on a Sunday.
test.each([
  ['cron(0 1 * * ? *)', 'every night', quantityOf(365, 12), 30],
  ['cron(0 6 ? * 1 *)', 'Sundays (EventBridge counts them 1)', quantityOf(365, 84), 5],
  ['cron(0 6 ? * MON-FRI *)', 'weekdays', quantityOf(365 * 5, 84), 21],
  ['cron(0 0 1 * ? *)', 'the first of each month', quantityOf(1), 1],
  ['cron(0 0 L * ? *)', 'the last day of each month', quantityOf(1), 1],
  ['cron(0 9 ? * 2#1 *)', 'the first Monday', quantityOf(1), 1],
  ['cron(0 9 ? * 6L *)', 'the last Friday', quantityOf(1), 1],
  ['cron(0 0 1 1,7 ? *)', 'twice a year', quantityOf(2, 12), 0],
  ['cron(0/15 8-17 * * ? *)', 'every quarter of ten hours a day', quantityOf(365 * 40, 12), 1200],
  ['cron(1/10 * * * ? *)', 'every ten minutes, from minute 1', quantityOf(730 * 6), 4320],
  ['cron(0 0 3W * ? *)', 'the weekday nearest to the third', quantityOf(1), 1],
  ['cron(5,35 0 * * ? *)', 'twice a night', quantityOf(365 * 2, 12), 60],
])('%s runs %s', (expression, _words, inAverage, inNovember) => {
  expect(runsInMonth(cron(expression), average)).toEqual(inAverage);
  expect(runsInMonth(cron(expression), november)).toEqual(quantityOf(inNovember));
});

test('a month of 720 hours has 720/730 of the runs of an average month', () => {
  expect(runsInMonth(cron('cron(0 1 * * ? *)'), parseMonth('720'))).toEqual(quantityOf(30));
});

test('a year in the expression counts in calendar months', () => {
  expect(runsInMonth(cron('cron(0 1 * * ? 2027)'), november)).toEqual(quantityOf(0));
  expect(runsInMonth(cron('cron(0 1 * * ? 2026)'), november)).toEqual(quantityOf(30));
});

test('runs a month are taken as stated, whatever the month', () => {
  expect(runsInMonth({ kind: 'per-month', runsPerMonth: '608.33' }, november)).toEqual(quantityOf(60_833, 100));
});
