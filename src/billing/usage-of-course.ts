import type { CourseType, Fleet, FleetCourse } from '../capacity/capacity.ts';
import type { Horizon } from '../demand/demand.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { compareText } from '../units/order.ts';
import { isNoQuantity, leastCommonMultiple, multiplyQuantities, NO_QUANTITY, type Quantity, quantityOf } from '../units/quantity.ts';
import { hourlyMeans } from './hourly-profile.ts';
import { RUN_INSTANCES_BY_SYSTEM } from './run-instances.ts';
import type { Usage } from './usage.ts';

/**
 * Instances that come and go, by type: billed by the second from running to termination, a minute at least each time. The
 * simulation counts whole minutes, so that the minimum is in them.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html
 */
export function instanceUsageOfCourse({ types }: FleetCourse, { operatingSystem }: Fleet, horizon: Horizon): Usage[] {
  const operation = RUN_INSTANCES_BY_SYSTEM[operatingSystem];
  return types
    .toSorted((a, b) => compareText(a.instanceType, b.instanceType))
    .map((type) => ({
      ...ownershipOfCourse([type]),
      usageType: `BoxUsage:${type.instanceType}`,
      operation,
      quantity: multiplyQuantities(type.seconds, quantityOf(1, SECONDS_PER_HOUR)),
      unit: 'Hrs',
      hourly: hourlyMeans(
        type.counts.map(({ fromMinute, instances }) => ({ fromMinute, value: instances })),
        horizon,
      ),
    }));
}

/** Who uses instances of some types, by the weights of AWS's split; parts are their seconds, brought to one denominator. */
export function ownershipOfCourse(types: readonly CourseType[]): Pick<Usage, 'owner' | 'shares'> {
  const used = types.filter(({ seconds }) => !isNoQuantity(seconds));
  const owners = new Set(used.flatMap(({ weights }) => weights.map(({ owner }) => owner)));
  const [only] = owners;
  if (owners.size === 1 && only !== undefined) return { owner: only };
  const denominator = used.reduce((all, { seconds }) => leastCommonMultiple(all, seconds.denominator), 1n);
  return {
    owner: null,
    shares: used.map(({ seconds, weights }) => ({ part: seconds.numerator * (denominator / seconds.denominator), weights })),
  };
}

/** Seconds in the month that tasks of a service sit on instances, summed over tasks. */
export function taskSecondsOfCourse({ taskSeconds }: FleetCourse, owner: string): Quantity {
  return taskSeconds.find((each) => each.owner === owner)?.seconds ?? NO_QUANTITY;
}
