import type { Issue } from '../../units/errors.ts';
import { compareQuantities, type Quantity, quantityOf } from '../../units/quantity.ts';
import { capacitiesOf, claimsOf } from './claims.ts';
import type { AppliedCommitments, Commitment, CommitmentUsage } from './commitment.ts';
import { coverHour, noCover, wholeClaimsOf } from './cover.ts';
import { linesOfCover } from './lines-of-cover.ts';
import { readCommitments } from './read-commitments.ts';
import { readDecimal, throwIssues } from './read-decimal.ts';
import { readUsage } from './read-usage.ts';

/**
 * Applies commitments to the usage of one hour as AWS does: zonal Reserved Instances, regional ones (smallest size
 * first), EC2 Instance Savings Plans, Compute Savings Plans (highest saving first, ties to the lower plan rate), the
 * rest On-Demand. A commitment may cover a fraction; what is left of it is lost, and listed. Spot is never covered.
 * Exact; quotients that do not end are cut at thirty decimals, with every sum still exact.
 *
 * @throws EcsCostError `USAGE_INVALID` with every problem of the input.
 * @see https://docs.aws.amazon.com/savingsplans/latest/userguide/sp-applying.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/apply_ri.html
 * @public
 */
export function applyCommitments(input: {
  readonly usage: readonly CommitmentUsage[];
  readonly commitments: readonly Commitment[];
}): AppliedCommitments {
  const issues: Issue[] = [];
  const usage = readUsage(input.usage, issues);
  const quantities = Array.isArray(input.usage)
    ? input.usage.map((row, index) => readDecimal(row?.quantity, `usage[${index}].quantity`, issues))
    : [];
  const held = readCommitments(input.commitments, usage, issues);
  throwIssues(issues);
  const exact = quantities.filter((quantity) => quantity !== undefined);
  const claims = claimsOf(usage, held, (a, b) => compareAt(exact, a, b));
  const capacities = capacitiesOf(held);
  const whole = wholeClaimsOf(
    claims,
    capacities,
    exact.map(({ denominator }) => denominator),
  );
  const cover = noCover(whole);
  coverHour(
    whole,
    exact.map(({ numerator }) => numerator),
    1n,
    cover,
  );
  return linesOfCover({ usage, claims, capacities, whole, cover, hours: quantityOf(1), scale: 1n });
}

function compareAt(quantities: readonly Quantity[], a: number, b: number): number {
  const [first, second] = [quantities[a], quantities[b]];
  return first && second ? compareQuantities(first, second) : 0;
}
