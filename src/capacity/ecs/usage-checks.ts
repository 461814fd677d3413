import { EcsCostError, type Issue } from '../../units/errors.ts';

/** One value of a call, and the smallest it may be. */
export interface CheckedNumber {
  readonly path: string;
  readonly value: number;
  readonly minimum: number;
  /** Absent: no upper limit. */
  readonly maximum?: number;
}

/**
 * Stops on a call whose numbers are not whole or out of range, naming all of them.
 *
 * @throws EcsCostError `USAGE_INVALID`.
 */
export function checkWholeNumbers(numbers: readonly CheckedNumber[]): void {
  const issues: Issue[] = numbers
    .filter(({ value, minimum, maximum }) => !Number.isSafeInteger(value) || value < minimum || value > (maximum ?? value))
    .map(({ path, value, minimum, maximum }) => ({
      path,
      problem: `must be a whole number from ${minimum}${maximum === undefined ? '' : ` to ${maximum}`}, not ${value}`,
    }));
  if (issues.length > 0) throw new EcsCostError('USAGE_INVALID', issues);
}
