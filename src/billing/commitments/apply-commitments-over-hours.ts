import { type Issue, invariant } from '../../units/errors.ts';
import { quantityText } from '../../units/money.ts';
import { addQuantities } from '../../units/quantity.ts';
import type { AppliedCommitments, Commitment, CommittableUsage } from './commitment.ts';
import { coverPurchase } from './evaluate.ts';
import type { Held, UsageKind } from './held.ts';
import type { HourlyQuantity, HourlyTable } from './hourly-usage.ts';
import { linesOfCover } from './lines-of-cover.ts';
import { readCommitments } from './read-commitments.ts';
import { throwIssues } from './read-decimal.ts';
import { readHourlyTable } from './read-hourly-usage.ts';
import { readUsage } from './read-usage.ts';
import { type CommitmentUse, plainUse, uncoveredOf, usesOfCover } from './use-of-cover.ts';

/** Usage of one kind, hour by hour. @public */
export interface HourlyUsage extends CommittableUsage {
  /** Units used in each hour (or in each hour of a period, see `hours`). */
  readonly quantities: ArrayLike<HourlyQuantity>;
}

/** Usage over hours and what was bought for them. @public */
export interface HourlyCommitmentsInput {
  readonly usage: readonly HourlyUsage[];
  readonly commitments: readonly Commitment[];
  /** How many hours each entry of `quantities` stands for. Absent: one each. */
  readonly hours?: readonly HourlyQuantity[];
}

/**
 * What usage costs under commitments over hours: lines are sums over the hours.
 *
 * @public
 */
export interface AppliedOverHours extends AppliedCommitments {
  readonly hours: string;
  /** What the usage costs without any commitment. */
  readonly withoutCommitmentsUsd: string;
  /** By commitment, how much of it was used; all in USD over the hours. */
  readonly commitments: readonly CommitmentUse[];
}

/** Checked input of a calculation over hours. */
export interface HourlyProblem {
  readonly usage: readonly UsageKind[];
  readonly held: readonly Held[];
  readonly table: HourlyTable;
}

/**
 * Applies commitments hour by hour, as `applyCommitments` does for one, and adds the hours up. Exact: equal hours are
 * calculated once, and so are all hours that use up the same commitments at the same usage.
 *
 * @throws EcsCostError `USAGE_INVALID` with every problem of the input.
 * @see https://docs.aws.amazon.com/savingsplans/latest/userguide/sp-applying.html
 * @public
 */
export function applyCommitmentsOverHours(input: HourlyCommitmentsInput): AppliedOverHours {
  const { usage, held, table } = readHourlyProblem(input);
  const source = coverPurchase({ usage, table, owned: held, plans: [] });
  const uses = usesOfCover(source);
  const withoutCommitments = uses.reduce((sum, { onDemandValue }) => addQuantities(sum, onDemandValue), uncoveredOf(source));
  return {
    ...linesOfCover(source),
    hours: quantityText(source.hours),
    withoutCommitmentsUsd: quantityText(withoutCommitments),
    commitments: uses.map(plainUse),
  };
}

/** Checks the input of a calculation over hours. */
export function readHourlyProblem(
  { usage, commitments, hours }: HourlyCommitmentsInput,
  pathOf?: (index: number) => string,
): HourlyProblem {
  const issues: Issue[] = [];
  const kinds = readUsage(usage, issues);
  const held = readCommitments(commitments, kinds, issues, pathOf);
  const quantities = Array.isArray(usage) ? usage.map((row: HourlyUsage | null | undefined) => row?.quantities ?? []) : [];
  const table = readHourlyTable(quantities, hours, issues);
  throwIssues(issues);
  invariant(table !== undefined, 'a table without issues was read');
  return { usage: kinds, held, table };
}
