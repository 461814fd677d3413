import type { ServiceDemand } from '../../demand/demand.ts';

const MINUTES_PER_HOUR = 60;

/** Task-minutes of all services together in each hour of the horizon; the last part of an hour is shorter. */
export function taskMinutesByHour(services: readonly ServiceDemand[], minutes: number): { taskMinutes: number; minutes: number }[] {
  const hours = Array.from({ length: Math.ceil(minutes / MINUTES_PER_HOUR) }, (_, hour) => ({
    taskMinutes: 0,
    minutes: Math.min(MINUTES_PER_HOUR, minutes - hour * MINUTES_PER_HOUR),
  }));
  for (const { segments } of services) {
    for (const { fromMinute, toMinute, taskCount } of segments) addSegment(hours, { fromMinute, toMinute, taskCount });
  }
  return hours;
}

function addSegment(hours: { taskMinutes: number }[], { fromMinute, toMinute, taskCount }: ServiceDemand['segments'][number]): void {
  for (let from = fromMinute; from < toMinute; ) {
    const hour = Math.floor(from / MINUTES_PER_HOUR);
    const to = Math.min(toMinute, (hour + 1) * MINUTES_PER_HOUR);
    const own = hours[hour];
    if (own) own.taskMinutes += (to - from) * taskCount;
    from = to;
  }
}
