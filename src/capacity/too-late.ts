import type { Demand } from '../demand/demand.ts';
import { sumOf } from '../units/order.ts';
import {
  approxQuantity,
  compareQuantities,
  divideQuantities,
  isNoQuantity,
  multiplyQuantities,
  NO_QUANTITY,
  quantityOf,
} from '../units/quantity.ts';
import type { FleetCourse, Impossibility } from './capacity.ts';

const SECONDS_PER_MINUTE = 60;
const PERCENT = 100;

/**
 * A fleet that scales runs a service only if its tasks get at least three quarters of the time that they ask for. With less, what it
 * costs is not the price of the service: a burst that is over before an instance has started would cost nothing at all.
 */
const SERVED_LEAST = quantityOf(3, 4);

/** Services whose tasks wait for instances through most of their time, so that the fleet is no way to run them. */
export function servedTooLate({ taskSeconds }: FleetCourse, { services, horizon }: Demand): Impossibility[] {
  return taskSeconds.flatMap(({ owner, seconds }): Impossibility[] => {
    const segments = services.find(({ service }) => service === owner)?.segments ?? [];
    const minutes = sumOf(segments.map(({ fromMinute, toMinute, taskCount }) => taskCount * (toMinute - fromMinute)));
    const asked = multiplyQuantities(quantityOf(minutes * SECONDS_PER_MINUTE), horizon.perMonth);
    const served = isNoQuantity(asked) ? SERVED_LEAST : divideQuantities(seconds, asked);
    if (compareQuantities(served, SERVED_LEAST) >= 0) return [];
    const approxServedPercent = compareQuantities(served, NO_QUANTITY) <= 0 ? 0 : Math.round(approxQuantity(served) * PERCENT);
    return [{ owner, kind: 'served-too-late', approxServedPercent }];
  });
}
