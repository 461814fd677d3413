import { approxQuantity, divideQuantities, isNoQuantity, multiplyQuantities, type Quantity, quantityOf } from '../units/quantity.ts';
import type { JobRuns } from '../workload/workload.ts';
import { cronPatternOf } from './cron-pattern.ts';
import type { Horizon, Month, RunStart } from './demand.ts';
import { mondayBased, referenceDays } from './runs-in-month.ts';

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;
const MINUTE = 60 * 1000;

/**
 * When in the horizon the runs of a job start: as its cron expression says (a week holds of a monthly job the share of a
 * run that falls to each weekday), else at equal distances from the beginning of the horizon. Together they are
 * `runs / horizon.perMonth`. `undefined` where runs start once an hour or more often, whenever: then they are spread evenly.
 */
export function runStartsOf(runs: JobRuns, { runsInMonth, horizon, month }: RunsOfMonth): readonly RunStart[] | undefined {
  if (isNoQuantity(runsInMonth)) return [];
  const inHorizon = divideQuantities(runsInMonth, horizon.perMonth);
  const minutes = runs.kind === 'cron' ? cronMinutes(runs.expression, horizon, month) : [];
  const weight = minutes.reduce((sum, start) => sum + start.weight, 0);
  if (weight > 0) {
    const each = divideQuantities(inHorizon, quantityOf(weight));
    const byWeight = new Map(
      [...new Set(minutes.map((start) => start.weight))].map((of) => [of, multiplyQuantities(each, quantityOf(of))]),
    );
    return minutes.map(({ minute, weight: of }) => ({ fromMinute: minute, runs: byWeight.get(of) ?? each }));
  }
  return atEqualDistances(inHorizon, horizon);
}

interface RunsOfMonth {
  readonly runsInMonth: Quantity;
  readonly horizon: Horizon;
  readonly month: Month;
}

interface WeightedMinute {
  readonly minute: number;
  readonly weight: number;
}

/** Minutes at which the expression fires. In a week each weekday weighs as many days as it fires on in the reference years. */
function cronMinutes(expression: string, { kind, startMinute, minutes: length }: Horizon, { calendar }: Month): WeightedMinute[] {
  const pattern = cronPatternOf(expression, { withYear: calendar !== undefined });
  const byWeekday = kind === 'week' ? referenceDays(pattern) : undefined;
  const minutes: WeightedMinute[] = [];
  const firstDay = Math.floor(startMinute / MINUTES_PER_DAY) * MINUTES_PER_DAY;
  for (let day = firstDay; day < startMinute + length; day += MINUTES_PER_DAY) {
    const weight = byWeekday ? (byWeekday[mondayBased(day * MINUTE)] ?? 0) : Number(pattern.isOnDay(day * MINUTE));
    if (weight === 0) continue;
    for (const minuteOfDay of pattern.minutesOfDay) {
      const minute = day + minuteOfDay - startMinute;
      if (minute >= 0 && minute < length) minutes.push({ minute, weight });
    }
  }
  return minutes;
}

function atEqualDistances(inHorizon: Quantity, { minutes }: Horizon): RunStart[] | undefined {
  if (approxQuantity(inHorizon) * MINUTES_PER_HOUR >= minutes) return undefined;
  const count = Number((inHorizon.numerator + inHorizon.denominator - 1n) / inHorizon.denominator);
  const each = divideQuantities(inHorizon, quantityOf(count));
  return Array.from({ length: count }, (_, index) => ({ fromMinute: Math.floor((index * minutes) / count), runs: each }));
}
