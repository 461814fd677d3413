import { PARTS_PER_CREDIT } from './credit-account.ts';
import type { GroupInstanceType, GroupSimulation } from './simulation.ts';

const MINUTES_PER_HOUR = 60;

/** What the surplus CPU credits of a simulation cost, in ticks of 10^-10 USD; types whose rate is not known count for nothing. */
export function surplusTicks({ credits }: GroupSimulation, types: readonly Pick<GroupInstanceType, 'credits'>[]): bigint {
  if (!credits) return 0n;
  const perVcpuHour = BigInt(PARTS_PER_CREDIT * MINUTES_PER_HOUR);
  return types.reduce((sum, { credits: own }, type) => {
    const charged = BigInt(credits.charged[type] ?? 0);
    return sum + (charged * BigInt(own?.ticksPerVcpuHour ?? 0)) / perVcpuHour;
  }, 0n);
}
