import { commitmentOfferOf } from '../billing/purchase/commitment-offer.ts';
import { comparableCost } from '../comparison/subtotals.ts';
import { approxShare, formatUsd, minusUsd, NO_USD } from '../units/money.ts';
import { compareText } from '../units/order.ts';
import { commitmentViews, mainViews, type RankedView } from './facts.ts';
import { changeText, percentText } from './numbers.ts';
import { boughtName, monthlyText, optionName } from './option-wording.ts';
import { breakEvenText, commitmentRemedyText, commitmentText, upfrontText } from './purchase-wording.ts';
import type { Estimate } from './report.ts';
import { atOnceText, discountText, interruptionSourceText, interruptionsText, spotBreakEvenText, spotRivalsText } from './spot-wording.ts';
import { lacksRatesOnly } from './verdict.ts';
import { countText, LAUNCH_TYPES, listText, moreText, OFFER_KINDS, WORDS } from './wording.ts';

/** An option of the purchase table, as texts. */
export interface PurchaseRow {
  readonly launchType: string;
  readonly option: string;
  /** The option below the name of its launch type: `X86_64 · Compute SP 3y all`. */
  readonly shortOption: string;
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
  /** From which interruptions on other options are cheaper than Spot, and where their numbers are from. */
  readonly spot: readonly string[];
  /** Rows that were left out, in words; empty when none was. */
  readonly more: string;
  readonly notPriced: readonly string[];
}

/** Options of a launch type that people can still compare. */
const ROWS_MAX = 6;

/** Spot on one architecture and as a given strategy. */
const SPOT_ROWS_MAX = 2;

/** What each launch type costs on Spot and under commitments, the cheapest first of each. */
export function purchaseTableOf(estimate: Estimate, all: boolean): PurchaseTable {
  const committed = commitmentViews(estimate);
  // A commitment of nothing is not worth a row: nothing can be bought that saves anything.
  const priced = committed.filter(({ option }) => Number(option.commitment?.usdPerHour ?? 0) > 0);
  const launchTypes = [...new Set(mainViews(estimate).map(({ option }) => option.launchType))];
  const onSpot = mainViews(estimate).filter(({ option, ranked }) => option.spot && ranked.status !== 'impossible');
  const shown = launchTypes.flatMap((launchType) => {
    const isHere = ({ option }: RankedView): boolean => option.launchType === launchType && launchType !== 'MIXED';
    const [spot, committedHere] = [onSpot.filter(isHere), priced.filter(isHere)];
    return all ? [...spot, ...committedHere] : [...spot.slice(0, SPOT_ROWS_MAX), ...committedHere.slice(0, ROWS_MAX)];
  });
  const left = priced.length - shown.filter(({ option }) => option.commitment).length;
  return {
    rows: shown.map((view) => rowOf(view, estimate)),
    spot: spotTexts(all ? shown : firstOnSpot(shown), estimate),
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

/** Of each launch type the cheapest option on Spot. */
function firstOnSpot(views: readonly RankedView[]): RankedView[] {
  const spot = views.filter(({ option }) => option.spot);
  return spot.filter(({ option }, index) => spot.findIndex((other) => other.option.launchType === option.launchType) === index);
}

/** Of each option on Spot what beats it, and once where the interruptions are from. */
function spotTexts(views: readonly RankedView[], { comparison }: Estimate): string[] {
  const outlooks = views.flatMap(({ option }) => option.spot ?? []);
  const rivals = views.flatMap(({ option }) => {
    const breakEven = comparison.spotBreakEvens?.find((each) => each.option === option.id);
    const text = breakEven ? spotRivalsText(breakEven) : '';
    const { spot } = option;
    const texts = [...(spot ? [discountText(spot)] : []), text, ...(spot ? [atOnceText(spot)] : [])].filter((each) => each !== '');
    return texts.length === 0 ? [] : [`${optionName(option)}: ${texts.join('; ')}`];
  });
  return outlooks.length === 0 ? [] : [...rivals, interruptionSourceText(outlooks)];
}

function rowOf(view: RankedView, { comparison, options }: Estimate): PurchaseRow {
  const { option, ranked } = view;
  const { commitment, spot } = option;
  const breakEven = comparison.spotBreakEvens?.find((each) => each.option === option.id);
  const base = options.find(({ id }) => id === option.id.replace(`:${option.purchaseOption}:`, ':on-demand:'));
  const share = base && approxShare(minusUsd(ranked.total, base.bill.total), comparableCost(base.bill.total, base.bill));
  return {
    launchType: LAUNCH_TYPES[option.launchType],
    option: optionName(option),
    shortOption: boughtName(option),
    commitment: commitment ? commitmentText(commitment) : WORDS.noCommitment,
    monthly: monthlyText(view),
    saves: share === undefined ? '' : savingText(share),
    upfront: commitment ? upfrontText(commitment) : formatUsd(NO_USD),
    breakEven: commitment ? breakEvenText(commitment) : breakEven ? spotBreakEvenText(breakEven) : '',
    interruptions: spot ? interruptionsText(spot) : '',
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
