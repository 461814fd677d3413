import type { CapacityPlan, Fleet } from '../../capacity/capacity.ts';
import type { Demand } from '../../demand/demand.ts';
import { multiplyQuantities, type Quantity, quantityOf } from '../../units/quantity.ts';

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

/** The instances of a job are launched for each of its runs. */
function runsOfFleet({ groups, seconds, purpose }: Fleet, demand: Demand): HostRun[] {
  const runs = purpose.kind === 'job' ? demand.jobs.find(({ job }) => job === purpose.job)?.runs : undefined;
  return groups.map(({ count, tasks }) => ({
    hosts: quantityOf(count),
    seconds,
    launches: multiplyQuantities(runs ?? quantityOf(1), quantityOf(count)),
    owners: tasks.map(({ owner, count: placed }) => ({ owner, count: placed })),
  }));
}
