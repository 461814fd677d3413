import type { HourlyCourse, ScheduleCourse, ScheduleWindow } from './course.ts';
import type { LoadFields, ReadAmount } from './load-fields.ts';
import { readTimeZone } from './read-time-zone.ts';
import { type Field, type Reading, readFields, readList, reportMissing, reportProblem, reportWrong } from './reading.ts';
import { readWeekdays } from './weekdays.ts';

/** Most windows of one schedule: a week has 168 hours. */
const WINDOWS_MAX = 200;

const MINUTES_PER_DAY = 1440;

/** A time of day with minutes, or the end of the day. */
const TIME_OF_DAY = /^(?:([01]?\d|2[0-3]):([0-5]\d)|24:00)$/;

/** Reads `schedule` and `otherwise`. */
export function readScheduleCourse(reading: Reading, fields: LoadFields, readAmount: ReadAmount): ScheduleCourse | undefined {
  const { schedule, otherwise, timezone } = fields.stated;
  if (!schedule) return reportMissing(reading, fields, { key: 'schedule', hint: 'write a list of windows' });
  const items = readList(reading, schedule, 'write a list, as [{ days: Mon-Fri, from: "09:00", to: "19:00", tasks: 8 }]');
  const rest = otherwise
    ? readAmount(reading, otherwise)
    : reportMissing(reading, fields, { key: 'otherwise', hint: 'write what runs outside of the windows, as otherwise: 0' });
  const timeZone = timezone && readTimeZone(reading, timezone);
  if (items?.length === 0) return reportProblem(reading, schedule, { problem: 'has no window', hint: 'write tasks where nothing changes' });
  if (items && items.length > WINDOWS_MAX) {
    return reportProblem(reading, schedule, { problem: `has ${items.length} windows; at most ${WINDOWS_MAX} are read`, hint: undefined });
  }
  const windows = items?.map((item) => readWindow(reading, item, { readAmount, timeZone }));
  const isAssumed = !timezone && items?.some(({ node }) => node.kind === 'mapping' && !node.entries.has('timezone'));
  if (isAssumed) reading.assumptions.push({ path: `${fields.path}.timezone`, value: 'UTC', why: 'not stated' });
  if (!windows || rest === undefined || windows.includes(undefined)) return undefined;
  return { kind: 'schedule', windows: windows.filter((window) => window !== undefined), otherwise: rest };
}

function readWindow(
  reading: Reading,
  field: Field,
  { readAmount, timeZone }: { readAmount: ReadAmount; timeZone: string | undefined },
): ScheduleWindow | undefined {
  const fields = readFields(reading, field, 'window');
  if (!fields) return undefined;
  const { days, from, to, timezone, tasks } = fields.stated;
  const weekdays = days
    ? readWeekdays(reading, days)
    : reportMissing(reading, fields, { key: 'days', hint: 'write Mon-Fri, Sat or [Mon, Wed]' });
  if (from && !to) reportMissing(reading, fields, { key: 'to', hint: 'write the end of the window, as "19:00"' });
  if (to && !from) reportMissing(reading, fields, { key: 'from', hint: 'write the start of the window, as "09:00"' });
  const fromMinute = from ? readTimeOfDay(reading, from, { isEnd: false }) : 0;
  const toMinute = to ? readTimeOfDay(reading, to, { isEnd: true }) : MINUTES_PER_DAY;
  const zone = timezone ? readTimeZone(reading, timezone) : (timeZone ?? 'UTC');
  const amount = tasks
    ? readAmount(reading, tasks)
    : reportMissing(reading, fields, { key: 'tasks', hint: 'write what runs in the window' });
  if (to && fromMinute !== undefined && fromMinute === toMinute) {
    return reportProblem(reading, to, { problem: 'is where the window begins', hint: 'leave from and to out for a whole day' });
  }
  if (!weekdays || fromMinute === undefined || toMinute === undefined || zone === undefined || amount === undefined) return undefined;
  return { days: weekdays, fromMinute, toMinute, timeZone: zone, amount };
}

/** Reads a time of day as the minute it is; the end of a day may be written `24:00` or `00:00`. */
function readTimeOfDay(reading: Reading, field: Field, { isEnd }: { isEnd: boolean }): number | undefined {
  const value = field.node.kind === 'scalar' ? field.node.value : undefined;
  const match = typeof value === 'string' ? TIME_OF_DAY.exec(value) : null;
  if (!match || (!isEnd && match[1] === undefined)) {
    const hour = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 24 ? value : undefined;
    const hint = hour === undefined ? 'write "09:00"' : `write "${String(hour).padStart(2, '0')}:00"`;
    return reportWrong(reading, field, { expected: 'a time of day', hint });
  }
  const minute = match[1] === undefined ? MINUTES_PER_DAY : Number(match[1]) * 60 + Number(match[2]);
  return isEnd && minute === 0 ? MINUTES_PER_DAY : minute;
}

/** Reads `hourly`: 24 or 168 amounts. */
export function readHourly(reading: Reading, fields: LoadFields, readAmount: ReadAmount): HourlyCourse | undefined {
  const { hourly, timezone } = fields.stated;
  const timeZone = timezone ? readTimeZone(reading, timezone) : 'UTC';
  if (!timezone) reading.assumptions.push({ path: `${fields.path}.timezone`, value: 'UTC', why: 'not stated' });
  const hint = 'write 24 numbers, one an hour, or 168 beginning on Monday';
  const items = hourly && readList(reading, hourly, hint);
  if (!hourly || !items) return undefined;
  if (items.length !== 24 && items.length !== 168) {
    return reportProblem(reading, hourly, { problem: `has ${items.length} numbers, not 24 or 168`, hint });
  }
  const amounts = items.map((item) => readAmount(reading, item));
  if (timeZone === undefined || amounts.includes(undefined)) return undefined;
  return { kind: 'hourly', amounts: amounts.filter((amount) => amount !== undefined), timeZone };
}
