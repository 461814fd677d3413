import { sumOf } from '../units/order.ts';
import { addQuantities, multiplyQuantities, NO_QUANTITY, type Quantity, quantityOf } from '../units/quantity.ts';
import type { Fleet } from './capacity.ts';

/** Seconds in the month of all instances of a fleet together, whether they stay or come and go. */
export function instanceSecondsOf({ groups, seconds, course }: Fleet): Quantity {
  if (course) return course.types.map((type) => type.seconds).reduce(addQuantities, NO_QUANTITY);
  return multiplyQuantities(seconds, quantityOf(sumOf(groups.map(({ count }) => count))));
}
