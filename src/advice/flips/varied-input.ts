import type { Workload } from '../../workload/workload.ts';
import type { FlipInput } from '../advice.ts';

/** An input of one service that is varied in whole steps, everything else unchanged. */
export interface VariedInput {
  readonly input: FlipInput;
  readonly now: number;
  readonly least: number;
  readonly most: number;
  readonly variant: (step: number) => Workload;
  /** A step as the report writes it, in the unit of the input. */
  readonly text: (step: number) => string;
}

/** Counts and demand are followed up to eight times what they are now. */
export const COUNT_FACTOR = 8;

/** Hours of a day are varied by quarters. */
export const MINUTES_PER_STEP = 15;

/** Quarters of an hour of a whole day. */
export const EVERY_DAY_STEPS: number = (24 * 60) / MINUTES_PER_STEP;

/** Quarters of an hour as hours. */
export function stepHours(step: number): string {
  return String((step * MINUTES_PER_STEP) / 60);
}

/** `amount x percent / 100`, exact. */
export function scaledText(amount: string, percent: number): string {
  const [whole = '', decimals = ''] = amount.split('.');
  const digits = (BigInt(whole + decimals) * BigInt(percent)).toString().padStart(decimals.length + 3, '0');
  const point = digits.length - decimals.length - 2;
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}
