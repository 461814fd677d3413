import type { DecimalInput } from '../billing/commitments/commitment.ts';
import { readDecimals } from '../billing/commitments/read-decimal.ts';
import { quantityText } from '../units/money.ts';
import { addQuantities, divideQuantities, multiplyQuantities, type Quantity, quantityOf, subtractQuantities } from '../units/quantity.ts';

/** An instance and Fargate's rates for the same Region and operating system. @public */
export interface BreakEvenInput {
  readonly vcpus: DecimalInput;
  /** GiB that tasks can reserve: the advertised memory without overheads, the registered memory with them. */
  readonly memoryGiB: DecimalInput;
  readonly instanceUsdPerHour: DecimalInput;
  readonly fargateVcpuUsdPerHour: DecimalInput;
  readonly fargateGBUsdPerHour: DecimalInput;
  /** USD a month beside the instance, as its root volume; absent: none. */
  readonly besideUsdPerMonth?: DecimalInput;
  /** Absent: 730. */
  readonly monthHours?: DecimalInput;
}

/** Where an instance and Fargate cost the same. @public */
export interface BreakEven {
  /** What Fargate costs for all that tasks can reserve on the instance, in USD an hour. */
  readonly fargateUsdPerHour: string;
  /** What that is above the instance's cost, as a share of it; below 0: Fargate is cheaper even for a full instance. */
  readonly fargatePremium: string;
  /** Share of the instance that tasks have to reserve, CPU and memory alike, for both to cost the same; above 1: never. */
  readonly breakEvenReservation: string;
}

/**
 * The share u of an instance that tasks have to reserve, in CPU and memory alike, for Fargate to cost as much:
 *
 *     u x (vCPU x Fargate's vCPU rate + GiB x its GB rate) = instance + what runs beside it
 *
 * Exact; decimal texts to thirty decimals where a division does not end. A rule of thumb and not a verdict: tasks leave
 * gaps, and come in the sizes that Fargate sells.
 *
 * @throws EcsCostError `USAGE_INVALID` with every value that is no decimal.
 * @see https://aws.amazon.com/blogs/containers/theoretical-cost-optimization-by-amazon-ecs-launch-type-fargate-vs-ec2/
 * @public
 */
export function breakEvenReservation(input: BreakEvenInput): BreakEven {
  const { besideUsdPerMonth = 0, monthHours = 730, ...stated } = input;
  const values = readDecimals({ ...stated, besideUsdPerMonth, monthHours });
  const fargate = addQuantities(
    multiplyQuantities(values.vcpus, values.fargateVcpuUsdPerHour),
    multiplyQuantities(values.memoryGiB, values.fargateGBUsdPerHour),
  );
  const instance = addQuantities(values.instanceUsdPerHour, divideQuantities(values.besideUsdPerMonth, values.monthHours));
  return {
    fargateUsdPerHour: quantityText(fargate),
    fargatePremium: signedText(subtractQuantities(divideQuantities(fargate, instance), quantityOf(1))),
    breakEvenReservation: quantityText(divideQuantities(instance, fargate)),
  };
}

function signedText({ numerator, denominator }: Quantity): string {
  const text = quantityText({ numerator: numerator < 0n ? -numerator : numerator, denominator });
  return numerator < 0n ? `-${text}` : text;
}
