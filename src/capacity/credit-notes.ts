import { addQuantities, isNoQuantity, NO_QUANTITY } from '../units/quantity.ts';
import type { Workload } from '../workload/workload.ts';
import type { CourseType, Ec2Note, Fleet } from './capacity.ts';

const MODES = ['unlimited', 'standard'] as const;

/** What was taken for granted about the CPU credits of the burstable types of these fleets, and what they do not give. */
export function creditNotes(fleets: readonly Fleet[], { services, cluster }: Workload): Ec2Note[] {
  const courses = fleets.flatMap(({ course }) => (course?.types.some(({ credits }) => credits) ? [course] : []));
  const burstable = courses.flatMap(({ types }) => types.filter(({ credits }) => credits));
  const assumed = MODES.filter(() => cluster.cpuCredits === undefined).flatMap((mode): Ec2Note[] => {
    const instanceTypes = namesOf(burstable.filter(({ credits }) => credits?.mode === mode));
    return instanceTypes.length === 0 ? [] : [{ kind: 'cpu-credits', mode, instanceTypes }];
  });
  const owners = new Set(courses.flatMap(({ taskSeconds }) => taskSeconds.map(({ owner }) => owner)));
  const unmeasured = services.filter(({ name, utilization }) => owners.has(name) && utilization.cpu === undefined);
  return [
    ...assumed,
    ...(unmeasured.length === 0 ? [] : [{ kind: 'cpu-use-not-stated', services: unmeasured.map(({ name }) => name) } as const]),
    ...throttledNote(burstable),
  ];
}

function throttledNote(types: readonly CourseType[]): Ec2Note[] {
  const throttled = types.filter(({ credits }) => credits && !isNoQuantity(credits.throttledVcpuHours));
  if (throttled.length === 0) return [];
  const hours = throttled.map(({ credits }) => credits?.throttledVcpuHours ?? NO_QUANTITY).reduce(addQuantities, NO_QUANTITY);
  const vcpuHours = Number((hours.numerator + hours.denominator - 1n) / hours.denominator);
  return [{ kind: 'cpu-credits-throttled', instanceTypes: namesOf(throttled), vcpuHours }];
}

function namesOf(types: readonly CourseType[]): string[] {
  return [...new Set(types.map(({ instanceType }) => instanceType))];
}
