import { randomStream } from '../../packing/random.ts';
import { type Quantity, quantityOf } from '../../units/quantity.ts';

const SECONDS_PER_MINUTE = 60;

/** Deployments of a service in the simulated time. */
export interface SimulatedDeployments {
  /** Minutes in which one begins, in order. */
  readonly startMinutes: readonly number[];
  /** How many there would be on average: at most as many as are simulated. */
  readonly expected: Quantity;
}

/**
 * When a service is deployed. As many deployments as the time holds on average are simulated, rounded up (4 a month are 0.92 a
 * week: one), so that their cost can be seen and then counted in proportion. Each lies somewhere in a part of the time
 * of its own; where, the seed decides.
 */
export function deploymentMinutes({
  perMonth,
  monthSeconds,
  durationMinutes,
  seed,
}: {
  readonly perMonth: number;
  readonly monthSeconds: number;
  readonly durationMinutes: number;
  readonly seed: number;
}): SimulatedDeployments {
  const random = randomStream(seed);
  const count = Math.min(durationMinutes, Math.ceil((perMonth * durationMinutes * SECONDS_PER_MINUTE) / monthSeconds));
  const part = durationMinutes / Math.max(1, count);
  const startMinutes = Array.from({ length: count }, (_, index) => Math.floor((index + random()) * part));
  return { startMinutes: [...new Set(startMinutes)], expected: quantityOf(perMonth * durationMinutes * SECONDS_PER_MINUTE, monthSeconds) };
}
