import type { CourseType, Fleet } from '../capacity/capacity.ts';
import { CPU_CREDITS_PREFIX } from '../catalog/cpu-credits.ts';
import { compareText } from '../units/order.ts';
import { addQuantities, isNoQuantity, leastCommonMultiple, NO_QUANTITY } from '../units/quantity.ts';
import { RUN_INSTANCES_BY_SYSTEM } from './run-instances.ts';
import type { Usage } from './usage.ts';

/**
 * Surplus CPU credits of burstable instances that come and go, by family: vCPU-hours above the baseline that were not earned back. No
 * Savings Plan or Reserved Instance covers them, and on Spot they cost the same.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode-concepts.html
 */
export function surplusCreditUsage(types: readonly CourseType[], { operatingSystem }: Fleet): Usage[] {
  const charged = types.flatMap(({ instanceType, credits }) =>
    credits && !isNoQuantity(credits.surplusVcpuHours) ? [{ family: instanceType.slice(0, instanceType.indexOf('.')), credits }] : [],
  );
  const families = [...new Set(charged.map(({ family }) => family))].sort(compareText);
  return families.map((family) => {
    const own = charged.filter((each) => each.family === family).map(({ credits }) => credits);
    return {
      ...ownershipOf(own),
      usageType: `${CPU_CREDITS_PREFIX}${family}`,
      operation: RUN_INSTANCES_BY_SYSTEM[operatingSystem],
      quantity: own.map(({ surplusVcpuHours }) => surplusVcpuHours).reduce(addQuantities, NO_QUANTITY),
      unit: 'vCPU-Hours',
    };
  });
}

/** Who used them, type by type; parts are their vCPU-hours, brought to one denominator. */
function ownershipOf(charged: readonly NonNullable<CourseType['credits']>[]): Pick<Usage, 'owner' | 'shares'> {
  const owners = new Set(charged.flatMap(({ weights }) => weights.map(({ owner }) => owner)));
  const [only] = owners;
  if (owners.size === 1 && only !== undefined) return { owner: only };
  const denominator = charged.reduce((all, { surplusVcpuHours }) => leastCommonMultiple(all, surplusVcpuHours.denominator), 1n);
  return {
    owner: null,
    shares: charged.map(({ surplusVcpuHours, weights }) => ({
      part: surplusVcpuHours.numerator * (denominator / surplusVcpuHours.denominator),
      weights,
    })),
  };
}
