import type { Course, HourlyCourse, ScheduleCourse, ScheduleWindow, TraceCourse } from '../workload/course.ts';
import { burstSteps } from './burst-steps.ts';
import type { Horizon } from './demand.ts';
import { addStep, mergeSteps, type Step } from './steps.ts';
import { layOut, MINUTES_PER_WEEK, type WeeklyPattern } from './wall-clock.ts';

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 1440;

/** The amounts of a course over the horizon, as plain decimal texts. `seed` decides what the course leaves to chance. */
export function stepsOfCourse(course: Course, horizon: Horizon, seed: string): Step<string>[] {
  switch (course.kind) {
    case 'constant':
      return [{ fromMinute: 0, value: course.amount }];
    case 'schedule':
      return scheduleSteps(course, horizon);
    case 'hourly':
      return hourlySteps(course, horizon);
    case 'bursts':
      return burstSteps(course, horizon, seed);
    case 'trace':
      return traceSteps(course, horizon);
    default:
      return course satisfies never;
  }
}

/** Windows of one time zone share a pattern; where windows overlap, the largest amount counts. */
function scheduleSteps({ windows, otherwise }: ScheduleCourse, horizon: Horizon): Step<string>[] {
  const timeZones = [...new Set(windows.map(({ timeZone }) => timeZone))];
  const byZone = timeZones.map((timeZone) => {
    const own = windows.filter((window) => window.timeZone === timeZone);
    return layOut(patternOfWindows(own), timeZone, horizon);
  });
  return mergeSteps(byZone, (amounts) => largest(amounts) ?? otherwise);
}

/** The largest amount of the windows that are open in each minute of the week; `undefined` where none is. */
function patternOfWindows(windows: readonly ScheduleWindow[]): WeeklyPattern<string | undefined> {
  const spans = windows.flatMap((window) => spansOf(window).map((span) => ({ ...span, amount: window.amount })));
  const minutes = [...new Set([0, ...spans.flatMap(({ from, to }) => [from, to])])].filter((minute) => minute < MINUTES_PER_WEEK);
  const pattern: Step<string | undefined>[] = [];
  for (const minute of minutes.sort((a, b) => a - b)) {
    const open = spans.filter(({ from, to }) => from <= minute && minute < to);
    addStep(pattern, { fromMinute: minute, value: largest(open.map(({ amount }) => amount)) });
  }
  return pattern;
}

/** The minutes of the week in which a window is open; one over the end of the week is in two parts. */
function spansOf({ days, fromMinute, toMinute }: ScheduleWindow): { from: number; to: number }[] {
  const minutes = toMinute > fromMinute ? toMinute - fromMinute : toMinute + MINUTES_PER_DAY - fromMinute;
  return days.flatMap((day) => {
    const from = day * MINUTES_PER_DAY + fromMinute;
    const over = from + minutes - MINUTES_PER_WEEK;
    return over > 0
      ? [
          { from, to: MINUTES_PER_WEEK },
          { from: 0, to: over },
        ]
      : [{ from, to: from + minutes }];
  });
}

function largest(amounts: readonly (string | undefined)[]): string | undefined {
  let most: string | undefined;
  for (const amount of amounts) if (amount !== undefined && (most === undefined || Number(amount) > Number(most))) most = amount;
  return most;
}

/** 24 amounts are those of every day. */
function hourlySteps({ amounts, timeZone }: HourlyCourse, horizon: Horizon): Step<string>[] {
  const pattern: Step<string>[] = [];
  for (let hour = 0; hour < MINUTES_PER_WEEK / MINUTES_PER_HOUR; hour += 1) {
    addStep(pattern, { fromMinute: hour * MINUTES_PER_HOUR, value: amounts[hour % amounts.length] as string });
  }
  return layOut(pattern, timeZone, horizon);
}

/** The part of the trace that lies in the horizon. */
function traceSteps({ minutes, amounts }: TraceCourse, { startMinute, minutes: length }: Horizon): Step<string>[] {
  const steps: Step<string>[] = [];
  minutes.forEach((minute, index) => {
    const fromMinute = Math.max(0, minute - startMinute);
    if (fromMinute < length) addStep(steps, { fromMinute, value: amounts[index] as string });
  });
  return steps;
}
