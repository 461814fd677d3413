import { commitmentOfferOf } from '../billing/purchase/commitment-offer.ts';
import { comparableCost } from '../comparison/subtotals.ts';
import { approxShare, minusUsd } from '../units/money.ts';
import { compareText } from '../units/order.ts';
import { commitmentViews, mainViews, type RankedView } from './facts.ts';
import { changeText, percentText } from './numbers.ts';
import { monthlyText, optionName } from './option-wording.ts';
import { breakEvenText, commitmentRemedyText, commitmentText, upfrontText } from './purchase-wording.ts';
import type { Estimate } from './report.ts';
import { lacksRatesOnly } from './verdict.ts';
import { countText, LAUNCH_TYPES, listText, moreText, OFFER_KINDS } from './wording.ts';

/** An option of the purchase table, as texts. */
export interface PurchaseRow {
  readonly option: string;
  readonly commitment: string;
  readonly monthly: string;
  /** Against the same tasks and instances On-Demand. */
  readonly saves: string;
  readonly upfront: string;
  readonly breakEven: string;
  readonly interruptions: string;
  readonly isBest: boolean;
}

/** The purchase options of the launch types, and what could not be priced. */
export interface PurchaseTable {
  readonly rows: readonly PurchaseRow[];
  /** Rows that were left out, in words; empty when none was. */
  readonly more: string;
  readonly notPriced: readonly string[];
}

/** Options of a launch type that people can still compare. */
const ROWS_MAX = 6;

/** What each launch type costs under commitments and Spot, the cheapest first, beside what it costs without. */
export function purchaseTableOf(estimate: Estimate, all: boolean): PurchaseTable {
  const committed = commitmentViews(estimate);
  // A commitment of nothing is not worth a row: nothing can be bought that saves anything.
  const priced = committed.filter(({ option }) => Number(option.commitment?.usdPerHour ?? 0) > 0);
  const launchTypes = [...new Set(mainViews(estimate).map(({ option }) => option.launchType))];
  const byLaunchType = launchTypes.map((launchType) => priced.filter(({ option }) => option.launchType === launchType));
  const shown = byLaunchType.map((views) => (all ? views : views.slice(0, ROWS_MAX)));
  const left = priced.length - shown.flat().length;
  return {
    rows: shown.flat().map((view) => rowOf(view, estimate)),
    more: left > 0 ? moreText(left) : '',
    notPriced: withRemedy(
      launchTypes.flatMap((launchType) => notPricedTexts(committed.filter(({ option }) => option.launchType === launchType))),
      estimate.region.code,
    ),
  };
}

/** What would fill the gaps, said once. */
function withRemedy(texts: readonly string[], region: string): string[] {
  return texts.length === 0 ? [] : [...texts, commitmentRemedyText(region)];
}

function rowOf(view: RankedView, { comparison, options }: Estimate): PurchaseRow {
  const { option, ranked } = view;
  const { commitment } = option;
  const base = options.find(({ id }) => id === option.id.replace(`:${option.purchaseOption}:`, ':on-demand:'));
  const share = base && approxShare(minusUsd(ranked.total, base.bill.total), comparableCost(base.bill.total, base.bill));
  return {
    option: optionName(option),
    commitment: commitment ? commitmentText(commitment) : '',
    monthly: monthlyText(view),
    saves: share === undefined ? '' : savingText(share),
    upfront: commitment ? upfrontText(commitment) : '',
    breakEven: commitment ? breakEvenText(commitment) : '',
    interruptions: '',
    isBest: ranked.id === comparison.cheapestWithCommitment,
  };
}

/** What is saved, without a sign; what costs more, with one. */
function savingText(share: number): string {
  return share > 0 ? changeText(share) : percentText(share);
}

/** One sentence for each launch type, however many kinds, terms and payments lack rates. */
function notPricedTexts(views: readonly RankedView[]): string[] {
  const unpriced = views.filter(({ ranked, option }) => ranked.status === 'impossible' && lacksRatesOnly(option.impossible));
  const [first] = unpriced;
  if (!first) return [];
  const kinds = [...new Set(unpriced.flatMap(({ option }) => commitmentOfferOf(option.purchaseOption)?.kind ?? []))];
  const architectures = [...new Set(unpriced.map(({ option }) => option.architecture))].sort(compareText);
  const lacking = unpriced.flatMap(({ option }) =>
    option.impossible.flatMap((reason) => (reason.kind === 'no-rate' ? reason.usageTypes : [])),
  );
  const types = [...new Set(lacking.map((usageType) => usageType.replace(/^BoxUsage:/, '')))].sort(compareText);
  const count = countText(unpriced.length, 'option');
  const name = `${LAUNCH_TYPES[first.option.launchType]} · ${listText(architectures)}`;
  return [`${name}: ${count} (${listText(kinds.map((kind) => OFFER_KINDS[kind]))}) without a rate for ${listText(types)}`];
}
