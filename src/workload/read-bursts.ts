import type { BurstCourse } from './course.ts';
import type { LoadFields, ReadAmount } from './load-fields.ts';
import { type Reading, readWholeNumber, reportMissing, reportProblem } from './reading.ts';

const MINUTES_PER_DAY = 1440;

/** Reads `base`, `peak`, `burstMinutes` and `burstsPerDay`. */
export function readBursts(reading: Reading, fields: LoadFields, readAmount: ReadAmount): BurstCourse | undefined {
  const { base, peak, burstMinutes, burstsPerDay } = fields.stated;
  const missing = (key: 'base' | 'peak' | 'burstMinutes' | 'burstsPerDay'): undefined =>
    reportMissing(reading, fields, { key, hint: 'bursts are base, peak, burstMinutes and burstsPerDay' });
  const limits = { min: 1, max: MINUTES_PER_DAY };
  const lowest = base ? readAmount(reading, base) : missing('base');
  const highest = peak ? readAmount(reading, peak) : missing('peak');
  const minutes = burstMinutes
    ? readWholeNumber(reading, burstMinutes, { ...limits, what: 'a number of minutes' })
    : missing('burstMinutes');
  const perDay = burstsPerDay ? readWholeNumber(reading, burstsPerDay, { ...limits, what: 'a number of bursts' }) : missing('burstsPerDay');
  if (peak && Number(highest) < Number(lowest))
    return reportProblem(reading, peak, { problem: `${highest} is below base (${lowest})`, hint: 'the peak is the larger of both' });
  if (lowest === undefined || highest === undefined || minutes === undefined || perDay === undefined) return undefined;
  if (burstsPerDay && minutes * perDay > MINUTES_PER_DAY) {
    const problem = `${perDay} bursts of ${minutes} minutes are longer than a day`;
    return reportProblem(reading, burstsPerDay, { problem, hint: 'a day has 1,440 minutes' });
  }
  return { kind: 'bursts', base: lowest, peak: highest, burstMinutes: minutes, burstsPerDay: perDay };
}
