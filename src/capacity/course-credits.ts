import { multiplyQuantities, type Quantity, quantityOf } from '../units/quantity.ts';
import type { CourseCredits, CourseType } from './capacity.ts';
import type { FleetOfCourse } from './course-groups.ts';
import { type CourseScale, type RunOfGroup, scaledCount } from './course-run.ts';
import { PARTS_PER_CREDIT } from './ecs/credit-account.ts';
import type { CreditLedger } from './ecs/credit-ledger.ts';

const MINUTES_PER_HOUR = 60;

/** CPU credits of a type of a group in the month; nothing for one that is not burstable. */
export function courseCredits(
  run: RunOfGroup,
  type: number,
  { groups, daemons }: FleetOfCourse,
  weights: CourseType['weights'],
  { perMonth, surgeShare }: CourseScale,
): CourseCredits | undefined {
  const { group, simulation, calm } = run;
  const rules = simulation.credits?.rules[type];
  if (!rules) return undefined;
  const vcpuHours = (of: (ledger: CreditLedger) => number): Quantity => {
    const [before, after] = [calm, simulation].map(({ credits }) => (credits ? of(credits) : 0)) as [number, number];
    const parts = multiplyQuantities(scaledCount(before, after, surgeShare), quantityOf(1, PARTS_PER_CREDIT * MINUTES_PER_HOUR));
    return multiplyQuantities(perMonth, parts);
  };
  const names = [...group.services.map((index) => groups[index]?.owner.name ?? ''), ...daemons.map(({ name }) => name)];
  const own = names.flatMap((owner, index) => {
    const weight = BigInt(simulation.credits?.borrowed[type * names.length + index] ?? 0);
    return weight > 0n ? [{ owner, weight }] : [];
  });
  return {
    mode: rules.mode,
    surplusVcpuHours: vcpuHours(({ charged }) => charged[type] ?? 0),
    throttledVcpuHours: vcpuHours(({ throttled }) => throttled[type] ?? 0),
    // Surplus that is only charged in the simulated time, and was spent before it, falls to who uses the instances.
    weights: own.length > 0 ? own : weights,
  };
}
