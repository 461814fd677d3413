import type { DemandSegment, Horizon } from '../../demand/demand.ts';

const MINUTES_PER_DAY = 1440;

/** Minutes between two samples: demand is told by the hour in most files, and traces by the minute are smoothed enough. */
const SAMPLE_MINUTES = 15;

/**
 * How alike the task count is to itself a day later: the autocorrelation at a lag of one day, 1 when every day is the same.
 * Nothing where less than two days are known, or where nothing changes.
 *
 * @see https://doi.org/10.1002/9781118619193 Box, Jenkins, Reinsel: Time Series Analysis, section 2.1.5
 */
export function dailyRepetition(segments: readonly DemandSegment[], { minutes, repeats }: Horizon): number | undefined {
  if (minutes < 2 * MINUTES_PER_DAY) return undefined;
  const samples = samplesOf(segments, minutes);
  const mean = samples.reduce((sum, each) => sum + each, 0) / samples.length;
  const variance = samples.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  if (variance === 0) return undefined;
  const lag = MINUTES_PER_DAY / SAMPLE_MINUTES;
  const pairs = repeats ? samples.length : samples.length - lag;
  let covariance = 0;
  for (let at = 0; at < pairs; at += 1) covariance += ((samples[at] ?? 0) - mean) * ((samples[(at + lag) % samples.length] ?? 0) - mean);
  // A trace has fewer pairs than samples; each side is a mean.
  return covariance / pairs / (variance / samples.length);
}

function samplesOf(segments: readonly DemandSegment[], minutes: number): number[] {
  const samples: number[] = [];
  let at = 0;
  for (let minute = 0; minute < minutes; minute += SAMPLE_MINUTES) {
    while (at + 1 < segments.length && (segments[at]?.toMinute ?? 0) <= minute) at += 1;
    samples.push(segments[at]?.taskCount ?? 0);
  }
  return samples;
}
