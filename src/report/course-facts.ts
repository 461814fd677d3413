import type { CourseDifference, FleetCourse } from '../capacity/capacity.ts';
import { fleetsIn } from '../capacity/plans-in.ts';
import type { Option } from '../comparison/comparison.ts';

/** The parts of what instances cost beyond a perfect packing, in the order they are told; the last one is taken off. */
export const DIFFERENCE_PARTS: readonly Exclude<keyof CourseDifference, 'simulated' | 'bound' | 'lowerBound'>[] = [
  'warmUp',
  'idleTail',
  'spare',
  'fragmentation',
  'cpuCredits',
  'surge',
  'waiting',
];

/** The courses of an option whose instances come and go; none of any other. */
export function coursesOf({ plan }: Pick<Option, 'plan'>): FleetCourse[] {
  return fleetsIn(plan).flatMap(({ course }) => course ?? []);
}
