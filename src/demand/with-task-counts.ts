import type { ServiceDemand } from './demand.ts';

/** A service with other task counts at the same times: the part of them that some capacity runs. */
export function withTaskCounts(demand: ServiceDemand, countOf: (taskCount: number) => number): ServiceDemand {
  const end = demand.segments.at(-1)?.toMinute ?? 0;
  const counted = demand.segments.map((segment) => ({ ...segment, taskCount: countOf(segment.taskCount) }));
  const merged = counted.filter(({ taskCount }, index) => index === 0 || taskCount !== counted[index - 1]?.taskCount);
  const segments = merged.map((segment, index) => ({ ...segment, toMinute: merged[index + 1]?.fromMinute ?? end }));
  return { ...demand, segments, taskCount: Math.max(0, ...segments.map(({ taskCount }) => taskCount)) };
}
