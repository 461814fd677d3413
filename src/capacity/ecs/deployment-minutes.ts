import { randomStream } from '../../packing/random.ts';

/**
 * Minutes in which a service is deployed, spread by chance over the simulated time, the same for the same seed. A time that is
 * not a whole part of the month gets its share: 4 a month are 0.92 a week, one deployment in 92 of 100 weeks.
 */
export function deploymentMinutes({
  perMonth,
  monthMinutes,
  durationMinutes,
  seed,
}: {
  readonly perMonth: number;
  readonly monthMinutes: number;
  readonly durationMinutes: number;
  readonly seed: number;
}): number[] {
  const random = randomStream(seed);
  const count = Math.floor((perMonth * durationMinutes) / monthMinutes + random());
  const minutes = Array.from({ length: count }, () => Math.floor(random() * durationMinutes));
  return [...new Set(minutes)].sort((a, b) => a - b);
}
