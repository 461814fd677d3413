import type { Month } from '../demand/demand.ts';
import { sumOf } from '../units/order.ts';
import { addQuantities, compareQuantities, multiplyQuantities, NO_QUANTITY, type Quantity, quantityOf } from '../units/quantity.ts';
import type { Fleet } from './capacity.ts';

/** Seconds in the month of all instances of a fleet together, whether they stay or come and go. */
export function instanceSecondsOf({ groups, seconds, course }: Fleet): Quantity {
  if (course) return course.types.map((type) => type.seconds).reduce(addQuantities, NO_QUANTITY);
  return multiplyQuantities(seconds, quantityOf(sumOf(groups.map(({ count }) => count))));
}

/** Whether the instances of a fleet never end in the month: those of services, and of a job whose runs follow closely. */
export function runsAllMonth({ seconds }: Pick<Fleet, 'seconds'>, month: Month): boolean {
  return compareQuantities(seconds, quantityOf(month.seconds)) >= 0;
}
