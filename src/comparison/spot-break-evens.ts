import { interruptionsUntil } from '../billing/spot/interruptions-until.ts';
import type { Option, RankedOption, SpotBreakEven, SpotRival } from './comparison.ts';

/** The break-even of every complete option on Spot, in the order of the ranking; of mixed launch types none is worked out. */
export function spotBreakEvens(ranked: readonly Pick<RankedOption, 'id' | 'status'>[], options: readonly Option[]): SpotBreakEven[] {
  const byId = new Map(options.map((option) => [option.id, option]));
  const complete = ranked.flatMap(({ id, status }) => (status === 'complete' ? (byId.get(id) ?? []) : []));
  return complete.flatMap((option): SpotBreakEven[] => {
    const { spot, launchType, architecture } = option;
    if (!spot || launchType === 'MIXED') return [];
    const same = complete.filter((other) => other.launchType === launchType);
    const onDemand = same.find(
      (other) => other.purchaseOption === 'on-demand' && other.architecture === architecture && other.variant === undefined,
    );
    const plan = same.find(({ commitment }) => commitment && Number(commitment.usdPerHour) > 0);
    const against = (rival: Option): SpotRival => {
      const winsFrom = interruptionsUntil(spot.exposure, option.bill.total, rival.bill.total);
      return { option: rival.id, ...(winsFrom === undefined ? {} : { winsFromPerMonth: winsFrom }) };
    };
    return [{ option: option.id, ...(onDemand ? { onDemand: against(onDemand) } : {}), ...(plan ? { plan: against(plan) } : {}) }];
  });
}
