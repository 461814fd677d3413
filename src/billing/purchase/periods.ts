import type { Horizon } from '../../demand/demand.ts';
import type { OwnedReservedInstances, OwnedSavingsPlan, OwnedTerm, Purchasing } from '../../workload/purchasing.ts';

/** A commitment that is owned. */
export type Owned = OwnedSavingsPlan | OwnedReservedInstances;

/** Minutes of the horizon in which the same commitments are owned. */
export interface Period {
  readonly toMinute: number;
  readonly owned: readonly Owned[];
}

/**
 * The horizon cut where an owned commitment begins or ends, to whole hours. Only a calendar month has dates: in a month of
 * hours, everything that is owned counts all the time. Plans and reservations of other Regions are left out.
 */
export function periodsOf(purchasing: Purchasing | undefined, region: string, horizon: Horizon): Period[] {
  const here = ownedIn(purchasing, region);
  if (horizon.kind !== 'calendar-month') return [{ toMinute: horizon.minutes, owned: here }];
  const cuts = here.flatMap(({ startMinute, endMinute }) => [startMinute, endMinute]).flatMap((minute) => inHorizon(minute, horizon));
  const ends = [...new Set([...cuts, horizon.minutes])].sort((a, b) => a - b);
  return ends.map((toMinute, index) => {
    const at = horizon.startMinute + (ends[index - 1] ?? 0);
    return { toMinute, owned: here.filter((term) => isOwnedAt(term, at)) };
  });
}

/** What is owned and may cover usage of the Region. */
export function ownedIn(purchasing: Purchasing | undefined, region: string): Owned[] {
  const { savingsPlans = [], reservedInstances = [] } = purchasing ?? {};
  return [
    ...savingsPlans.filter((plan) => plan.kind === 'compute-savings-plan' || plan.region === region),
    ...reservedInstances.filter((reservation) => (reservation.region ?? region) === region),
  ];
}

function isOwnedAt({ startMinute, endMinute }: OwnedTerm, minute: number): boolean {
  return (startMinute ?? Number.NEGATIVE_INFINITY) <= minute && minute < (endMinute ?? Number.POSITIVE_INFINITY);
}

const MINUTES_PER_HOUR = 60;

function inHorizon(minute: number | undefined, { startMinute, minutes }: Horizon): number[] {
  if (minute === undefined) return [];
  const hour = Math.floor((minute - startMinute) / MINUTES_PER_HOUR) * MINUTES_PER_HOUR;
  return hour > 0 && hour < minutes ? [hour] : [];
}
