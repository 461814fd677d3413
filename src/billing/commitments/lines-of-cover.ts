import { costOf, exactText, minusUsd, NO_USD, quantityText, sumUsd, type Usd, usd, usdRate } from '../../units/money.ts';
import { addQuantities, isNoQuantity, multiplyQuantities, NO_QUANTITY, type Quantity } from '../../units/quantity.ts';
import type { Capacity, Claim } from './claims.ts';
import type { AppliedCommitments, CommitmentLine } from './commitment.ts';
import { type Cover, inUnits, type WholeClaims } from './cover.ts';
import type { UsageKind } from './held.ts';

/** Everything that a cover was made of, and the hours it stands for. */
export interface CoverSource {
  readonly usage: readonly UsageKind[];
  readonly claims: readonly Claim[];
  readonly capacities: readonly Capacity[];
  readonly whole: WholeClaims;
  readonly cover: Cover;
  /** Hours that the cover sums up. */
  readonly hours: Quantity;
  /** What all sums of the cover are multiplied by (hours that are no whole number count in a fraction of an hour). */
  readonly scale: bigint;
}

/**
 * A cover as lines, in the order of the usage. Amounts that no decimal can write are cut at thirty decimals so that the
 * parts of a commitment still add up to it, and the parts of a quantity to the quantity: each part is what its running
 * total grows by.
 */
export function linesOfCover(source: CoverSource): AppliedCommitments {
  const { usage, claims, whole, cover, scale } = source;
  const commitments = commitmentCosts(source);
  const claimsOfUsage = positionsBy(claims, ({ usage }) => usage);
  const lines: CommitmentLine[] = [];
  const onDemand: Usd[] = [];
  for (const row of usage) {
    const usageScale = (whole.usageScales[row.index] ?? 1n) * scale;
    const nextQuantity = runningParts();
    for (const index of claimsOfUsage.get(row.index) ?? []) {
      const [claim, cost] = [claims[index], commitments.costs[index]];
      const quantity = nextQuantity(inUnits(cover.covered, index, usageScale));
      if (!claim || cost === undefined || quantity === undefined) continue;
      const line = { usageType: row.usageType, usage: row.index, quantity: exactText(quantity), rate: quantityText(claim.rate) };
      lines.push({ ...line, cost: exactText(cost), coveredBy: claim.commitment });
    }
    const left = inUnits(cover.left, row.index, usageScale);
    const quantity = nextQuantity(left);
    if (quantity === undefined) continue;
    const rate = quantityText(row.onDemandRate);
    const cost = costOf(usdRate(rate), left);
    onDemand.push(cost);
    lines.push({ usageType: row.usageType, usage: row.index, quantity: exactText(quantity), rate, cost: exactText(cost) });
  }
  const [committed, uncovered] = [sumUsd(commitments.committed), sumUsd(onDemand)];
  return {
    lines,
    unused: commitments.unused,
    committedUsd: exactText(committed),
    onDemandUsd: exactText(uncovered),
    totalUsd: exactText(sumUsd([committed, uncovered])),
  };
}

/** Cost of each claim and what is unused, by commitment; together exactly what the commitment costs. */
function commitmentCosts({ claims, capacities, whole, cover, hours, scale }: CoverSource): {
  readonly costs: readonly Usd[];
  readonly unused: AppliedCommitments['unused'];
  readonly committed: readonly Usd[];
} {
  const costs: Usd[] = claims.map(() => NO_USD);
  const unused: { commitment: number; usd: string }[] = [];
  const claimsOfCommitment = positionsBy(claims, ({ commitment }) => commitment);
  const committed = capacities.map(({ perHour, usdPerUnit }, commitment) => {
    const capacityScale = (whole.capacityScales[commitment] ?? 1n) * scale;
    const nextCost = runningParts();
    for (const index of claimsOfCommitment.get(commitment) ?? []) {
      costs[index] = nextCost(multiplyQuantities(inUnits(cover.taken, index, capacityScale), usdPerUnit)) ?? NO_USD;
    }
    const rest = nextCost(multiplyQuantities(inUnits(cover.unused, commitment, capacityScale), usdPerUnit));
    if (rest) unused.push({ commitment, usd: exactText(rest) });
    return usd(quantityText(multiplyQuantities(multiplyQuantities(perHour, hours), usdPerUnit)));
  });
  return { costs, unused, committed };
}

/** Positions of claims in their order, by what they have in common. */
function positionsBy(claims: readonly Claim[], key: (claim: Claim) => number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [position, claim] of claims.entries()) {
    const group = groups.get(key(claim));
    if (group) group.push(position);
    else groups.set(key(claim), [position]);
  }
  return groups;
}

/** Gives of each further part what the running total, cut at thirty decimals, grows by; nothing for no part. */
function runningParts(): (part: Quantity) => Usd | undefined {
  let [exact, before] = [NO_QUANTITY, NO_USD];
  return (part) => {
    if (isNoQuantity(part)) return undefined;
    exact = addQuantities(exact, part);
    const now = usd(quantityText(exact));
    const grown = minusUsd(now, before);
    before = now;
    return grown;
  };
}
