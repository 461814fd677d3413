import type { Bill } from '../billing/bill.ts';
import { freePartsOf } from '../comparison/free-parts.ts';
import { subtotalsOf } from '../comparison/subtotals.ts';
import { exactText } from '../units/money.ts';
import { floorOf } from './beside-view.ts';
import { freePartText } from './beside-wording.ts';
import type { Estimate } from './report.ts';

/** The parts of the report that are about what runs beside tasks. */
export function besideOf(estimate: Estimate): object {
  const floor = floorOf(estimate);
  return {
    notStated: (estimate.workload.notStated ?? []).map(({ key, owners }) => ({ key, services: owners })),
    free: freePartsOf(estimate.workload).map(freePartText),
    fixedFloor: floor ? { monthlyUsd: exactText(floor.cost), complete: floor.isComplete } : null,
  };
}

/** The three parts of a bill, which add up to its total. */
export function subtotalsJson(bill: Bill): object {
  const { compute, besideByLaunchType, besideEverywhere } = subtotalsOf(bill);
  return {
    computeUsd: exactText(compute),
    besideByLaunchTypeUsd: exactText(besideByLaunchType),
    besideEverywhereUsd: exactText(besideEverywhere),
  };
}
