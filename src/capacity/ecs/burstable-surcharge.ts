import type { OperatingSystem } from '../../units/capacity.ts';
import { EcsCostError } from '../../units/errors.ts';
import { costOf, exactText, isPlainDecimal, quantityText, usdRate } from '../../units/money.ts';
import { multiplyQuantities, NO_QUANTITY, type Quantity, quantityFromText, quantityOf } from '../../units/quantity.ts';

/** A burstable (T family) instance in Unlimited mode under a steady load. @public */
export interface BurstableLoad {
  readonly vcpus: number | string;
  /** Baseline of one vCPU as a share: `'0.3'`. */
  readonly baseline: number | string;
  /** Mean use of all vCPUs as a share: `'0.425'`. */
  readonly utilization: number | string;
  readonly hours: number | string;
  /** Absent: `LINUX`. */
  readonly operatingSystem?: OperatingSystem;
}

/** CPU above the baseline and what it costs, exact decimal texts. @public */
export interface BurstableSurcharge {
  readonly vcpuHours: string;
  readonly costUsd: string;
}

/**
 * The surcharge for CPU above the baseline: max(0, utilization - baseline) x vCPUs x hours, at `usdPerVcpuHour`, which
 * the caller looks up (it differs by family and operating system). No credits saved up before are taken off: for a load
 * that changes, see `credit-account.ts`.
 *
 * @throws EcsCostError `USAGE_INVALID` when a value is not a plain decimal from 0.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode-concepts.html
 */
export function surchargeAboveBaseline(load: Omit<BurstableLoad, 'operatingSystem'>, usdPerVcpuHour: string): BurstableSurcharge {
  const utilization = decimal('utilization', load.utilization);
  const above = positiveDifference(utilization, decimal('baseline', load.baseline));
  const vcpuHours = multiplyQuantities(above, multiplyQuantities(decimal('vcpus', load.vcpus), decimal('hours', load.hours)));
  return { vcpuHours: quantityText(vcpuHours), costUsd: exactText(costOf(usdRate(usdPerVcpuHour), vcpuHours)) };
}

/** `a - b`, or nothing where that is negative. */
function positiveDifference(a: Quantity, b: Quantity): Quantity {
  const numerator = a.numerator * b.denominator - b.numerator * a.denominator;
  return numerator > 0n ? quantityOf(numerator, a.denominator * b.denominator) : NO_QUANTITY;
}

function decimal(path: string, value: number | string): Quantity {
  const text = String(value);
  if (!isPlainDecimal(text)) {
    throw new EcsCostError('USAGE_INVALID', [{ path, problem: `must be a plain decimal from 0, not "${text}"`, hint: "write '0.3'" }]);
  }
  return quantityFromText(text);
}
