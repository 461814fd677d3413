import { addQuantities, compareQuantities, multiplyQuantities, NO_QUANTITY, type Quantity, quantityOf } from '../../units/quantity.ts';

/** Terms below this change nothing that is ever printed (thirty decimals). */
const SMALLEST_TERM = quantityOf(1, 10n ** 40n);

/**
 * The share of all running hours that lie in a first hour which an interruption ends, when interruptions come at a rate
 * `perHour` whatever the age. A unit lives 1/r hours on average and runs, in lives shorter than an hour,
 *
 *     integral from 0 to 1 of t r e^(-r t) dt = (1 - (1 + r) e^-r) / r
 *
 * hours, so the share is 1 - (1 + r) e^-r = r^2/2 - r^3/3 + r^4/8 - ..., term k being (-1)^k (k - 1) r^k / k!. The sum is
 * taken in fractions until a term is below 10^-40; for rates up to 1 the rest of it is smaller still.
 */
export function freeHourShare(perHour: Quantity): Quantity {
  let share = NO_QUANTITY;
  let power = perHour;
  for (let k = 2; ; k += 1) {
    power = multiplyQuantities(power, multiplyQuantities(perHour, quantityOf(1, k)));
    const term = multiplyQuantities(power, quantityOf(k - 1));
    if (compareQuantities(term, SMALLEST_TERM) < 0) return share;
    share = addQuantities(share, k % 2 === 0 ? term : { numerator: -term.numerator, denominator: term.denominator });
  }
}
