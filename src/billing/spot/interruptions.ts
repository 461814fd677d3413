import type { Issue } from '../../units/errors.ts';
import { nearestWord } from '../../units/nearest-word.ts';
import { compareQuantities, type Quantity, quantityOf } from '../../units/quantity.ts';
import type { DecimalInput } from '../commitments/commitment.ts';
import { readDecimal, shown } from '../commitments/read-decimal.ts';

/** How often AWS's Spot advisor saw capacity of an instance type reclaimed in the month before. @public */
export type InterruptionBand = '<5%' | '5-10%' | '10-15%' | '15-20%' | '>20%';

/** Interruptions of one running instance or task in a month: a band, or numbers of one's own. @public */
export type Interruptions =
  | InterruptionBand
  | { readonly lowPerMonth?: DecimalInput; readonly expectedPerMonth: DecimalInput; readonly highPerMonth?: DecimalInput };

/** Interruptions of one running unit in a month, exact. @public */
export interface InterruptionRange {
  readonly low: Quantity;
  readonly expected: Quantity;
  readonly high: Quantity;
}

/**
 * Percent of the bands. The last one has no upper end: it is read as up to one interruption of every instance in the
 * month, and, as the others, expected in its middle.
 *
 * @see https://aws.amazon.com/ec2/spot/instance-advisor/
 */
const BANDS: Readonly<Record<InterruptionBand, readonly [number, number]>> = {
  '<5%': [0, 5],
  '5-10%': [5, 10],
  '10-15%': [10, 15],
  '15-20%': [15, 20],
  '>20%': [20, 100],
};

/** Reads interruptions as a range; a band gives its ends and its middle. Problems go to `issues`. */
export function readInterruptions(interruptions: Interruptions, path: string, issues: Issue[]): InterruptionRange | undefined {
  if (typeof interruptions === 'string') {
    const band = Object.hasOwn(BANDS, interruptions) ? BANDS[interruptions] : undefined;
    if (band) return { low: quantityOf(band[0], 100), expected: quantityOf(band[0] + band[1], 200), high: quantityOf(band[1], 100) };
    const near = nearestWord(interruptions, Object.keys(BANDS));
    const hint = near === undefined ? `write one of ${Object.keys(BANDS).join(', ')}` : `did you mean "${near}"?`;
    issues.push({ path, problem: `${shown(interruptions)} is no band of interruptions`, hint });
    return undefined;
  }
  if (typeof interruptions !== 'object' || interruptions === null) {
    issues.push({ path, problem: `must be a band or numbers per month, not ${shown(interruptions)}` });
    return undefined;
  }
  const expected = readDecimal(interruptions.expectedPerMonth, `${path}.expectedPerMonth`, issues);
  const low = interruptions.lowPerMonth === undefined ? expected : readDecimal(interruptions.lowPerMonth, `${path}.lowPerMonth`, issues);
  const high =
    interruptions.highPerMonth === undefined ? expected : readDecimal(interruptions.highPerMonth, `${path}.highPerMonth`, issues);
  if (!expected || !low || !high) return undefined;
  if (compareQuantities(low, expected) > 0 || compareQuantities(expected, high) > 0) {
    issues.push({ path, problem: 'low, expected and high stand in rising order' });
  }
  return { low, expected, high };
}
