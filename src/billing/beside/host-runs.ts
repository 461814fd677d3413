import type { CapacityPlan, CourseType, Fleet, FleetCourse } from '../../capacity/capacity.ts';
import { runsAllMonth } from '../../capacity/instance-seconds.ts';
import type { Demand } from '../../demand/demand.ts';
import { addQuantities, approxQuantity, multiplyQuantities, type Quantity, quantityOf } from '../../units/quantity.ts';

/** Instances of an option that hold the same tasks for equally long. */
export interface HostRun {
  /** How many such instances. */
  readonly hosts: Quantity;
  /** Seconds that each of them runs in the month. */
  readonly seconds: Quantity;
  /** How often an instance is launched, all of them together; one that runs all month counts once. */
  readonly launches: Quantity;
  /** Services and jobs with tasks on each, with the number of their tasks. */
  readonly owners: readonly { readonly owner: string; readonly count: number }[];
}

/** The instances of an option; none on Fargate. */
export function hostRunsOf(plan: CapacityPlan, demand: Demand): HostRun[] {
  return 'fleets' in plan ? plan.fleets.flatMap((fleet) => runsOfFleet(fleet, demand)) : [];
}

/** The instances of a job are launched for each of its runs, or once where runs follow so closely that they never end. */
function runsOfFleet(fleet: Fleet, demand: Demand): HostRun[] {
  const { groups, seconds, purpose, course } = fleet;
  if (course) return course.types.map((type) => runsOfCourse(type, course, demand));
  const isEnding = purpose.kind === 'job' && !runsAllMonth(fleet, demand.month);
  const runs = isEnding ? demand.jobs.find(({ job }) => job === purpose.job)?.runs : undefined;
  return groups.map(({ count, tasks }) => ({
    hosts: quantityOf(count),
    seconds,
    launches: multiplyQuantities(runs ?? quantityOf(1), quantityOf(count)),
    owners: tasks.map(({ owner, count: placed }) => ({ owner, count: placed })),
  }));
}

/**
 * Instances of a type that come and go, as so many that run all month on average, with the tasks that sit on one on average. Each
 * is taken to carry tasks of every service that runs on its type.
 */
function runsOfCourse({ seconds, launches, least, weights }: CourseType, { taskSeconds, types }: FleetCourse, { month }: Demand): HostRun {
  const all = types.reduce((sum, type) => sum + approxQuantity(type.seconds), 0);
  const meanCount = (owner: string): number => {
    const own = taskSeconds.find((each) => each.owner === owner)?.seconds;
    return Math.max(1, Math.round(own && all > 0 ? approxQuantity(own) / all : 0));
  };
  return {
    hosts: multiplyQuantities(seconds, quantityOf(1, month.seconds)),
    seconds: quantityOf(month.seconds),
    launches: addQuantities(launches, quantityOf(least)),
    owners: weights.map(({ owner }) => ({ owner, count: meanCount(owner) })),
  };
}
