import { seedOfText } from '../units/seed-of-text.ts';
import type { BurstCourse } from '../workload/course.ts';
import type { Horizon } from './demand.ts';
import { addStep, type Step } from './steps.ts';

const MINUTES_PER_DAY = 1440;

/**
 * A day (UTC) is divided into as many equal parts as it has bursts, and each burst lies somewhere in its part: where,
 * the seed decides, the same way every time. A burst ends before its part does, so that two bursts never become one,
 * unless bursts fill the whole day.
 */
export function burstSteps({ base, peak, burstMinutes, burstsPerDay }: BurstCourse, { minutes }: Horizon, seed: string): Step<string>[] {
  const part = Math.floor(MINUTES_PER_DAY / burstsPerDay);
  const room = Math.max(0, part - burstMinutes - 1);
  const random = randomNumbers(seed);
  const steps: Step<string>[] = [{ fromMinute: 0, value: base }];
  for (let day = 0; day < minutes; day += MINUTES_PER_DAY) {
    for (let burst = 0; burst < burstsPerDay; burst += 1) {
      const from = day + burst * part + Math.floor(random() * (room + 1));
      if (from < minutes) addStep(steps, { fromMinute: from, value: peak });
      if (from + burstMinutes < minutes) addStep(steps, { fromMinute: from + burstMinutes, value: base });
    }
  }
  return steps;
}

/** Numbers from 0 up to 1 that follow from the seed (mulberry32). */
function randomNumbers(seed: string): () => number {
  let state = seedOfText(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
