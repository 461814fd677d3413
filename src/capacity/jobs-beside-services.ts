import type { Demand } from '../demand/demand.ts';
import { sumOf } from '../units/order.ts';
import { approxQuantity } from '../units/quantity.ts';
import type { Fleet } from './capacity.ts';
import { jobCourse } from './job-course.ts';
import type { WantedFleet } from './wanted-fleets.ts';

/** Jobs that are tried one by one where not all of them together are cheaper beside the services. */
const SINGLE_JOBS_MAX = 6;

/** A fleet and what it was made for. */
export interface MadeFleet {
  readonly wanted: WantedFleet;
  readonly fleet: Fleet;
}

/** Simulates the services of a fleet with jobs beside them on the same instance types; nothing where that is not possible. */
export type SimulateTogether = (services: MadeFleet, wanted: WantedFleet) => Fleet | undefined;

/**
 * Lets jobs run on the instances of the services where these come and go and that is cheaper than instances of their own: a task of a job
 * is placed as ECS places it, in room that is there or on an instance that managed scaling starts for it. `isSettled` says that a plan made
 * before has decided for these jobs.
 */
export function withJobsBesideServices(
  made: readonly MadeFleet[],
  demand: Demand,
  { simulate, isSettled }: { readonly simulate: SimulateTogether; readonly isSettled: (job: string) => boolean | undefined },
): Fleet[] {
  let left = made;
  for (const services of made.filter(({ wanted, fleet }) => wanted.purpose.kind === 'services' && fleet.course)) {
    const { operatingSystem } = services.wanted;
    const jobs = left.filter(({ wanted: { purpose, operatingSystem: own } }) => purpose.kind === 'job' && own === operatingSystem);
    const able = jobs.filter(({ wanted }) => isSettled(nameOf(wanted)) !== false && mostTasksOf(wanted, demand) > 0);
    const settled = able.filter(({ wanted }) => isSettled(nameOf(wanted)));
    const taken = settled.length > 0 ? together(services, settled, demand, simulate) : cheapestTogether(services, able, demand, simulate);
    if (!taken) continue;
    left = left.flatMap((each) => (each === services ? [taken.made] : taken.jobs.includes(each) ? [] : [each]));
  }
  return left.map(({ fleet }) => fleet);
}

interface Together {
  readonly made: MadeFleet;
  readonly jobs: readonly MadeFleet[];
}

/** All jobs that can, else one after the other as long as each is cheaper. */
function cheapestTogether(
  services: MadeFleet,
  jobs: readonly MadeFleet[],
  demand: Demand,
  simulate: SimulateTogether,
): Together | undefined {
  if (jobs.length === 0) return undefined;
  const all = together(services, jobs, demand, simulate);
  if (all && isCheaper(all, services, demand)) return all;
  if (jobs.length === 1) return undefined;
  let best: Together | undefined;
  for (const job of jobs.slice(0, SINGLE_JOBS_MAX)) {
    const more = together(services, [...(best?.jobs ?? []), job], demand, simulate);
    const before = best ? { wanted: services.wanted, fleet: best.made.fleet } : services;
    if (more && isCheaper({ ...more, jobs: [job] }, before, demand)) best = more;
  }
  return best;
}

function together(services: MadeFleet, jobs: readonly MadeFleet[], demand: Demand, simulate: SimulateTogether): Together | undefined {
  const groups = jobs.flatMap(({ wanted }) => wanted.groups.map(({ owner }) => ({ owner, count: mostTasksOf(wanted, demand) })));
  const wanted = { ...services.wanted, groups: [...services.wanted.groups, ...groups] };
  const fleet = simulate(services, wanted);
  return fleet && { made: { wanted, fleet }, jobs };
}

function isCheaper({ made, jobs }: Together, services: MadeFleet, demand: Demand): boolean {
  const apart = sumOf([services, ...jobs].map(({ fleet }) => approxCost(fleet, demand)));
  return approxCost(made.fleet, demand) < apart;
}

/** Ticks in the month; the cost of a fleet that comes and goes is a mean over all of it. */
function approxCost({ course, packing, seconds }: Fleet, { month }: Demand): number {
  return packing.ticksPerHour * (course ? month.seconds : approxQuantity(seconds));
}

/** The most tasks of a job that run at once; 0 where it cannot be simulated. */
function mostTasksOf(wanted: WantedFleet, demand: Demand): number {
  return Math.max(0, ...(jobCourse(nameOf(wanted), demand)?.demand.map(({ taskCount }) => taskCount) ?? []));
}

function nameOf({ purpose }: WantedFleet): string {
  return purpose.kind === 'job' ? purpose.job : '';
}
