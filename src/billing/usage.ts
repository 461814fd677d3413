import type { Quantity } from '../units/quantity.ts';

/**
 * Metered usage of one AWS usage type in the month. Every launch option ends as a list of these; from here on nothing
 * knows launch types.
 *
 * @public
 */
export interface Usage {
  /** The service or job that causes it; `null` when several share it. */
  readonly owner: string | null;
  /** AWS usage type without Region prefix, as `Fargate-vCPU-Hours:perCPU`. */
  readonly usageType: string;
  /** Operation code, where the usage type alone is ambiguous. */
  readonly operation?: string;
  readonly quantity: Quantity;
  /** AWS's unit, as `vCPU-Hours`. */
  readonly unit: string;
  /** Who shares it: parts of the quantity with the weights of their users, in bill order. */
  readonly shares?: readonly UsageShare[];
}

/** A part of a shared quantity (`part` of the sum of all parts) and the whole-number weights of its users. @public */
export interface UsageShare {
  readonly part: bigint;
  readonly weights: readonly { readonly owner: string; readonly weight: bigint }[];
}
