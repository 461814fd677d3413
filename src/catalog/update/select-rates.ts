import { unexpectedAnswer } from './answer-problem.ts';
import type { ListedRate, RateHead } from './listed-rate.ts';
import type { OfferField, OfferRow } from './offer-row.ts';
import { dayOf, plainPrice } from './plain-values.ts';
import type { PricedRegion } from './region-of-usage.ts';

/** What a selection needs to know beside the row. */
export interface SelectionContext {
  /** What is being read, for messages: `AmazonEC2 of eu-west-1`. */
  readonly what: string;
  readonly region: PricedRegion;
}

/** A one-time payment that goes with an hourly rate of the same SKU and term. */
export interface UpfrontPayment {
  readonly head: RateHead;
  readonly key: string;
  readonly sku: string;
  readonly effectiveOn: string;
  readonly upfrontUsd: string;
}

/** What a row of an offer is to us: a rate, the one-time payment of one, or nothing. */
export type Selected = ListedRate | UpfrontPayment | undefined;

/** How one offer is read. */
export interface OfferSelection {
  /** AWS's code of the offer. */
  readonly offer: string;
  /** Columns that the offer must have beside those every offer has. */
  readonly required: readonly OfferField[];
  readonly filters: Readonly<Partial<Record<OfferField, readonly string[]>>>;
  readonly select: (row: OfferRow, context: SelectionContext) => Selected;
  /** What every list of the offer has, and these rates do not; nothing when they are a list. */
  readonly lacks: (rates: readonly ListedRate[]) => string | undefined;
}

/** Stops at rates that are no list of an offer: its layout has changed, or the file is another one. */
export function checkEssentials(what: string, { lacks }: OfferSelection, rates: readonly ListedRate[]): void {
  const missing = lacks(rates);
  if (missing !== undefined) throw unexpectedAnswer(what, `the list has no ${missing}: AWS has changed the layout of its price list`);
}

const CURRENCY = 'USD';
const OPEN_END = 'Inf';
const HOURS = 'hours';

/** The row as a rate of a table. Throws `NETWORK` when currency, price, date or unit are not what they must be. */
export function rateOfRow(
  context: SelectionContext,
  row: OfferRow,
  head: RateHead,
  key: string,
  units: readonly string[] = [head.unit],
): ListedRate {
  checkUnit(context, row, units);
  return { head, key, usd: priceOf(context, row), sku: row.sku, effectiveOn: effectiveDay(context, row), ...tierOf(context, row) };
}

/** The row as the one-time payment of a reservation. */
export function upfrontOfRow(context: SelectionContext, row: OfferRow, head: RateHead, key: string): UpfrontPayment {
  return { head, key, upfrontUsd: priceOf(context, row), sku: row.sku, effectiveOn: effectiveDay(context, row) };
}

/** Whether two units of AWS mean the same: offers write `Hrs`, `hours` and `Hours`, and `GB-Mo` and `GB-mo`. */
export function isSameUnit(a: string, b: string): boolean {
  return unitName(a) === unitName(b);
}

function unitName(unit: string): string {
  const lower = unit.toLowerCase();
  return lower === 'hrs' || lower === 'hour' ? HOURS : lower;
}

function checkUnit({ what }: SelectionContext, row: OfferRow, units: readonly string[]): void {
  if (units.some((unit) => isSameUnit(unit, row.unit))) return;
  throw unexpectedAnswer(what, `${row.usageType} is priced per "${row.unit}", not per "${units.join('" or "')}"`);
}

function priceOf({ what }: SelectionContext, row: OfferRow): string {
  if (row.currency !== CURRENCY)
    throw unexpectedAnswer(what, `${row.usageType} is priced in ${row.currency}; this program knows ${CURRENCY} only`);
  const usd = plainPrice(row.pricePerUnit);
  if (usd === undefined)
    throw unexpectedAnswer(what, `the price of ${row.usageType} (SKU ${row.sku}) is no decimal: ${JSON.stringify(row.pricePerUnit)}`);
  return usd;
}

function effectiveDay({ what }: SelectionContext, row: OfferRow): string {
  const day = dayOf(row.effectiveDate);
  if (day === undefined)
    throw unexpectedAnswer(what, `the price of ${row.usageType} (SKU ${row.sku}) has no date: ${JSON.stringify(row.effectiveDate)}`);
  return day;
}

function tierOf({ what }: SelectionContext, row: OfferRow): Pick<ListedRate, 'from' | 'to'> {
  const { startingRange, endingRange } = row;
  if (startingRange === '' && endingRange === '') return {};
  const from = plainPrice(startingRange);
  const to = endingRange === OPEN_END ? undefined : plainPrice(endingRange);
  if (from === undefined || (to === undefined && endingRange !== OPEN_END))
    throw unexpectedAnswer(
      what,
      `${row.usageType} (SKU ${row.sku}) has no readable tier: ${JSON.stringify(`${startingRange} to ${endingRange}`)}`,
    );
  if (to === undefined) return from === '0' ? {} : { from };
  return { from, to };
}
