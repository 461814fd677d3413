import type { Demand } from '../demand/demand.ts';
import type { OwnedReservedInstances, OwnedSavingsPlan } from '../workload/purchasing.ts';
import type { Assumption, Workload } from '../workload/workload.ts';

/** What is owned by the file and counts otherwise than its dates and Region say, or not at all. */
export function ownedAssumptions({ purchasing, region }: Workload, { horizon, month }: Demand): Assumption[] {
  const { savingsPlans = [], reservedInstances = [] } = purchasing ?? {};
  return [...savingsPlans, ...reservedInstances].flatMap((owned): Assumption[] => {
    const { path, startMinute, endMinute } = owned;
    const elsewhere = regionOf(owned);
    if (elsewhere !== undefined && elsewhere !== region) {
      return [{ path, value: 'not counted', why: `it is for ${elsewhere}, and the workload is in ${region}` }];
    }
    if (startMinute === undefined && endMinute === undefined) return [];
    if (horizon.kind !== 'calendar-month') {
      return [
        {
          path,
          value: 'counted all month',
          why: `${month.label} have no dates; a calendar month, as --month 2026-11, counts its start and end`,
        },
      ];
    }
    const isOver = (endMinute ?? Number.POSITIVE_INFINITY) <= horizon.startMinute;
    const isToCome = (startMinute ?? Number.NEGATIVE_INFINITY) >= horizon.startMinute + horizon.minutes;
    if (!isOver && !isToCome) return [];
    return [{ path, value: 'not counted', why: `it ${isOver ? 'ends before' : 'begins after'} ${month.label}` }];
  });
}

/** The Region that it is bound to; Compute Savings Plans are to none. */
function regionOf(owned: OwnedSavingsPlan | OwnedReservedInstances): string | undefined {
  return 'kind' in owned && owned.kind === 'compute-savings-plan' ? undefined : owned.region;
}
