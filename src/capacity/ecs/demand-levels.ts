import { demandEvents } from './minute-events.ts';
import type { SimulatedService } from './simulation.ts';

/** Task counts of all services that occur together, and for how many minutes in all. */
export interface DemandLevel {
  readonly counts: readonly number[];
  readonly minutes: number;
}

/** A demand cut at every change: from `fromMinute` on `level` holds, an index into `levels`. */
export interface DemandLevels {
  readonly durationMinutes: number;
  readonly levels: readonly DemandLevel[];
  readonly segments: readonly { readonly fromMinute: number; readonly level: number }[];
}

/** The distinct levels of a demand, in the order of their first minute. */
export function demandLevels(services: readonly SimulatedService[], durationMinutes: number): DemandLevels {
  const events = demandEvents(services, durationMinutes);
  const counts = services.map(() => 0);
  const levels: { counts: readonly number[]; minutes: number }[] = [];
  const indexByKey = new Map<string, number>();
  const segments: { fromMinute: number; level: number }[] = [];
  for (let minute = 0; minute < durationMinutes; minute += 1) {
    const [from, to] = [events.first[minute] as number, events.first[minute + 1] as number];
    for (let index = from; index < to; index += 1) counts[events.service[index] as number] = events.taskCount[index] as number;
    if (from < to) {
      const key = counts.join(',');
      const level = indexByKey.get(key) ?? levels.length;
      if (level === levels.length) levels.push({ counts: [...counts], minutes: 0 });
      indexByKey.set(key, level);
      if (segments.at(-1)?.level !== level) segments.push({ fromMinute: minute, level });
    }
    const current = levels[segments.at(-1)?.level ?? 0];
    if (current) current.minutes += 1;
  }
  return { durationMinutes, levels, segments };
}
