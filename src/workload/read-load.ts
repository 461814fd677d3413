import { LIMITS, numberText } from './amounts.ts';
import type { Course, Load } from './course.ts';
import type { KeyOf } from './keys.ts';
import type { Counts, FindTrace, LoadFields, ReadAmount } from './load-fields.ts';
import { readBursts } from './read-bursts.ts';
import { readHourly, readScheduleCourse } from './read-schedule.ts';
import { type Field, type Reading, readFields, readWholeNumber, reportMissing, reportProblem, reportWrong, shown } from './reading.ts';

/** Largest amount in the unit of a metric, and most decimals of one: far beyond any, and small enough for exact sums. */
const METRIC_MAX = 1e12;

/** The keys that belong to each form; the first one names it. */
const FORMS = [
  ['tasks'],
  ['schedule', 'otherwise'],
  ['hourly'],
  ['base', 'peak', 'burstMinutes', 'burstsPerDay'],
  ['trace', 'column'],
] as const;

/** Reads a demand in any of its forms, with its factors. */
export function readLoad(
  reading: Reading,
  field: Field,
  { counts, findTrace }: { counts: Counts; findTrace: FindTrace },
): Load | undefined {
  const fields: LoadFields | undefined = readFields(reading, field, counts === 'tasks' ? 'demand' : 'load');
  if (!fields) return undefined;
  const course = readCourse(reading, fields, { counts, findTrace });
  const { low, high } = fields.stated;
  const lowFactor = low && readFactor(reading, low, { min: 0, max: 1 });
  const highFactor = high && readFactor(reading, high, { min: 1, max: 1000 });
  if (!course) return undefined;
  return { course, ...(lowFactor === undefined ? {} : { lowFactor }), ...(highFactor === undefined ? {} : { highFactor }) };
}

function readCourse(
  reading: Reading,
  fields: LoadFields,
  { counts, findTrace }: { counts: Counts; findTrace: FindTrace },
): Course | undefined {
  const { stated } = fields;
  const [form, other] = FORMS.filter((keys) => keys.some((key) => stated[key]));
  const readAmount: ReadAmount = counts === 'tasks' ? readTaskAmount : readMetricAmount;
  if (!form) return reportMissing(reading, fields, { key: 'tasks', hint: 'write tasks, schedule, hourly, base and peak, or trace' });
  const second = other && statedOf(stated, other);
  if (second) return reportProblem(reading, second, { problem: `stands beside ${form[0]}`, hint: 'keep one form of demand' });
  checkTimeZoneHasUse(reading, stated, form[0]);
  switch (form[0]) {
    case 'tasks':
      return readConstant(reading, stated.tasks, readAmount);
    case 'schedule':
      return readScheduleCourse(reading, fields, readAmount);
    case 'hourly':
      return readHourly(reading, fields, readAmount);
    case 'base':
      return readBursts(reading, fields, readAmount);
    case 'trace':
      return stated.trace
        ? findTrace(reading, { field: stated.trace, column: stated.column, counts })
        : reportMissing(reading, fields, { key: 'trace', hint: 'write the path of the CSV file' });
    default:
      return form satisfies never;
  }
}

function statedOf(stated: LoadFields['stated'], keys: readonly KeyOf<'demand'>[]): Field | undefined {
  return keys.map((key) => stated[key]).find((field) => field !== undefined);
}

function checkTimeZoneHasUse(reading: Reading, { timezone }: LoadFields['stated'], form: string): void {
  if (!timezone || form === 'schedule' || form === 'hourly') return;
  reportProblem(reading, timezone, { problem: 'has no meaning here', hint: 'only schedule and hourly go by a clock on the wall' });
}

function readConstant(reading: Reading, field: Field | undefined, readAmount: ReadAmount): Course | undefined {
  const amount = field && readAmount(reading, field);
  return amount === undefined ? undefined : { kind: 'constant', amount };
}

/** Reads a whole number of tasks. */
function readTaskAmount(reading: Reading, field: Field): string | undefined {
  const tasks = readWholeNumber(reading, field, { min: 0, max: LIMITS.tasks, what: 'a number of tasks' });
  return tasks === undefined ? undefined : String(tasks);
}

/** Reads an amount in the unit of a metric. */
function readMetricAmount(reading: Reading, field: Field): string | undefined {
  return readNumber(reading, field, { min: 0, max: METRIC_MAX, expected: 'an amount of the metric', hint: 'write a number from 0' });
}

function readFactor(reading: Reading, field: Field, { min, max }: { min: number; max: number }): string | undefined {
  const hint = max === 1 ? 'write low: 0.8 for a fifth less' : 'write high: 1.5 for a half more';
  return readNumber(reading, field, { min, max, expected: 'a factor', hint });
}

/** Reads a decimal number within limits, digit by digit, as plain decimal text. */
export function readNumber(
  reading: Reading,
  field: Field,
  { min, max, expected, hint }: { min: number; max: number; expected: string; hint: string },
): string | undefined {
  const text = numberText(field);
  if (text === undefined) return reportWrong(reading, field, { expected, hint });
  if (Number(text) < min || Number(text) > max) {
    return reportProblem(reading, field, { problem: `${shown(field.node)} is not from ${min} to ${max}`, hint });
  }
  return text;
}
