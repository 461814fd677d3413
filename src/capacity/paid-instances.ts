import type { BinType } from '../packing/problem.ts';
import type { Candidate } from './ec2-candidates.ts';

/**
 * Bin types with those that are paid already beside their own: as many as are owned in a zone, at what they cost beyond that (root
 * volume, fee). `kept[i]` stays the candidate of bin type `i`. What is owned for the whole Region is split over its zones, rounded
 * up: the bill says whether that was worth it.
 */
export function withPaidBins(
  { bins, kept }: { readonly bins: readonly BinType[]; readonly kept: readonly Candidate[] },
  zones: number,
): { readonly bins: readonly BinType[]; readonly kept: readonly Candidate[] } {
  const paid = kept.flatMap((candidate, index) => {
    const [own, bin] = [candidate.paid, bins[index]];
    return own && bin ? [{ bin: { ...bin, cost: bin.cost - own.ticksPerHour, limit: Math.ceil(own.count / zones) }, candidate }] : [];
  });
  return paid.length === 0
    ? { bins, kept }
    : { bins: [...bins, ...paid.map(({ bin }) => bin)], kept: [...kept, ...paid.map(({ candidate }) => candidate)] };
}
