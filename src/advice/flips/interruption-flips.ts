import type { Workload } from '../../workload/workload.ts';
import type { Flip } from '../advice.ts';
import type { Advised, Owner } from '../advice-input.ts';
import { neighboursTowards } from './neighbours.ts';
import type { Judge } from './verdict-at.ts';

/** Interruptions are counted in tenths a month, up to three a day: beyond that nobody calls it running. */
const PER_STEP = 10;
const MOST = 90 * PER_STEP;

/**
 * From how many interruptions of one task or instance a month on Spot is no longer cheapest for a service that is recommended
 * to run there. Each one costs a start and the work since the last checkpoint, so that more of them never help.
 */
export function interruptionFlips(advised: Advised, { name }: Owner, judge: Judge): Flip[] {
  if (advised.placements.get(name)?.includes(':spot:') !== true) return [];
  const best = (step: number): string | undefined => judge.at(atInterruptions(advised.workload, text(step))).best;
  const holds = (step: number): boolean => best(step)?.includes(':spot:') === true;
  if (!holds(0)) return [];
  const found = neighboursTowards(0, MOST, holds, { monotone: true });
  const to = found && best(found.flips);
  if (!found || to === undefined) return [];
  return [
    {
      input: 'interruptions-a-month',
      now: now(advised.workload),
      direction: 'above',
      holds: text(found.holds),
      flips: text(found.flips),
      to,
    },
  ];
}

function text(step: number): string {
  return `${Math.trunc(step / PER_STEP)}.${step % PER_STEP}`;
}

/** What the file expects; nothing is taken where it says nothing, or names a band. */
function now({ purchasing }: Workload): string {
  const stated = purchasing?.spot.interruptions;
  return typeof stated === 'object' ? stated.expected : '0';
}

function atInterruptions(workload: Workload, expected: string): Workload {
  const { purchasing = { savingsPlans: [], reservedInstances: [], assumedDiscounts: {}, spot: {} } } = workload;
  return { ...workload, purchasing: { ...purchasing, spot: { ...purchasing.spot, interruptions: { expected } } } };
}
