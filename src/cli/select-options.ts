import { commitmentOfferOf } from '../billing/purchase/commitment-offer.ts';
import type { Comparison, Option, RankedOption } from '../comparison/comparison.ts';
import { comparableCost } from '../comparison/subtotals.ts';
import type { Estimate } from '../report/report.ts';
import { approxShare, minusUsd, type Usd } from '../units/money.ts';
import { compareText } from '../units/order.ts';
import { usageError } from './usage.ts';

/**
 * The estimate with only the options whose ids match a pattern (`*` any text, `?` any character, in any case). The
 * cheapest is then the cheapest of these, and so is the base of the comparison when today's option is not among them.
 */
export function selectOptions(estimate: Estimate, patterns: readonly string[]): Estimate {
  const isWanted = matcher(patterns);
  const ranked = estimate.comparison.ranked.filter(({ id }) => isWanted(id));
  const complete = ranked.filter(({ status }) => status === 'complete').map(({ id }) => id);
  const committed = new Set(estimate.options.flatMap(({ id, commitment }) => (commitment ? [id] : [])));
  const withCommitment = complete.find((id) => committed.has(id));
  // Where only commitments were asked for, the cheapest of them is the answer.
  const cheapest = complete.find((id) => !committed.has(id)) ?? withCommitment;
  const today = estimate.comparison.today !== undefined && isWanted(estimate.comparison.today) ? estimate.comparison.today : undefined;
  const spotBreakEvens = estimate.comparison.spotBreakEvens?.filter(({ option }) => isWanted(option));
  const comparison: Comparison = {
    ranked: rebased(ranked, today ?? cheapest, estimate.options),
    ...(cheapest === undefined ? {} : { cheapest }),
    ...(withCommitment === undefined ? {} : { cheapestWithCommitment: withCommitment }),
    ...(spotBreakEvens === undefined ? {} : { spotBreakEvens }),
    ...(today === undefined ? {} : { today }),
  };
  return {
    ...estimate,
    options: estimate.options.filter(({ id }) => isWanted(id)),
    comparison,
    advice: estimate.advice.map(({ recommended, ...rest }) => ({
      ...rest,
      ...(recommended !== undefined && isWanted(recommended) ? { recommended } : {}),
    })),
  };
}

/** Whether an id matches one of the patterns. */
export function matcher(patterns: readonly string[]): (id: string) => boolean {
  const expressions = patterns.map((pattern) => new RegExp(`^${[...pattern.replace(/\*+/g, '*')].map(expressionOf).join('')}$`, 'iu'));
  return (id) => expressions.some((expression) => expression.test(id));
}

/** A pattern that matches none of the options is a slip, and the report would be empty. Throws on it. */
export function checkPatterns(optionIds: readonly string[], patterns: readonly string[], what = 'option'): void {
  const ids = [...new Set(optionIds)].sort(compareText);
  const issues = patterns
    .filter((pattern) => !ids.some(matcher([pattern])))
    .map((pattern) => ({ path: '--option', problem: `"${pattern}" matches no ${what}`, hint: `there is ${namedIn(ids)}` }));
  if (issues.length > 0) throw usageError(issues);
}

/** Ids as a hint: those that buy a commitment only by example, of which there are too many to read. */
function namedIn(ids: readonly string[]): string {
  const isCommitment = (id: string): boolean => commitmentOfferOf(id.split(':')[1] ?? id) !== undefined;
  const others = ids.filter((id) => !isCommitment(id));
  const [example] = ids.filter(isCommitment);
  const more = example === undefined ? [] : [`commitments as ${example}`];
  return [...others, ...more].join(', ');
}

function expressionOf(character: string): string {
  if (character === '*') return '.*';
  if (character === '?') return '.';
  return character.replace(/[$()+.[\\\]^{|}/]/, '\\$&');
}

function rebased(ranked: readonly RankedOption[], baseId: string | undefined, options: readonly Option[]): RankedOption[] {
  const bills = new Map(options.map(({ id, bill }) => [id, bill]));
  const costOf = ({ id, total }: RankedOption): Usd => comparableCost(total, bills.get(id) ?? { lines: [] });
  const baseOption = ranked.find(({ id }) => id === baseId);
  const base = baseOption && costOf(baseOption);
  return ranked.map((each) => {
    const { approxShareAgainstBase: _, ...option } = each;
    const share = base === undefined || option.status === 'impossible' ? undefined : approxShare(minusUsd(costOf(each), base), base);
    return share === undefined ? option : { ...option, approxShareAgainstBase: share };
  });
}
